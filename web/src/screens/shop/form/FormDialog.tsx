import { type ReactNode, type SyntheticEvent, useId } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { LeaveDialog } from "./LeaveDialog";
import { useLeaveGuard } from "./useLeaveGuard";

/** A dialog with one form: while `dirty`, no way out of it (Escape, outside, cancel, a link) loses what was typed unasked. */
export function FormDialog({
  open = true,
  title,
  lead,
  save,
  dirty,
  busy,
  trouble,
  onSubmit,
  onClose,
  children,
}: {
  open?: boolean;
  title: string;
  lead?: ReactNode;
  /** What the button says that sends it. */
  save: string;
  dirty: boolean;
  busy: boolean;
  /** Why it was not saved, where no field is to blame. */
  trouble?: ReactNode;
  onSubmit: (event: SyntheticEvent) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const common = useTranslations("common");
  const id = useId();
  const guard = useLeaveGuard(dirty && !busy);
  const close = (): void => guard.ask(onClose);
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      lead={lead}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={id} busy={busy}>
            {save}
          </Button>
        </>
      }
    >
      <form id={id} noValidate aria-label={title} onSubmit={onSubmit} className="flex flex-col gap-4 pt-2">
        {trouble && <Banner kind="danger">{trouble}</Banner>}
        {children}
      </form>
      <LeaveDialog guard={guard} onLeave={() => undefined} />
    </Dialog>
  );
}
