import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { momentAt } from "./clock";
import { type Conflict, conflictOf, movedItems, type Segment, snapped, STEP_MIN, type Target } from "./grid";
import type { Agendamento, Dia, Move } from "./queries";
import type { AgendaWords } from "./useAgendaWords";
import { useMove } from "./useMove";

/** `byKey`: nobody's pointer shows where it is. */
export type Ghost = Target & { conflict: Conflict | null; text: string; byKey: boolean };
export type Targets = {
  /** Where the held booking would stand; null while nothing is held. */
  ghost: Ghost | null;
  /** What a screen reader hears of it. */
  told: string;
  aim: (target: Target) => void;
  drop: () => void;
  cancel: () => void;
  onKey: (event: KeyboardEvent, segment: Segment) => void;
};

/** Holds a booking above the grid, by mouse, touch or keys: says at each place whether it fits, and puts it down. */
export function useTargets(day: Dia, segments: Segment[], words: AgendaWords): Targets {
  const t = useTranslations("agenda.target");
  const say = useSay();
  const problemText = useProblemText();
  const { move, problem, forget } = useMove(words);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  if (problem !== refused) {
    setRefused(problem);
  }
  const tell = useCallback(
    (target: Target, conflict: Conflict | null): string => {
      const at = words.clock(momentAt(day.data, target.from, day.timezone));
      const who = day.profissionais.find(({ id }) => id === target.profissionalId)?.nome ?? "";
      const where = t("at", { animal: target.booking.animal, who, at, minutes: target.minutes });
      return `${where}. ${conflict ? conflictText(t, conflict, words) : t("free")}`;
    },
    [day, t, words],
  );
  const aim = useCallback(
    (target: Target, byKey = false) => {
      const conflict = conflictOf(day, segments, target);
      setGhost({ ...target, conflict, text: tell(target, conflict), byKey });
    },
    [day, segments, tell],
  );
  const cancel = useCallback(() => setGhost(null), []);
  const drop = useCallback(() => {
    setGhost(null);
    if (!ghost) return;
    if (ghost.conflict) {
      say.failed(t("stays", { animal: ghost.booking.animal, why: ghost.text }));
      return;
    }
    const body = bodyOf(day, ghost);
    if (!body) return;
    forget();
    void move(ghost.booking, body, lookOf(day, ghost)).then((saved) => {
      if (!saved) say.failed(t("refused", { animal: ghost.booking.animal }));
      if (ghost.byKey) focusAgain(ghost.booking);
    });
  }, [ghost, day, move, forget, say, t]);
  const onKey = useCallback(
    (event: KeyboardEvent, segment: Segment) => {
      const next = aimedByKey(event, day, ghost, segment);
      if (next === "drop") drop();
      else if (next === "cancel") cancel();
      else if (next) aim(next, true);
      if (next) event.preventDefault();
    },
    [aim, cancel, day, drop, ghost],
  );
  const told = ghost?.text ?? (refused ? problemText(refused) : "");
  return useMemo(() => ({ ghost, told, aim, drop, cancel, onKey }), [ghost, told, aim, drop, cancel, onKey]);
}

function conflictText(
  t: (key: string, values?: Record<string, string>) => string,
  conflict: Conflict,
  words: AgendaWords,
) {
  if (conflict.kind === "closed") return t("closed");
  if (conflict.kind === "block") return conflict.why ? t("block", { why: conflict.why }) : t("blockNoReason");
  return t(conflict.kind, { with: conflict.with, at: words.clock(conflict.at) });
}

/** Alt and arrows move, with Shift they change the length; Enter puts down, Escape gives up. */
function aimedByKey(
  event: KeyboardEvent,
  day: Dia,
  ghost: Ghost | null,
  segment: Segment,
): Target | "drop" | "cancel" | null {
  const held = ghost?.booking.id === segment.booking.id ? ghost : null;
  if (held && event.key === "Enter") return "drop";
  if (held && event.key === "Escape") return "cancel";
  if (!event.altKey || !event.key.startsWith("Arrow") || !mayMove(segment.booking)) return null;
  const from: Target = held ?? targetOf(segment);
  const down = { ArrowDown: STEP_MIN, ArrowUp: -STEP_MIN }[event.key];
  if (down !== undefined && event.shiftKey) {
    return { ...from, minutes: Math.max(STEP_MIN, from.minutes + down) };
  }
  if (down !== undefined) return { ...from, from: snapped(from.from + down) };
  const columns = day.profissionais.map(({ id }) => id);
  const at = columns.indexOf(from.profissionalId) + (event.key === "ArrowRight" ? 1 : -1);
  return { ...from, profissionalId: columns[at] ?? from.profissionalId };
}

export function targetOf(segment: Segment): Target {
  const { booking, index, profissionalId, from, to } = segment;
  return { booking, index, profissionalId, from, minutes: to - from };
}

/** In another column it is another button: the focus goes with the booking. */
function focusAgain({ id }: Agendamento): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-agendamento="${id}"]`)?.focus();
}

const STILL = new Set(["pronto", "entregue", "cancelado", "faltou"]);

/** Whether its time may change at all; the shop's rules may allow more, by the dialog. */
export function mayMove({ status }: Pick<Agendamento, "status">): boolean {
  return !STILL.has(status);
}

/** What is sent: only what is other than before; null where nothing is. */
export function bodyOf(day: Dia, target: Target): Move["body"] | null {
  const { booking, index, profissionalId, from, minutes } = target;
  const moved = movedItems(day, target);
  const before = booking.itens[index];
  const first = moved[0];
  if (!before || !first) return null;
  const wasMinutes = minutesBetween(before.inicio, before.fim);
  const inicio = momentAt(day.data, first.from, day.timezone).toISOString();
  const isSame = Date.parse(inicio) === Date.parse(booking.inicio);
  const isLonger = minutes !== wasMinutes;
  const isOther = profissionalId !== before.profissional_id;
  if (isSame && !isLonger && !isOther) return null;
  const body: Move["body"] = isSame ? {} : { inicio };
  if (!isLonger && !isOther) return body;
  if (booking.itens.length === 1) {
    return { ...body, ...(isOther && { profissional_id: profissionalId }), ...(isLonger && { duracao: minutes }) };
  }
  const itens = booking.itens.map((item, at) => ({
    servico_id: item.servico_id,
    profissional_id: at === index ? profissionalId : item.profissional_id,
    duracao: at === index ? minutes : minutesBetween(item.inicio, item.fim),
    preco: item.preco,
  }));
  // The times of the others follow from the lengths.
  return from === first.from || !isSame ? { ...body, itens } : { itens };
}

/** How it looks until the server has answered. */
function lookOf(day: Dia, target: Target): Partial<Agendamento> {
  const moved = movedItems(day, target);
  const at = (minute: number): string => momentAt(day.data, minute, day.timezone).toISOString();
  const itens = target.booking.itens.map((item, index) => {
    const one = moved.find((segment) => segment.index === index);
    return one ? { ...item, profissional_id: one.profissionalId, inicio: at(one.from), fim: at(one.to) } : item;
  });
  return { itens, inicio: itens[0]?.inicio ?? "", fim: itens.at(-1)?.fim ?? "" };
}

function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}
