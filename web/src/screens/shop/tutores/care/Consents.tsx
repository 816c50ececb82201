import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Moment } from "@/components/Time";
import { Section } from "../../record/Section";
import type { Tutor } from "../queries";
import { ConsentDialog } from "./ConsentDialog";
import { type Consent, type Consents as Said, useConsents } from "./queries";

const PURPOSES = ["marketing_whatsapp", "marketing_email", "foto"] as const;
type Purpose = (typeof PURPOSES)[number];

/** What a tutor agreed to for each purpose, now and over time. */
export function Consents({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("animal.tutor.consents");
  const { data, error, refetch, isFetching } = useConsents(tutor.id);
  const [asking, setAsking] = useState<Purpose | null>(null);
  return (
    <Section title={t("title")}>
      <p className="mb-4 text-ink-soft">{t("lead")}</p>
      {data ? (
        <List said={data} onAsk={setAsking} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
      ) : (
        <Skeleton lines={3} />
      )}
      {asking && <ConsentDialog tutor={tutor} purpose={asking} onClose={() => setAsking(null)} />}
    </Section>
  );
}

function List({ said, onAsk }: { said: Said; onAsk: (purpose: Purpose) => void }) {
  const t = useTranslations("animal.tutor.consents");
  return (
    <ul className="flex flex-col gap-3">
      {PURPOSES.map((purpose) => (
        <li key={purpose} className="rounded-md border border-line p-4">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-semibold">{t(`purpose.${purpose}`)}</h3>
            <State given={said.atual[purpose] ?? null} />
          </div>
          <Button
            look="secondary"
            size="sm"
            className="mt-3 min-h-11"
            aria-label={t("recordFor", { purpose: t(`purpose.${purpose}`) })}
            onClick={() => onAsk(purpose)}
          >
            {t("record")}
          </Button>
          <Answers answers={said.historico.filter(({ finalidade }) => finalidade === purpose)} />
        </li>
      ))}
    </ul>
  );
}

function State({ given }: { given: boolean | null }) {
  const t = useTranslations("animal.tutor.consents.state");
  if (given === null) return <Badge icon={<CircleDashed aria-hidden />}>{t("never")}</Badge>;
  return given ? (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      {t("given")}
    </Badge>
  ) : (
    <Badge tone="warn" icon={<CircleX aria-hidden />}>
      {t("refused")}
    </Badge>
  );
}

function Answers({ answers }: { answers: Consent[] }) {
  const t = useTranslations("animal.tutor.consents");
  if (answers.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
        {t("history", { count: answers.length })}
      </summary>
      <ul className="flex flex-col gap-2">
        {answers.map((answer) => (
          <li key={answer.id} className="border-t border-line pt-2">
            <span className="font-medium">{t(`state.${answer.concedido ? "given" : "refused"}`)}</span>{" "}
            <span className="text-ink-soft">
              <Moment at={answer.em} /> · {t(`origins.${answer.origem}`)}
            </span>
            {answer.texto && <p className="whitespace-pre-line">{answer.texto}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
