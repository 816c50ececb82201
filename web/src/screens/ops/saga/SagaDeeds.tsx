import { EllipsisVertical, PenLine, RotateCw, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { Menu } from "@/components/Menu";
import type { SagaSummary } from "../sagas/types";
import { DeedDialog } from "./DeedDialog";
import { type Deed, deedsOf } from "./undoing";

const ICONS = { retry: RotateCw, compensate: Undo2, resolve: PenLine } as const;

function DeedIcon({ deed }: { deed: Deed }) {
  const Icon = ICONS[deed];
  return <Icon aria-hidden className="size-5" />;
}

/** What may be pressed for one saga, as buttons: the safe one first. */
export function SagaDeeds({ saga }: { saga: SagaSummary }) {
  const t = useTranslations("ops.deed");
  const [asked, setAsked] = useState<Deed>();
  const deeds = deedsOf(saga.actions);
  return (
    <>
      {deeds.map((deed) => (
        <Button
          key={deed}
          look={deed === "retry" ? "primary" : "secondary"}
          icon={<DeedIcon deed={deed} />}
          onClick={() => setAsked(deed)}
        >
          {t(`${deed}.name`)}
        </Button>
      ))}
      <DeedDialog sagaId={saga.saga_id} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

/** The same in a row: the safe one in sight, the others behind a menu. */
export function RowDeeds({ saga }: { saga: SagaSummary }) {
  const t = useTranslations("ops.deed");
  const [asked, setAsked] = useState<Deed>();
  const deeds = deedsOf(saga.actions);
  const others = deeds.filter((deed) => deed !== "retry");
  if (deeds.length === 0) return null;
  return (
    <span className="inline-flex items-center gap-1">
      {deeds.includes("retry") && (
        <Button
          look="secondary"
          size="sm"
          aria-label={`${t("retry.name")}: ${saga.name}`}
          icon={<RotateCw aria-hidden className="size-4" />}
          onClick={() => setAsked("retry")}
        >
          {t("retry.name")}
        </Button>
      )}
      {others.length > 0 && (
        <Menu
          trigger={
            <IconButton label={t("more", { name: saga.name })}>
              <EllipsisVertical aria-hidden className="size-5" />
            </IconButton>
          }
          entries={others.map((deed) => ({
            label: t(`${deed}.name`),
            icon: <DeedIcon deed={deed} />,
            onClick: () => setAsked(deed),
          }))}
        />
      )}
      <DeedDialog sagaId={saga.saga_id} asked={asked} onClose={() => setAsked(undefined)} />
    </span>
  );
}
