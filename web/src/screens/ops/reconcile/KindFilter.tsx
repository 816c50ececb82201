import { useTranslations } from "use-intl";

/** The kinds of which there is any, with their numbers; one at a time. */
export function KindFilter({
  counts,
  kind,
  onKind,
}: {
  counts: Readonly<Record<string, number>>;
  kind: string | undefined;
  onKind: (kind: string | undefined) => void;
}) {
  const t = useTranslations("ops.reconcile");
  const found = Object.entries(counts).filter(([one, count]) => count > 0 || one === kind);
  if (found.length === 0) return null;
  return (
    <div role="group" aria-label={t("byKind")} className="mb-5 flex flex-wrap gap-2">
      {found.map(([one, count]) => (
        <button
          key={one}
          type="button"
          title={one}
          aria-pressed={kind === one}
          onClick={() => onKind(kind === one ? undefined : one)}
          className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-line-strong/60 bg-surface px-3 text-left text-sm font-medium transition-colors hover:border-brand aria-pressed:border-brand aria-pressed:bg-brand-tint aria-pressed:text-brand-strong"
        >
          {t.has(`kind.${one}.title`) ? t(`kind.${one}.title`) : one}
          <span className="font-display text-lg font-bold tabular-nums">{count}</span>
        </button>
      ))}
    </div>
  );
}
