import { useEffect, useState } from "react";
import { useFormatter } from "use-intl";
import { distanceTo } from "./ago";

/** A moment as "há 3 minutos", kept true while it is on the screen; the exact time is its title. */
export function Ago({ at }: { at: string }) {
  const format = useFormatter();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" })}
      className="whitespace-nowrap"
    >
      {format.relativeTime(date, distanceTo(date, now))}
    </time>
  );
}

/** A moment as date and time, on the clock of the page or of `zone`. */
export function Moment({ at, seconds = false, zone }: { at: string; seconds?: boolean; zone?: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at}>
      {format.dateTime(new Date(at), {
        dateStyle: "short",
        timeStyle: seconds ? "medium" : "short",
        ...(zone && { timeZone: zone }),
      })}
    </time>
  );
}

/** Milliseconds as a person says them: "85 ms", "2,4 s", "3 min 5 s". */
export function Duration({ ms }: { ms: number }) {
  const format = useFormatter();
  if (ms < 1000) return <>{format.number(ms)}&nbsp;ms</>;
  if (ms < 60_000) return <>{format.number(ms / 1000, { maximumFractionDigits: 1 })}&nbsp;s</>;
  const [minutes, seconds] = [Math.floor(ms / 60_000), Math.round((ms % 60_000) / 1000)];
  if (minutes < 60) return <>{`${minutes} min ${seconds} s`}</>;
  return <>{`${Math.floor(minutes / 60)} h ${minutes % 60} min`}</>;
}
