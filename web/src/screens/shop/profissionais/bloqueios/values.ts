// A block as its form holds it: days and times on the shop's clock. Pure.
import { dayAfter, momentOf, type Wall, wallOf } from "../../hours/zone";
import type { Block, BlockIn } from "./queries";

export type BlockValues = {
  whole: boolean;
  allDay: boolean;
  firstDay: string;
  lastDay: string;
  from: string;
  to: string;
  motivo: string;
};

const MIDNIGHT = "00:00";
const LONGEST_DAYS = 366;

export function newBlock(today: string): BlockValues {
  return { whole: false, allDay: true, firstDay: today, lastDay: today, from: "12:00", to: "13:00", motivo: "" };
}

export function blockIn(values: BlockValues, profissionalId: number, zone: string): BlockIn {
  const { begin, end } = periodOf(values);
  return {
    profissional_id: values.whole ? null : profissionalId,
    inicio: momentOf(begin, zone).toISOString(),
    fim: momentOf(end, zone).toISOString(),
    motivo: values.motivo.trim() || null,
  };
}

/** What is wrong with when it is, and at which field. */
export function periodFault(values: BlockValues): { field: keyof BlockValues; fault: string } | null {
  if (values.firstDay === "") return { field: "firstDay", fault: "day" };
  if (values.lastDay === "") return { field: "lastDay", fault: "day" };
  if (values.lastDay < values.firstDay) return { field: "lastDay", fault: "reversed" };
  if (values.lastDay >= dayAfter(values.firstDay, LONGEST_DAYS)) return { field: "lastDay", fault: "long" };
  if (values.allDay) return null;
  if (values.from === "") return { field: "from", fault: "time" };
  if (values.to === "") return { field: "to", fault: "time" };
  const isReversed = values.firstDay === values.lastDay && values.to <= values.from;
  return isReversed ? { field: "to", fault: "reversed" } : null;
}

/** When it is, in the shop; `allDay` from a midnight to another, whose last day is the one before. */
export function spanOf(
  block: Pick<Block, "inicio" | "fim">,
  zone: string,
): { begin: Wall; end: Wall; allDay: boolean } {
  const [begin, end] = [wallOf(new Date(block.inicio), zone), wallOf(new Date(block.fim), zone)];
  const allDay = begin.time === MIDNIGHT && end.time === MIDNIGHT;
  return { begin, end: allDay ? { ...end, date: dayAfter(end.date, -1) } : end, allDay };
}

function periodOf(values: BlockValues): { begin: Wall; end: Wall } {
  if (values.allDay) {
    return {
      begin: { date: values.firstDay, time: MIDNIGHT },
      end: { date: dayAfter(values.lastDay, 1), time: MIDNIGHT },
    };
  }
  return { begin: { date: values.firstDay, time: values.from }, end: { date: values.lastDay, time: values.to } };
}
