import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem, idempotencyKey } from "@/api/client";
import { isPassing } from "@/api/problem";
import { useFieldText, useProblemText } from "@/api/problemText";
import { type PhotoKind, useUploadPhoto } from "./queries";
import { shrink } from "./shrink";

/** What the chips offer: a photo's kind, or the picture of the record. */
export type Purpose = PhotoKind | "perfil";

type Job = { name: string; image: Blob; purpose: Purpose; key: string };
export type Refusal = { job: Job; why: string; passing: boolean };

/** Sends photos one after the other; those that are refused stay, with the reason. */
export function usePhotoUpload(animalId: number, onSent: (count: number) => void, visitId?: number) {
  const { mutateAsync } = useUploadPhoto(animalId);
  const whyOf = useWhy();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [refusals, setRefusals] = useState<Refusal[]>([]);

  async function sendOne(job: Job): Promise<Refusal | null> {
    const { image, key, purpose } = job;
    try {
      const perfil = purpose === "perfil";
      await mutateAsync({ image, key, perfil, tipo: perfil ? "foto" : purpose, visitId });
      return null;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      return { job, why: whyOf(error), passing: isPassing(error) };
    }
  }

  async function run(total: number, jobs: () => AsyncIterable<Job>): Promise<void> {
    setRefusals([]);
    setProgress({ done: 0, total });
    const refused: Refusal[] = [];
    let done = 0;
    for await (const job of jobs()) {
      const refusal = await sendOne(job);
      if (refusal) refused.push(refusal);
      setProgress({ done: ++done, total });
    }
    setProgress(null);
    setRefusals(refused);
    if (refused.length < total) onSent(total - refused.length);
  }

  return {
    progress,
    refusals,
    send: (files: File[], purpose: Purpose) => run(files.length, () => prepared(files, purpose)),
    retry: () => {
      const again = refusals.filter(({ passing }) => passing).map(({ job }) => job);
      return run(again.length, () => each(again));
    },
  };
}

async function* prepared(files: File[], purpose: Purpose): AsyncIterable<Job> {
  for (const file of files) {
    yield { name: file.name, image: await shrink(file), purpose, key: idempotencyKey() };
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the other source of jobs has to wait
async function* each(jobs: Job[]): AsyncIterable<Job> {
  yield* jobs;
}

/** A refusal in words about photos. */
function useWhy(): (problem: ApiProblem) => string {
  const t = useTranslations("animal.photos.refused");
  const fieldText = useFieldText();
  const problemText = useProblemText();
  return (problem) => {
    if (problem.status === 413 || problem.status === 415) return t(problem.status === 413 ? "tooLarge" : "noPhoto");
    const [field] = problem.fields;
    return field ? fieldText(field) : problemText(problem);
  };
}
