import { CircleOff, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { Ago } from "@/components/Time";
import { MoreRows } from "./MoreRows";
import { PersonDialog } from "./PersonDialog";
import { type Person, type Role, usePeople } from "./queries";

/** The people, and what may be changed about each. */
export function People({ roles, me }: { roles: readonly Role[]; me: string }) {
  const t = useTranslations("team");
  const people = usePeople();
  const [asked, setAsked] = useState<Person>();
  const columns = useColumns(roles, me, setAsked);
  if (people.error) return <ErrorState error={people.error} onRetry={people.retry} busy={people.busy} />;
  if (!people.rows) return <Skeleton lines={3} />;
  return (
    <section aria-label={t("people")}>
      <Table caption={t("people")} columns={columns} rows={people.rows} rowKey={(person) => person.id} />
      <MoreRows list={people} />
      <PersonDialog asked={asked} onClose={() => setAsked(undefined)} roles={roles} />
    </section>
  );
}

function useColumns(roles: readonly Role[], me: string, onAsk: (person: Person) => void): Column<Person>[] {
  const t = useTranslations("team");
  return [
    {
      key: "name",
      title: t("name"),
      names: true,
      cell: (person) => (
        <span className="flex flex-wrap items-center gap-2">
          {`${person.first_name} ${person.last_name}`}
          {person.id === me && <Badge tone="brand">{t("you")}</Badge>}
          {!person.is_active && <Badge icon={<CircleOff aria-hidden />}>{t("inactive")}</Badge>}
        </span>
      ),
    },
    { key: "email", title: t("email"), free: true, bare: true, cell: (person) => person.email },
    { key: "role", title: t("role"), cell: (person) => t(`roles.${person.role}`) },
    {
      key: "seen",
      title: t("seen"),
      cell: (person) => (person.last_login ? <Ago at={person.last_login} /> : t("never")),
    },
    {
      key: "deeds",
      title: t("deeds"),
      bare: true,
      align: "right",
      cell: (person) =>
        person.id !== me && roles.includes(person.role) ? (
          <Button
            look="secondary"
            size="sm"
            icon={<Pencil aria-hidden className="size-4" />}
            aria-label={t("changeOne", { name: person.first_name })}
            onClick={() => onAsk(person)}
          >
            {t("change")}
          </Button>
        ) : null,
    },
  ];
}
