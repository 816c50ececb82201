import { Mail, MapPin, NotebookPen, Pencil, Phone, Trash2, IdCard, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Avatar } from "@/components/Avatar";
import { ButtonLink, IconButton } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { maskCpf } from "../format/cpf";
import { BackLink } from "../record/BackLink";
import { DeleteDialog } from "../record/DeleteDialog";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { PhoneLinks } from "./Contacts";
import { type Tutor, useDeleteTutor, useTutor } from "./queries";
import { TutorAnimais } from "./TutorAnimais";

/** One tutor: how to reach them, and their animais. */
export function TutorScreen() {
  const t = useTranslations("shop.tutores");
  const id = useRecordId();
  const query = useTutor(id);
  return (
    <OneRecord id={id} query={query} kind={t("one")} list="/tutores">
      {(tutor) => (
        <>
          <Title>{tutor.nome}</Title>
          <Header tutor={tutor} />
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
            <Contact tutor={tutor} />
            <TutorAnimais tutor={tutor} />
          </div>
        </>
      )}
    </OneRecord>
  );
}

function Header({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const record = useTranslations("shop.record");
  const [deleting, setDeleting] = useState(false);
  const remove = useRemove(tutor);
  return (
    <>
      <PageHeader
        back={<BackLink href="/tutores">{t("title")}</BackLink>}
        title={
          <span className="flex items-center gap-4">
            <Avatar name={tutor.nome} size="lg" />
            <span className="min-w-0">{tutor.nome}</span>
          </span>
        }
        action={
          <>
            <ButtonLink
              href={`/tutores/${tutor.id}/editar`}
              look="secondary"
              icon={<Pencil aria-hidden className="size-5" />}
            >
              {record("edit")}
            </ButtonLink>
            <IconButton label={t("delete")} onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden className="size-5" />
            </IconButton>
          </>
        }
      />
      <DeleteDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t("deleteTitle", { nome: tutor.nome })}
        lead={t("deleteLead")}
        inUse={t("inUse", { nome: tutor.nome })}
        remove={remove}
      />
    </>
  );
}

function useRemove(tutor: Tutor): () => Promise<void> {
  const t = useTranslations("shop.tutores");
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteTutor();
  return async () => {
    await mutateAsync(tutor.id);
    say.done(t("deleted", { nome: tutor.nome }));
    await router.replace("/tutores");
  };
}

function Contact({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const format = useFormatter();
  const since = format.dateTime(new Date(tutor.created_at), { dateStyle: "long" });
  return (
    <Card aria-labelledby="contato">
      <h2 id="contato" className="mb-4 text-xl font-bold">
        {t("group.contact")}
      </h2>
      <dl className="flex flex-col gap-4">
        {tutor.telefone && (
          <Fact Icon={Phone} name={t("field.telefone")}>
            <PhoneLinks phone={tutor.telefone} who={tutor.nome} />
          </Fact>
        )}
        {tutor.email && (
          <Fact Icon={Mail} name={t("field.email")}>
            <a
              href={`mailto:${tutor.email}`}
              className="break-all underline decoration-line-strong hover:text-brand-strong"
            >
              {tutor.email}
            </a>
          </Fact>
        )}
        {tutor.endereco && (
          <Fact Icon={MapPin} name={t("field.endereco")}>
            <span className="whitespace-pre-line">{tutor.endereco}</span>
          </Fact>
        )}
        {tutor.cpf && (
          <Fact Icon={IdCard} name={t("field.cpf")}>
            <span className="tabular-nums">{maskCpf(tutor.cpf)}</span>
          </Fact>
        )}
        {tutor.observacoes && (
          <Fact Icon={NotebookPen} name={t("field.observacoes")}>
            <span className="whitespace-pre-line">{tutor.observacoes}</span>
          </Fact>
        )}
      </dl>
      <Missing tutor={tutor} />
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-soft">{t("sinceDate", { date: since })}</p>
    </Card>
  );
}

function Fact({ Icon, name, children }: { Icon: LucideIcon; name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="flex items-center gap-3 text-sm text-ink-soft">
        <Icon aria-hidden className="size-5 shrink-0" />
        {name}
      </dt>
      <dd className="min-w-0 pl-8">{children}</dd>
    </div>
  );
}

/** What is still worth asking for, in one line. */
function Missing({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const format = useFormatter();
  const asked = ["telefone", "email", "endereco"] as const;
  const missing = asked.filter((name) => !tutor[name]).map((name) => t(`inText.${name}`));
  if (missing.length === 0) return null;
  return (
    <p className="mt-4 text-ink-soft first:mt-0">
      {t.rich("missing", {
        what: format.list(missing),
        link: (text) => (
          <Link href={`/tutores/${tutor.id}/editar`} className="font-semibold text-brand underline underline-offset-4">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
