import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button, ButtonLink } from "@/components/Button";
import { useOnline } from "@/components/OfflineBar";
import type { Values } from "./changes";
import { ConflictDialog, type FieldNames, type ShowValue } from "./ConflictDialog";
import { LeaveDialog } from "./LeaveDialog";
import { useLeaveGuard } from "./useLeaveGuard";
import type { RecordForm } from "./useRecordForm";

/** The frame of every form: its fields, a bar to save that stays in reach of the thumb, and the questions it asks. */
export function FormShell<V extends Values>({
  record,
  label,
  save,
  back,
  lost = null,
  names,
  show,
  children,
}: {
  record: RecordForm<V>;
  /** What the form is, for screen readers. */
  label: string;
  save: string;
  back: string;
  /** The list to go to, where the record turned out to be deleted. */
  lost?: string | null | undefined;
  names: FieldNames<V>;
  show: ShowValue<V>;
  children: ReactNode;
}) {
  const t = useTranslations("shop.form");
  const guard = useLeaveGuard(record.dirty && !record.busy);
  return (
    <form
      noValidate
      aria-label={label}
      onSubmit={(event) => void record.submit(event)}
      className="flex flex-col gap-6 [&_input]:scroll-mb-44 [&_textarea]:scroll-mb-44"
    >
      {record.restored && (
        <Banner
          kind="info"
          title={t("restored")}
          action={
            <Button look="secondary" size="sm" onClick={record.discard}>
              {t("discard")}
            </Button>
          }
        />
      )}
      {children}
      {lost === null ? <SaveBar record={record} save={save} back={back} /> : <LostBar list={lost} />}
      <LeaveDialog guard={guard} onLeave={record.discard} />
      <ConflictDialog record={record} names={names} show={show} />
    </form>
  );
}

const BAR =
  "sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 -mx-4 border-t border-line bg-ground/95 px-4 py-3 backdrop-blur-sm sm:-mx-6 sm:px-6 md:bottom-0 md:mx-0 md:px-0 md:py-4";

/** There is nothing left to save to; the text stays, to be copied. */
function LostBar({ list }: { list: string }) {
  const t = useTranslations("shop");
  return (
    <div data-save-bar className={BAR}>
      <Banner
        kind="danger"
        title={t("form.goneTitle")}
        action={
          <ButtonLink href={list} look="secondary">
            {t("record.goneBack")}
          </ButtonLink>
        }
      >
        {t("form.goneText")}
      </Banner>
    </div>
  );
}

function SaveBar<V extends Values>({ record, save, back }: { record: RecordForm<V>; save: string; back: string }) {
  const t = useTranslations("shop.form");
  const common = useTranslations("common");
  const { trouble, busy } = record;
  return (
    <div
      // Toasts stand above it on a phone.
      data-save-bar
      className={BAR}
    >
      {trouble && (
        <Banner kind="danger" title={t("notSaved")} className="mb-3">
          <p>{trouble.text}</p>
          {trouble.passing && <p>{t("stillHere")}</p>}
        </Banner>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={busy} className="max-sm:flex-1">
          {busy ? t("saving") : trouble?.passing ? t("saveAgain") : save}
        </Button>
        <ButtonLink href={back} look="quiet">
          {common("cancel")}
        </ButtonLink>
        <Offline />
      </div>
    </div>
  );
}

function Offline() {
  const t = useTranslations("shop.form");
  if (useOnline()) return null;
  return (
    <p className="flex items-center gap-2 text-sm text-ink-soft">
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {t("offline")}
    </p>
  );
}

/** Fields that belong together, under a heading; side by side where there is room. */
export function FieldGroup({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div
      role={title ? "group" : undefined}
      aria-label={title}
      className="rounded-lg border border-line bg-surface p-5 shadow-near sm:p-6"
    >
      {title && <h2 className="mb-4 text-xl font-bold">{title}</h2>}
      <div className="grid gap-5 md:grid-cols-2">{children}</div>
    </div>
  );
}
