import { useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { useSay } from "@/components/Toast";
import { ConfirmSet } from "../shared/ConfirmSet";
import { CodeText } from "./LetterState";
import { LETTERS, lift } from "./queries";
import type { Address } from "./types";
import { useRefusalWords } from "./useRefusalWords";

export function LiftButton({ address, onAsk }: { address: Address; onAsk: (address: Address) => void }) {
  const t = useTranslations("letters.lift");
  return (
    <Button
      look="secondary"
      size="sm"
      aria-label={`${t("name")}: ${address.address}`}
      icon={<MailPlus aria-hidden className="size-4" />}
      onClick={() => onAsk(address)}
    >
      {t("name")}
    </Button>
  );
}

/** Asks before letters go to an address again. */
export function LiftDialog({ asked, onClose }: { asked: Address | undefined; onClose: () => void }) {
  const [last, setLast] = useState<Address>();
  // While it closes it still says what it was about.
  if (asked !== undefined && asked !== last) setLast(asked);
  if (last === undefined) return null;
  return <AskedDialog key={last.id} address={last} open={asked !== undefined} onClose={onClose} />;
}

function AskedDialog({ address, open, onClose }: { address: Address; open: boolean; onClose: () => void }) {
  const t = useTranslations("letters.lift");
  const say = useSay();
  const queries = useQueryClient();
  const words = useRefusalWords();
  const readAgain = () => void queries.invalidateQueries({ queryKey: LETTERS });
  return (
    <ConfirmSet
      open={open}
      onClose={onClose}
      title={t("title")}
      lead={t("lead")}
      safe={t("safe")}
      reason="required"
      confirm={t("confirm")}
      words={words}
      onMovedOn={readAgain}
      onConfirm={async (reason) => {
        await lift(address.id, reason);
        say.done(t("done", { address: address.address }));
        readAgain();
      }}
    >
      <div className="flex flex-col gap-1 rounded-md border border-line bg-sunken/60 p-4">
        <p className="font-semibold wrap-anywhere">{address.address}</p>
        <CodeText code={address.code} />
        {address.detail && (
          <p lang="en" className="font-mono text-xs wrap-anywhere text-ink-soft">
            {address.detail}
          </p>
        )}
      </div>
    </ConfirmSet>
  );
}
