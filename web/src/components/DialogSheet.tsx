import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "./Button";
import type { DialogProps } from "./Dialog";

/**
 * A question above the page: takes the focus, keeps it, gives it back; Escape closes it. On a phone it comes from the
 * foot of the screen, where the thumb is.
 */
export function DialogSheet({ open, onClose, title, lead, children, actions }: DialogProps) {
  const t = useTranslations("common");
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup className="fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col rounded-t-xl bg-raised shadow-far sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[min(36rem,calc(100vw-2rem))] sm:-translate-1/2 sm:rounded-xl">
          <div className="flex items-start justify-between gap-4 p-5 pb-2 sm:p-6 sm:pb-2">
            <Base.Title className="pt-1.5 text-2xl font-bold">{title}</Base.Title>
            <Base.Close render={<IconButton label={t("close")} />}>
              <X aria-hidden className="size-6" />
            </Base.Close>
          </div>
          <div className="flex flex-col gap-4 overflow-y-auto px-5 pb-5 sm:px-6">
            {lead && <Base.Description className="text-ink-soft">{lead}</Base.Description>}
            {children}
          </div>
          {actions && (
            <div className="flex flex-col-reverse gap-3 border-t border-line p-5 sm:flex-row sm:justify-end sm:px-6 sm:py-4">
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
