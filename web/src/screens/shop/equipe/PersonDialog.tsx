import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ChoiceField } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { CheckField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { type Person, type Role, useChangePerson } from "./queries";

type Props = { asked: Person | undefined; onClose: () => void; roles: readonly Role[] };

/** What one may be here, and whether at all. */
export function PersonDialog({ asked, onClose, roles }: Props) {
  const [last, setLast] = useState<Person>();
  // While it closes it still says whom it was about.
  if (asked !== undefined && asked !== last) setLast(asked);
  if (last === undefined) return null;
  return <OnePerson key={`${last.id} ${last.version}`} {...{ onClose, roles }} person={last} open={Boolean(asked)} />;
}

type OneProps = { person: Person; open: boolean; onClose: () => void; roles: readonly Role[] };

function OnePerson({ person, open, onClose, roles }: OneProps) {
  const t = useTranslations("team");
  const common = useTranslations("common");
  const say = useSay();
  const problemText = useProblemText();
  const change = useChangePerson();
  const [role, setRole] = useState<Role>(person.role);
  const [isActive, setActive] = useState(person.is_active);
  const name = `${person.first_name} ${person.last_name}`;
  const close = () => {
    change.reset();
    onClose();
  };
  const save = () => {
    const body = { version: person.version, ...(role !== person.role && { role }), is_active: isActive };
    const onSuccess = () => {
      say.done(t("saved", { name }));
      close();
    };
    change.mutate({ id: person.id, body }, { onSuccess });
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={name}
      lead={person.email}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common("cancel")}
          </Button>
          <Button busy={change.isPending} onClick={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      {change.error && (
        <Banner kind="danger">
          {change.error.body.reason === "LAST_OWNER" ? t("lastOwner") : problemText(change.error)}
        </Banner>
      )}
      <ChoiceField
        label={t("role")}
        name="role"
        picked={role}
        onChange={({ target }) => setRole(roles.find((one) => one === target.value) ?? role)}
        options={roles.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
      />
      <p className="text-ink-soft">{t(`may.${role}`)}</p>
      <CheckField
        label={t("active")}
        hint={t("activeHint")}
        checked={isActive}
        onChange={({ target }) => setActive(target.checked)}
      />
    </Dialog>
  );
}
