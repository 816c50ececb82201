import { Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import type { Tutor } from "../queries";
import { MergeDialog } from "./MergeDialog";
import { type Double, useDoubles } from "./queries";

/** Who may be the same person, and the way to make one record of two. */
export function Doubles({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("animal.tutor.doubles");
  const { data } = useDoubles(tutor.id);
  const [merging, setMerging] = useState<Double | null>(null);
  const doubles = data?.items ?? [];
  return (
    <>
      {doubles.length > 0 && (
        <section aria-label={t("title", { count: doubles.length })} className="rounded-lg bg-info-tint p-4 sm:p-5">
          <p className="flex gap-3 font-bold text-info">
            <Users aria-hidden className="mt-0.5 size-5 shrink-0" />
            {t("title", { count: doubles.length })}
          </p>
          <ul className="mt-3 flex flex-col gap-3">
            {doubles.map((double) => (
              <li key={double.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                <span className="min-w-0">
                  <Link
                    href={`/tutores/${double.id}`}
                    aria-label={t("see", { nome: double.nome })}
                    className="inline-flex min-h-6 items-center font-semibold wrap-anywhere underline underline-offset-4"
                  >
                    {double.nome}
                  </Link>
                  <span className="block text-sm">
                    {[double.telefone, ...double.motivos.map((why) => t(`reason.${why}`))].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <Button
                  look="secondary"
                  aria-label={t("mergeWith", { nome: double.nome })}
                  onClick={() => setMerging(double)}
                >
                  {t("merge")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {merging && <MergeDialog tutor={tutor} otherId={merging.id} onClose={() => setMerging(null)} />}
    </>
  );
}
