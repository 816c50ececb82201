import Link from "next/link";
import { useTranslations } from "use-intl";
import { type Column, Table } from "@/components/Table";
import { Ago, Moment } from "@/components/Time";
import { Age, Countdown } from "../shared/Countdown";
import { Tech } from "../shared/Ident";
import { CodeText, LetterStateBadge } from "./LetterState";
import { isUnderWay, type Letter } from "./types";

/** Letters as rows: what and whose, to whom, how it stands. */
export function LetterTable({ caption, letters }: { caption: string; letters: readonly Letter[] }) {
  const t = useTranslations("letters.column");
  const columns: Column<Letter>[] = [
    { key: "letter", title: t("letter"), names: true, cell: (letter) => <Name letter={letter} /> },
    { key: "recipient", title: t("recipient"), free: true, cell: ({ recipient }) => <Recipient address={recipient} /> },
    { key: "state", title: t("state"), cell: (letter) => <State letter={letter} /> },
    { key: "attempts", title: t("attempts"), align: "right", cell: ({ attempts }) => attempts },
    { key: "next", title: t("next"), cell: (letter) => <Next letter={letter} /> },
    { key: "age", title: t("age"), cell: (letter) => <HowOld letter={letter} /> },
  ];
  return <Table caption={caption} columns={columns} rows={letters} rowKey={(letter) => letter.id} />;
}

function Name({ letter }: { letter: Letter }) {
  const t = useTranslations("letters.kind");
  return (
    <span className="flex flex-col items-start">
      <Link href={`/ops/envios/${letter.id}`} className="min-h-6 underline-offset-2 hover:underline">
        {t(letter.kind)}
      </Link>
      {letter.shop !== null && <span className="text-sm font-normal">{letter.shop}</span>}
      {letter.subdomain !== null && <Tech>{letter.subdomain}</Tech>}
    </span>
  );
}

/** A long address breaks before its domain, where there is room for each half. */
function Recipient({ address }: { address: string }) {
  const at = address.lastIndexOf("@");
  if (at < 1) return address;
  return (
    <span>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </span>
  );
}

function State({ letter }: { letter: Letter }) {
  return (
    <span className="flex min-w-0 flex-col items-start gap-1 @max-3xl:items-end @max-3xl:text-right">
      <LetterStateBadge state={letter.state} />
      {letter.error_code && <CodeText code={letter.error_code} />}
    </span>
  );
}

/** When it is tried again, or when it ended. */
function Next({ letter }: { letter: Letter }) {
  const t = useTranslations("letters");
  if (letter.state === "sending") return t("now");
  if (letter.finished_at === null) return <Countdown at={letter.next_attempt_at} />;
  return (
    <span className="whitespace-nowrap">
      <Moment at={letter.finished_at} />
    </span>
  );
}

function HowOld({ letter }: { letter: Letter }) {
  return isUnderWay(letter) ? <Age since={letter.created_at} /> : <Ago at={letter.created_at} />;
}
