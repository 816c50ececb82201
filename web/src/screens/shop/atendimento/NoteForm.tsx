import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { TextArea } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { LeaveDialog } from "../form/LeaveDialog";
import { useLeaveGuard } from "../form/useLeaveGuard";
import { type AgendamentoDetail, useMoveBooking } from "../agenda/queries";

/** What whoever hands the animal over should say. */
export function NoteForm({ visit }: { visit: AgendamentoDetail }) {
  const t = useTranslations("agenda.visit");
  const say = useSay();
  const problemText = useProblemText();
  // Until somebody types, it shows what is stored, whoever wrote it.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? visit.observacoes ?? "";
  const { mutate, isPending, error } = useMoveBooking();
  const isChanged = text.trim() !== (visit.observacoes ?? "");
  const guard = useLeaveGuard(isChanged && !isPending);
  return (
    <Card aria-labelledby="recado">
      <h2 id="recado" className="mb-3 text-xl font-bold">
        {t("note")}
      </h2>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          mutate(
            { booking: visit, body: { observacoes: text.trim() || null } },
            {
              onSuccess: () => {
                setTyped(null);
                say.done(t("noteSaved"));
              },
            },
          );
        }}
      >
        <TextArea
          label={t("noteLabel")}
          maxLength={5000}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error instanceof ApiProblem && <Banner kind="danger">{problemText(error)}</Banner>}
        {isChanged && (
          <Button type="submit" look="secondary" busy={isPending} className="self-start">
            {t("noteSave")}
          </Button>
        )}
      </form>
      <LeaveDialog guard={guard} onLeave={() => setTyped(null)} />
    </Card>
  );
}
