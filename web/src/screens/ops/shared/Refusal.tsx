import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { contradictionOf, contradictionsIn, isLost } from "./refusals";

/** A screen's own words for a refusal; undefined where it has none. */
export type RefusalWords = (problem: ApiProblem) => string | undefined;

/** Why it was not done, or that nobody knows: in plain words, then in the server's own, which is what the logs have. */
export function Refusal({ problem, words }: { problem: ApiProblem; words?: RefusalWords | undefined }) {
  const t = useTranslations("ops.refusal");
  const text = useProblemText();
  const against = contradictionsIn(problem.body);
  const lost = isLost(problem);
  const code = against.length > 0 ? "REALITY" : problem.code;
  const why = words?.(problem) ?? (t.has(code) ? t(code) : text(problem));
  return (
    <Banner kind="danger" title={t(lost ? "unknown" : "title")}>
      <p>{lost ? t("unknownText") : why}</p>
      {against.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {against.map((sentence) => (
            <li key={sentence}>
              <Contradicts sentence={sentence} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 font-mono text-xs break-words text-ink-soft">
        {problem.code}
        {problem.detail && <span lang="en"> · {problem.detail}</span>}
        {problem.requestId && ` · ${problem.requestId}`}
      </p>
    </Banner>
  );
}

function Contradicts({ sentence }: { sentence: string }) {
  const t = useTranslations("ops.contradiction");
  const statusName = useTranslations("ops.tenants.status");
  const known = contradictionOf(sentence);
  if (!known) return <span lang="en">{sentence}</span>;
  const { status } = known.values;
  const shown = status !== undefined && statusName.has(status) ? { status: statusName(status) } : {};
  return t(known.key, { ...known.values, ...shown });
}
