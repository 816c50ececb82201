import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./Button";
import type { DialogProps } from "./Dialog";

/** A form at the right edge of a desk, over the whole of a phone: keeps the focus and gives it back; Escape closes it. */
export function SideSheetPanel({ open, onClose, title, lead, children, actions }: DialogProps) {
  const t = useTranslations("common");
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          // Whoever opens a form begins with its first question, not with the way out.
          initialFocus={() => body.current?.querySelector<HTMLElement>("input, select, textarea") ?? true}
          className="fixed inset-y-0 right-0 z-50 flex w-full animate-rise flex-col bg-raised shadow-far sm:w-[min(34rem,100vw)]"
        >
          <div className="flex items-start justify-between gap-4 border-b border-line p-4 sm:px-6">
            <Base.Title className="pt-1.5 text-2xl font-bold">{title}</Base.Title>
            <Base.Close render={<IconButton label={t("close")} />}>
              <X aria-hidden className="size-6" />
            </Base.Close>
          </div>
          <div ref={body} className="flex flex-1 flex-col gap-5 overflow-y-auto p-4 sm:px-6">
            {lead && <Base.Description className="text-ink-soft">{lead}</Base.Description>}
            {children}
          </div>
          {actions && (
            <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line p-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6">
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
