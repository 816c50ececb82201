import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Skeleton } from "@/components/States";
import type { AgendamentoDetail } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { WeightForm } from "../animais/care/WeightForm";
import { useAnimal } from "../animais/queries";
import { useMoney } from "../format/useMoney";
import { ExtraDialog } from "./ExtraDialog";
import { NoteForm } from "./NoteForm";
import { VisitPhotos } from "./VisitPhotos";
import { useTicks } from "./useTicks";

/** What is done at the table, in targets that a wet hand hits. */
export function Bench({ visit, words }: { visit: AgendamentoDetail; words: AgendaWords }) {
  const t = useTranslations("agenda.visit");
  const { data: animal } = useAnimal(visit.animal_id);
  return (
    <div className="flex flex-col gap-5">
      <Checklist visit={visit} words={words} />
      <VisitPhotos visit={visit} />
      <Card aria-labelledby="peso">
        <h2 id="peso" className="mb-3 text-xl font-bold">
          {t("weight")}
        </h2>
        {animal ? <WeightForm animal={animal} /> : <Skeleton lines={1} />}
      </Card>
      <NoteForm visit={visit} />
    </div>
  );
}

function Checklist({ visit, words }: { visit: AgendamentoDetail; words: AgendaWords }) {
  const t = useTranslations("agenda.visit");
  const money = useMoney();
  const { ticked, tick } = useTicks(visit.id);
  const [adding, setAdding] = useState(false);
  const isOpen = visit.status !== "entregue" && visit.status !== "cancelado" && visit.status !== "faltou";
  return (
    <Card aria-labelledby="fazer">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="fazer" className="text-xl font-bold">
          {t("todo")}
        </h2>
        <span className="font-semibold">{money(visit.preco)}</span>
      </div>
      <ul className="flex flex-col gap-2">
        {visit.itens.map((item, index) => (
          <li key={`${item.servico_id}-${item.inicio}`}>
            <label className="flex min-h-14 cursor-pointer items-center gap-4 rounded-lg border border-line px-4 has-checked:border-ok has-checked:bg-ok-tint">
              <input
                type="checkbox"
                checked={ticked.has(index)}
                onChange={() => tick(index)}
                className="size-6 shrink-0 accent-brand"
              />
              <span className="min-w-0 flex-1 font-semibold">{item.servico}</span>
              <span className="text-sm text-ink-soft tabular-nums">
                {item.profissional} · {words.clock(item.inicio)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">{t("ticksHere")}</p>
      {isOpen && (
        <Button
          look="secondary"
          className="mt-3"
          onClick={() => setAdding(true)}
          icon={<Plus aria-hidden className="size-5" />}
        >
          {t("extra")}
        </Button>
      )}
      {adding && <ExtraDialog visit={visit} words={words} onClose={() => setAdding(false)} />}
    </Card>
  );
}
