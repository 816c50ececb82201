import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { dateAt, minuteOn } from "../agenda/clock";
import type { AgendaWords } from "../agenda/useAgendaWords";
import type { When } from "./WhenField";

/** A time that is not free: why, what is free, and the way to squeeze it in all the same. */
export function SlotRefusal({
  problem,
  zone,
  words,
  onPick,
  onSqueeze,
}: {
  problem: ApiProblem;
  zone: string;
  words: AgendaWords;
  onPick: (when: When) => void;
  /** Null where squeezing in does not help. */
  onSqueeze: (() => void) | null;
}) {
  const t = useTranslations("agenda.refusal");
  const reason = typeof problem.body.reason === "string" && t.has(problem.body.reason) ? problem.body.reason : "busy";
  const free = suggestionsOf(problem.body.suggestions);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed may stand a screen away.
    box.current?.scrollIntoView({ block: "nearest" });
  }, [problem]);
  return (
    <div ref={box}>
      <Banner kind="danger" title={t("title")}>
        <div className="flex flex-col gap-3">
          <p>{t(reason)}</p>
          {free.length > 0 && (
            <div className="flex flex-wrap items-center gap-2">
              <span>{t("free")}</span>
              {free.map((inicio) => {
                const date = dateAt(inicio, zone);
                return (
                  <Button
                    key={inicio}
                    size="sm"
                    look="secondary"
                    className="min-h-11"
                    onClick={() => onPick({ date, minute: minuteOn(date, inicio, zone) })}
                  >
                    {words.moment(inicio)}
                  </Button>
                );
              })}
            </div>
          )}
          {onSqueeze && reason !== "animal" && (
            <div>
              <Button size="sm" look="secondary" className="min-h-11" onClick={onSqueeze}>
                {t("squeeze")}
              </Button>
            </div>
          )}
        </div>
      </Banner>
    </div>
  );
}

/** When there is room; whatever else a refusal may hold is left out. */
export function suggestionsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const times = value.map((one: unknown) =>
    typeof one === "object" && one !== null && "inicio" in one && typeof one.inicio === "string" ? one.inicio : null,
  );
  return [...new Set(times.filter((time) => time !== null))];
}
