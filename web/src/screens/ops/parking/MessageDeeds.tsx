import { useQueryClient } from "@tanstack/react-query";
import { Ban, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, unwrap } from "@/api/client";
import { Button } from "@/components/Button";
import { useSay } from "@/components/Toast";
import { ConfirmSet } from "../shared/ConfirmSet";
import { Tech } from "../shared/Ident";
import { PARKING } from "./queries";
import type { MessageDetail } from "./types";

/** A parked message's two ways out: once more, or given up. */
export function MessageDeeds({ message }: { message: MessageDetail }) {
  const t = useTranslations("ops.parking.message");
  const [asked, setAsked] = useState<"replay" | "discard">();
  if (message.status !== "parked" || message.replay_id !== null) return null;
  const close = () => setAsked(undefined);
  return (
    <div className="flex flex-wrap items-center gap-3">
      {!message.secret_gone && (
        <Button icon={<RotateCw aria-hidden className="size-5" />} onClick={() => setAsked("replay")}>
          {t("replay.name")}
        </Button>
      )}
      <Button look="secondary" icon={<Ban aria-hidden className="size-5" />} onClick={() => setAsked("discard")}>
        {t("discard.name")}
      </Button>
      {message.secret_gone && <p className="basis-full text-sm text-ink-soft">{t("onlyDiscard")}</p>}
      <Deed message={message} deed="replay" open={asked === "replay"} onClose={close} />
      <Deed message={message} deed="discard" open={asked === "discard"} onClose={close} />
    </div>
  );
}

type DeedProps = { message: MessageDetail; deed: "replay" | "discard"; open: boolean; onClose: () => void };

function Deed({ message, deed, open, onClose }: DeedProps) {
  const t = useTranslations(`ops.parking.message.${deed}`);
  const common = useTranslations("ops.parking.message");
  const say = useSay();
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: PARKING });
  return (
    <ConfirmSet
      open={open}
      onClose={onClose}
      title={t("title", { id: message.id })}
      lead={t("lead")}
      {...(deed === "replay" && { safe: t("safe") })}
      reason={deed === "replay" ? "optional" : "required"}
      confirm={t("confirm")}
      onMovedOn={readAgain}
      onConfirm={async (reason) => {
        await (deed === "replay" ? replay(message.id, reason) : discard(message.id, reason));
        say.done(t("done", { id: message.id }));
        readAgain();
      }}
    >
      <div className="flex flex-col gap-1 rounded-md border border-line bg-sunken/60 p-4">
        <p className="font-semibold">{common("title", { id: message.id })}</p>
        <Tech>{message.routing_key}</Tech>
        <p className="text-sm">{common("goesTo", { queue: message.queue })}</p>
        <Tech>{message.message_id}</Tech>
      </div>
    </ConfirmSet>
  );
}

function replay(message: number, reason: string) {
  const body = reason ? { reason } : {};
  return unwrap(api.POST("/api/v1/ops/parking/{message}/replay", { params: { path: { message } }, body }));
}

function discard(message: number, reason: string) {
  return unwrap(api.POST("/api/v1/ops/parking/{message}/discard", { params: { path: { message } }, body: { reason } }));
}
