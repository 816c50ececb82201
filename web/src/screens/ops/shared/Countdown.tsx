import { useFormatter, useTranslations } from "use-intl";
import { countdownTo } from "./span";
import { useNow } from "./useNow";

/** "em 12 s", "agora", "há 3 min": how far away a moment is, second by second; the exact time is its title. */
export function Countdown({ at }: { at: string }) {
  const t = useTranslations("ops.countdown");
  const format = useFormatter();
  const { kind, span } = countdownTo(at, useNow());
  return (
    <time
      dateTime={at}
      title={format.dateTime(new Date(at), { dateStyle: "short", timeStyle: "medium" })}
      className="whitespace-nowrap tabular-nums"
    >
      {t(kind, { span })}
    </time>
  );
}

/** How long since: "12 min 4 s". */
export function Age({ since, until }: { since: string; until?: string | null }) {
  const t = useTranslations("ops.countdown");
  const format = useFormatter();
  const now = useNow();
  const { span } = countdownTo(since, until ? Date.parse(until) : Math.max(now, Date.parse(since)));
  const exact = format.dateTime(new Date(since), { dateStyle: "short", timeStyle: "medium" });
  return (
    <time dateTime={since} title={t("began", { exact })} className="whitespace-nowrap tabular-nums">
      {span}
    </time>
  );
}
