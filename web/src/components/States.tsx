import { CloudOff, RefreshCw, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { ApiProblem } from "@/api/client";
import { Button } from "./Button";
import { cx } from "./cx";

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  picture,
  title,
  children,
  action,
}: {
  picture?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong/60 px-6 py-12 text-center">
      <div aria-hidden className="text-glow [&_svg]:size-12">
        {picture ?? <SearchX />}
      </div>
      <h2 className="text-xl font-bold">{title}</h2>
      {children && <div className="max-w-prose text-ink-soft">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}

/** Something could not be read: why in plain words, a way to try again, and the number support asks for. */
export function ErrorState({ error, onRetry, busy = false }: { error: unknown; onRetry?: () => void; busy?: boolean }) {
  const t = useTranslations("common.error");
  const text = useProblemText();
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div role="alert" className="flex flex-col items-center gap-3 rounded-lg bg-sunken px-6 py-10 text-center">
      <CloudOff aria-hidden className="size-10 text-ink-soft" />
      <h2 className="text-xl font-bold">{t("title")}</h2>
      <p className="max-w-prose">{problem ? text(problem) : t("unknown")}</p>
      {onRetry && (
        <Button look="secondary" busy={busy} onClick={onRetry} icon={<RefreshCw aria-hidden className="size-5" />}>
          {t("retry")}
        </Button>
      )}
      {problem?.requestId && (
        <p className="text-sm text-ink-soft">
          {t("request")} <code className="font-mono text-xs">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

/** The shape of what is coming. `lines` bars; hidden from screen readers, which hear "Carregando". */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  const t = useTranslations("common");
  return (
    <div role="status" className={cx("flex flex-col gap-3", className)}>
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} aria-hidden className="h-14 animate-breathe rounded-md bg-sunken" />
      ))}
    </div>
  );
}
