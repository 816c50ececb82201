import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { afterRefusal, type Attempt, nextAttempt } from "../../form/attempt";
import { maskCpf } from "../../format/cpf";
import { type Tutor, useFreshTutor, useTutor } from "../queries";
import { useMerge } from "./queries";

/** Asks before two records become one: which stays, which goes, and what comes along. */
export function MergeDialog({ tutor, otherId, onClose }: { tutor: Tutor; otherId: number; onClose: () => void }) {
  const t = useTranslations("animal.tutor.doubles");
  const common = useTranslations("common");
  const { data: other, error, refetch, isFetching } = useTutor(otherId);
  const { busy, trouble, merge } = useMerging(tutor, onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("question")}
      lead={t("lead")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("cancel")}
          </Button>
          {other && (
            <Button look="danger" busy={busy} onClick={() => void merge(other)}>
              {t("do", { nome: tutor.nome })}
            </Button>
          )}
        </>
      }
    >
      {trouble && <Banner kind="danger">{trouble}</Banner>}
      {other ? (
        <>
          <dl className="grid gap-3 sm:grid-cols-2">
            <Who word={t("stays")} tutor={tutor} />
            <Who word={t("goes")} tutor={other} />
          </dl>
          <p>{t("explain", { nome: tutor.nome, other: other.nome })}</p>
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Dialog>
  );
}

function Who({ word, tutor }: { word: string; tutor: Tutor }) {
  const t = useTranslations("animal.tutor.doubles");
  return (
    <div className="rounded-md bg-sunken p-4">
      <dt className="text-sm text-ink-soft">{word}</dt>
      <dd className="min-w-0">
        <span className="block font-semibold">{tutor.nome}</span>
        <span className="block text-sm">{tutor.telefone ?? t("noPhone")}</span>
        {tutor.email && <span className="block text-sm">{tutor.email}</span>}
        {tutor.cpf && <span className="block text-sm tabular-nums">{maskCpf(tutor.cpf)}</span>}
      </dd>
    </div>
  );
}

function useMerging(tutor: Tutor, onClose: () => void) {
  const t = useTranslations("animal.tutor.doubles");
  const say = useSay();
  const text = useProblemText();
  const { mutateAsync } = useMerge(tutor.id);
  const fresh = useFreshTutor();
  const attempt = useRef<Attempt | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function merge(other: Tutor): Promise<void> {
    const body = { outro_id: other.id, version: tutor.version, outro_version: other.version };
    attempt.current = nextAttempt(attempt.current, JSON.stringify(body));
    setBusy(true);
    setTrouble(null);
    try {
      const merged = await mutateAsync({ body, key: attempt.current.key });
      say.done(t("done", { nome: merged.nome }));
      onClose();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      attempt.current = afterRefusal(attempt.current, error);
      if (error.code === "STALE_VERSION") await Promise.all([fresh(tutor.id), fresh(other.id)]);
      setTrouble(sayWhy(error));
    } finally {
      setBusy(false);
    }
  }

  function sayWhy(problem: ApiProblem): string {
    if (problem.code === "WRONG_STATE") return t("cannot");
    if (problem.code === "STALE_VERSION") return t("changed");
    return problem.fields.some(({ field }) => field === "outro_id") ? t("gone") : text(problem);
  }

  return { busy, trouble, merge };
}
