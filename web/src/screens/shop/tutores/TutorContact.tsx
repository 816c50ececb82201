import { Cake, IdCard, type LucideIcon, Mail, MapPin, NotebookPen, Phone, Tag } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { maskCpf } from "../format/cpf";
import { PhoneLinks } from "./Contacts";
import { phonesOfTutor } from "./phones";
import type { Tutor } from "./queries";
import { addressLines } from "./values";

/** How to reach a tutor, and what is known of them. */
export function TutorContact({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.tutor");
  const format = useFormatter();
  const day = (date: string, dateStyle: "long" | "short") =>
    format.dateTime(new Date(date.length > 10 ? date : `${date}T12:00:00Z`), { dateStyle });
  const address = addressLines(tutor);
  return (
    <Card aria-labelledby="contato">
      <h2 id="contato" className="mb-4 text-xl font-bold">
        {t("group.contact")}
      </h2>
      <dl className="flex flex-col gap-4">
        <Phones tutor={tutor} />
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
        {address && (
          <Fact Icon={MapPin} name={t("field.endereco")}>
            <span className="whitespace-pre-line">{address}</span>
          </Fact>
        )}
        {tutor.cpf && (
          <Fact Icon={IdCard} name={t("field.cpf")}>
            <span className="tabular-nums">{maskCpf(tutor.cpf)}</span>
          </Fact>
        )}
        {tutor.nascimento && (
          <Fact Icon={Cake} name={own("field.nascimento")}>
            {day(tutor.nascimento, "long")}
          </Fact>
        )}
        {tutor.tags.length > 0 && (
          <Fact Icon={Tag} name={own("field.tags")}>
            <span className="flex flex-wrap gap-2 pt-1">
              {tutor.tags.map((tag) => (
                <Badge key={tag} tone="brand">
                  {tag}
                </Badge>
              ))}
            </span>
          </Fact>
        )}
        {tutor.observacoes && (
          <Fact Icon={NotebookPen} name={t("field.observacoes")}>
            <span className="whitespace-pre-line">{tutor.observacoes}</span>
          </Fact>
        )}
      </dl>
      <Missing tutor={tutor} />
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-soft">
        {t("sinceDate", { date: day(tutor.created_at, "long") })}
      </p>
    </Card>
  );
}

function Phones({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores");
  const own = useTranslations("animal.tutor");
  const phones = phonesOfTutor(tutor);
  if (phones.length === 0) return null;
  return (
    <Fact Icon={Phone} name={phones.length > 1 ? own("field.telefones") : t("field.telefone")}>
      <ul className="flex flex-col gap-1">
        {phones.map(({ numero, rotulo, whatsapp }) => {
          const about = [rotulo, whatsapp && phones.length > 1 && own("phones.main")].filter(Boolean).join(" · ");
          return (
            <li key={numero}>
              <PhoneLinks phone={numero} who={tutor.nome} />
              {about && <span className="block text-sm text-ink-soft">{about}</span>}
            </li>
          );
        })}
      </ul>
    </Fact>
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
  const known = { telefone: tutor.telefone, email: tutor.email, endereco: addressLines(tutor) };
  const asked = ["telefone", "email", "endereco"] as const;
  const missing = asked.filter((name) => !known[name]).map((name) => t(`inText.${name}`));
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
