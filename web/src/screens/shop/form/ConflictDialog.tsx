import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { compare, type Difference, type Values } from "./changes";
import type { Conflict, RecordForm } from "./useRecordForm";

export type FieldNames<V extends Values> = { [name in keyof V]: string };
export type ShowValue<V extends Values> = (name: keyof V & string, value: string | boolean) => string;

/** Somebody else saved first: what is there now beside what was typed, and whose stays. */
export function ConflictDialog<V extends Values>({
  record,
  names,
  show,
}: {
  record: RecordForm<V>;
  names: FieldNames<V>;
  show: ShowValue<V>;
}) {
  const t = useTranslations("shop.form.conflict");
  const { conflict } = record;
  return (
    <Dialog
      open={conflict !== null}
      onClose={record.postpone}
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <Button look="secondary" onClick={record.keepTheirs}>
            {t("theirs")}
          </Button>
          <Button onClick={record.keepMine}>{t("mine")}</Button>
        </>
      }
    >
      {conflict && <Differences conflict={conflict} names={names} show={show} />}
    </Dialog>
  );
}

function Differences<V extends Values>({
  conflict: { base, mine, theirs },
  names,
  show,
}: {
  conflict: Conflict<V>;
  names: FieldNames<V>;
  show: ShowValue<V>;
}) {
  const t = useTranslations("shop.form.conflict");
  const { clashes, others } = compare(base.values, mine, theirs.values);
  const said = (field: Difference<V>, whose: "mine" | "theirs"): string => show(field.name, field[whose]) || t("empty");
  return (
    <>
      {clashes.map((field) => (
        <dl key={field.name} className="grid gap-x-4 gap-y-1 rounded-md bg-sunken p-4 sm:grid-cols-2">
          <dt className="font-semibold sm:col-span-2">{names[field.name]}</dt>
          <dd className="min-w-0">
            <span className="block text-sm text-ink-soft">{t("typed")}</span>
            {said(field, "mine")}
          </dd>
          <dd className="min-w-0">
            <span className="block text-sm text-ink-soft">{t("stored")}</span>
            {said(field, "theirs")}
          </dd>
        </dl>
      ))}
      {others.length > 0 && (
        <div className="rounded-md border border-line p-4">
          <p className="font-semibold">{clashes.length > 0 ? t("alsoOthers") : t("onlyOthers")}</p>
          <ul className="mt-1 flex flex-col gap-1 text-ink-soft">
            {others.map((field) => (
              <li key={field.name}>{t("became", { field: names[field.name], value: said(field, "theirs") })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
