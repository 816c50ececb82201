import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { SelectField, TextField } from "@/components/Field";
import { dateAt } from "../agenda/clock";
import { type Agendamento, useDay } from "../agenda/queries";
import { useAgendaWords } from "../agenda/useAgendaWords";
import { useMove } from "../agenda/useMove";
import { SlotRefusal } from "./SlotRefusal";
import { momentOf, type When, WhenField, whenOf } from "./WhenField";

export type MoveFormProps = { booking: Agendamento; zone: string; onClose: () => void };

/** Another time, other hands or another length for a booking: what dragging does, without dragging. */
export function MoveForm({ booking, zone, onClose }: MoveFormProps) {
  const t = useTranslations("agenda.moveDialog");
  const common = useTranslations("common");
  const words = useAgendaWords(zone);
  const problemText = useProblemText();
  const { data: today } = useDay(null);
  const [when, setWhen] = useState<When>(() => whenOf(booking.inicio, zone));
  const [person, setPerson] = useState<number | null>(() => onlyPerson(booking));
  const [minutes, setMinutes] = useState(String(minutesOf(booking)));
  const { move, busy, problem } = useMove(words);
  const single = booking.itens.length === 1;
  const send = (encaixe: boolean): void => {
    const inicio = momentOf(when, zone);
    const duracao = Number(minutes);
    if (inicio === null || !Number.isInteger(duracao) || duracao < 1) return;
    const body = {
      inicio,
      ...(encaixe && { encaixe }),
      ...(person !== null && person !== onlyPerson(booking) && { profissional_id: person }),
      ...(single && duracao !== minutesOf(booking) && { duracao }),
    };
    void move(booking, body).then((saved) => saved && onClose());
  };
  const isTaken = problem instanceof ApiProblem && problem.code === "SLOT_TAKEN";
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { animal: booking.animal })}
      lead={words.services(booking)}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button busy={busy} aria-disabled={when.minute === null} onClick={() => send(false)}>
            {t("save")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("person")}
        value={person ?? ""}
        onChange={(event) => setPerson(Number(event.target.value) || null)}
      >
        {person === null && <option value="">{t("several")}</option>}
        {(today?.profissionais ?? []).map(({ id, nome }) => (
          <option key={id} value={id}>
            {nome}
          </option>
        ))}
      </SelectField>
      <WhenField
        when={when}
        onChange={setWhen}
        room={{
          animalId: booking.animal_id,
          servicos: booking.itens.map(({ servico_id }) => servico_id),
          profissionalId: person,
          moving: booking.id,
        }}
        today={today?.data ?? dateAt(new Date(), zone)}
        zone={zone}
        words={words}
      />
      {single && (
        <TextField
          label={t("minutes")}
          type="number"
          inputMode="numeric"
          min={5}
          max={1440}
          step={5}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      )}
      {problem && isTaken && (
        <SlotRefusal
          problem={problem}
          zone={zone}
          words={words}
          onPick={(at, who) => {
            setWhen(at);
            if (who !== undefined) setPerson(who);
          }}
          onSqueeze={() => send(true)}
        />
      )}
      {problem && !isTaken && <Banner kind="danger">{problemText(problem)}</Banner>}
    </Dialog>
  );
}

function minutesOf({ inicio, fim }: Agendamento): number {
  return Math.round((Date.parse(fim) - Date.parse(inicio)) / 60_000);
}

/** Whose hands the whole of it is in; null where several do it. */
function onlyPerson({ itens }: Agendamento): number | null {
  const ids = new Set(itens.map(({ profissional_id }) => profissional_id));
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? id : null;
}
