import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { ConfirmSet } from "../shared/ConfirmSet";
import { Fact } from "../shared/Facts";
import { Tech } from "../shared/Ident";
import { useFrozen } from "../shared/useFrozen";
import { hrefOfAddress } from "./filters";
import { LetterStateBadge } from "./LetterState";
import { LETTERS, readLetter, resend } from "./queries";
import { againOf, isDoubled, type LetterDetail } from "./types";
import { useRefusalWords } from "./useRefusalWords";
import { whyNotOf } from "./words";

/** The way to send it again, or why there is none. */
export function Resend({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters.again");
  const [open, setOpen] = useState(false);
  const isPossible = letter.actions.includes("resend");
  return (
    <>
      {isPossible ? (
        <div>
          <Button icon={<Send aria-hidden className="size-5" />} onClick={() => setOpen(true)}>
            {t("name")}
          </Button>
        </div>
      ) : (
        <WhyNot letter={letter} />
      )}
      {/* It stays while the letter moves on: who has it open is told so in it. */}
      <ResendDialog letterId={letter.id} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function WhyNot({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters");
  if (letter.why_not === null) return null;
  const known = whyNotOf(letter.why_not);
  return (
    <p className="text-ink-soft">
      {known === undefined ? <span lang="en">{letter.why_not}</span> : t(`whyNot.${known}`)}
      {known === "suppressed" && (
        <>
          {" "}
          <Link href={hrefOfAddress(letter.recipient)} className="font-medium text-brand underline">
            {t("again.seeAddress")}
          </Link>
        </>
      )}
    </p>
  );
}

/** Asks before it is sent. What it shows is the letter at one version, and only that version is sent. */
function ResendDialog({ letterId, open, onClose }: { letterId: string; open: boolean; onClose: () => void }) {
  const t = useTranslations("letters.again");
  const say = useSay();
  const queries = useQueryClient();
  const words = useRefusalWords();
  const seen = useFrozen(open, ["letter", letterId], (signal) => readLetter(letterId, signal));
  const letter = seen.data;
  const again = letter && againOf(letter);
  const readAgain = () => void queries.invalidateQueries({ queryKey: LETTERS });
  return (
    <ConfirmSet
      open={open}
      onClose={onClose}
      title={t("title")}
      lead={again && t(`${again}.lead`)}
      {...(again && !isDoubled(again) && { safe: t(`${again}.safe`) })}
      reason="required"
      confirm={t(again && isDoubled(again) ? "confirmAnother" : "confirm")}
      ready={letter !== undefined && seen.isSuccess}
      words={words}
      onMovedOn={readAgain}
      onConfirm={async (reason) => {
        if (!letter) return;
        await resend(letter, reason);
        say.done(t("done", { recipient: letter.recipient }));
        readAgain();
      }}
    >
      {letter && <ShownLetter letter={letter} />}
      {seen.isPending && <Skeleton lines={2} />}
      {seen.isError && <ErrorState error={seen.error} onRetry={() => void seen.refetch()} />}
    </ConfirmSet>
  );
}

function ShownLetter({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters");
  return (
    <div className="rounded-md border border-line bg-sunken/60 p-4">
      <dl className="flex flex-col gap-3">
        <Fact name={t("column.letter")}>{t(`kind.${letter.kind}`)}</Fact>
        <Fact name={t("column.recipient")}>
          <span className="wrap-anywhere">{letter.recipient}</span>
        </Fact>
        <Fact name={t("column.state")}>
          <LetterStateBadge state={letter.state} />
        </Fact>
        <Fact name={t("fact.messageId")}>
          {letter.message_id === null ? (
            t("fact.noMessageId")
          ) : (
            <Tech className="wrap-anywhere">{letter.message_id}</Tech>
          )}
        </Fact>
      </dl>
    </div>
  );
}
