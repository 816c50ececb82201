import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { ButtonLink } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { BackLink } from "../shared/BackLink";
import { History } from "./History";
import { LetterFacts } from "./LetterFacts";
import { CodeText, LetterStateBadge } from "./LetterState";
import { useLetter } from "./queries";
import { Resend } from "./Resend";
import { type LetterDetail, meaningOf } from "./types";

/** One letter: how it stands, what happened to it, and sending it again. Never what it says. */
export function LetterScreen() {
  const t = useTranslations("letters");
  const { query, isReady } = useRouter();
  const id = isReady && typeof query.id === "string" ? query.id : undefined;
  const letter = useLetter(id);
  const title = letter.data ? t(`kind.${letter.data.kind}`) : t("one.title");
  return (
    <div className="flex flex-col gap-6">
      <Title>{title}</Title>
      <PageHeader
        back={<BackLink href="/ops/envios">{t("title")}</BackLink>}
        title={title}
        lead={letter.data && <span className="wrap-anywhere">{t("one.to", { recipient: letter.data.recipient })}</span>}
      />
      {letter.data && <Parts letter={letter.data} />}
      {!letter.data &&
        (letter.isError ? <Failed error={letter.error} onRetry={() => void letter.refetch()} /> : <Skeleton />)}
    </div>
  );
}

function Parts({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters");
  return (
    <>
      <Card className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2" role="status">
          <LetterStateBadge state={letter.state} />
          {letter.error_code && <CodeText code={letter.error_code} />}
        </div>
        <Banner kind={letter.state === "failed" ? "warn" : "info"} title={t("one.whatNow")}>
          {t(`meaning.${meaningOf(letter)}`)}
        </Banner>
        <Resend letter={letter} />
        <LetterFacts letter={letter} />
      </Card>
      <History lines={letter.history} />
    </>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("letters.missing");
  const isUnknown = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  if (!isUnknown) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState title={t("title")} action={<ButtonLink href="/ops/envios">{t("list")}</ButtonLink>}>
      {t("text")}
    </EmptyState>
  );
}
