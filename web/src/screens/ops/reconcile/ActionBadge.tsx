import { CircleCheck, Hand, PackageCheck, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";

const LOOKS = {
  finish: { tone: "ok", Icon: CircleCheck },
  adopt: { tone: "ok", Icon: PackageCheck },
  drop: { tone: "danger", Icon: Trash2 },
  none: { tone: "neutral", Icon: Hand },
} as const;

/** What kind of deed a repair is: finish and adopt add, drop takes away. */
export function ActionBadge({ action }: { action: string }) {
  const t = useTranslations("ops.reconcile.action");
  const { tone, Icon } = action in LOOKS ? LOOKS[action as keyof typeof LOOKS] : LOOKS.none;
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t.has(action) ? t(action) : action}
    </Badge>
  );
}
