import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Ago, Moment } from "@/components/Time";
import { Countdown } from "../shared/Countdown";
import { Fact, Facts } from "../shared/Facts";
import { Tech } from "../shared/Ident";
import { hrefOfShop } from "./filters";
import { Channel, CodeText } from "./LetterState";
import { isUnderWay, type LetterDetail, safeLink } from "./types";

/** Everything that is known of a letter, but for what it says. */
export function LetterFacts({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters.fact");
  return (
    <Facts className="border-t border-line pt-5">
      <Fact name={t("recipient")}>
        {letter.recipient_name && <span className="block wrap-anywhere">{letter.recipient_name}</span>}
        <span className="wrap-anywhere">{letter.recipient}</span>
      </Fact>
      <Fact name={t("shop")}>
        <Shop letter={letter} />
      </Fact>
      <Fact name={t("channel")}>
        <Channel channel={letter.channel} />
      </Fact>
      <Fact name={t("created")}>
        <Ago at={letter.created_at} />
      </Fact>
      <Times letter={letter} />
      <Fact name={t("lastAnswer")}>
        <LastAnswer letter={letter} />
      </Fact>
      <SendingLink link={safeLink(letter.link)} />
      <Fact name={t("messageId")}>
        {letter.message_id === null ? t("noMessageId") : <Tech className="wrap-anywhere">{letter.message_id}</Tech>}
      </Fact>
      <Fact name={t("language")}>{letter.locale}</Fact>
      <Fact name={t("id")}>
        <Tech>{letter.id}</Tech>
      </Fact>
      <Fact name={t("tenant")}>
        <Tech>{letter.tenant_id}</Tech>
      </Fact>
    </Facts>
  );
}

function Times({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters.fact");
  return (
    <>
      <Fact name={t("attempts")}>
        {letter.attempts}
        {letter.round > 1 && <span className="block text-sm text-ink-soft">{t("round", { count: letter.round })}</span>}
      </Fact>
      {letter.state === "queued" && (
        <Fact name={t("next")}>
          <Countdown at={letter.next_attempt_at} />
        </Fact>
      )}
      {letter.leased_until !== null && (
        <Fact name={t("leased")}>
          <Countdown at={letter.leased_until} />
        </Fact>
      )}
      {isUnderWay(letter) && (
        <Fact name={t("expires")}>
          <Moment at={letter.expires_at} />
        </Fact>
      )}
      {letter.finished_at !== null && (
        <Fact name={t("ended")}>
          <Moment at={letter.finished_at} seconds />
        </Fact>
      )}
    </>
  );
}

function Shop({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters.fact");
  return (
    <>
      {letter.shop !== null && <span className="block wrap-anywhere">{letter.shop}</span>}
      {letter.subdomain !== null && <Tech className="block">{letter.subdomain}</Tech>}
      <Link
        href={hrefOfShop(letter.subdomain ?? letter.tenant_id)}
        className="inline-flex min-h-6 items-center text-brand underline"
      >
        {t("allOfShop")}
      </Link>
    </>
  );
}

function LastAnswer({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters.fact");
  if (!letter.error_code && !letter.error) return <span className="font-normal text-ink-soft">{t("noAnswer")}</span>;
  return (
    <>
      {letter.error_code && <CodeText code={letter.error_code} />}
      {letter.error && (
        <span lang="en" className="block font-mono text-xs font-normal wrap-anywhere">
          {letter.error}
        </span>
      )}
    </>
  );
}

function SendingLink({ link }: { link: string | undefined }) {
  const t = useTranslations("letters.fact");
  if (link === undefined) return null;
  return (
    <Fact name={t("link")}>
      <a
        href={link}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex min-h-6 items-center gap-1.5 text-brand underline"
      >
        {t("openLink")}
        <ExternalLink aria-hidden className="size-4" />
      </a>
    </Fact>
  );
}
