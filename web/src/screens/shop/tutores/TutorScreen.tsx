import { HandCoins, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Avatar } from "@/components/Avatar";
import { Badge } from "@/components/Badge";
import { ButtonLink, IconButton } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { BackLink } from "../record/BackLink";
import { DeleteDialog } from "../record/DeleteDialog";
import { useRestoring } from "../record/useRestoring";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { Consents, Doubles, Visits } from "./care/CareParts";
import { type Tutor, useDeleteTutor, useRestoreTutor, useTutor } from "./queries";
import { TutorAnimais } from "./TutorAnimais";
import { TutorContact } from "./TutorContact";

/** One tutor: how to reach them, their animais and visits, and what they agreed to. */
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
            <div className="flex min-w-0 flex-col gap-6">
              <TutorContact tutor={tutor} />
              <Doubles key={tutor.id} tutor={tutor} />
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              <TutorAnimais tutor={tutor} />
              <Visits key={tutor.id} tutor={tutor} />
              <Consents key={tutor.id} tutor={tutor} />
            </div>
          </div>
        </>
      )}
    </OneRecord>
  );
}

function Header({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.tutor");
  const removed = useTranslations("animal.removed");
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
        lead={
          tutor.devedor && (
            <Badge tone="warn" icon={<HandCoins aria-hidden />}>
              {own("debtor")}
            </Badge>
          )
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
        lead={removed("deleteLead")}
        inUse={t("inUse", { nome: tutor.nome })}
        remove={remove}
      />
    </>
  );
}

function useRemove(tutor: Tutor): () => Promise<void> {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.removed");
  const restore = useRestoring(useRestoreTutor());
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteTutor();
  return async () => {
    await mutateAsync(tutor.id);
    say.done(t("deleted", { nome: tutor.nome }), { label: own("undo"), onClick: () => restore(tutor) });
    await router.replace("/tutores");
  };
}
