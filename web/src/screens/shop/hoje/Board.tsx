import { useState } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import type { Agendamento, Estado } from "../agenda/queries";
import { type BoardColumn, type ColumnName, COLUMNS } from "../agenda/states";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { BookingCard } from "./BookingCard";
import { type Held, stepInto, useCardDrag, useColumnDrop } from "./useBoardDrag";

type Deeds = {
  words: AgendaWords;
  onStep: (booking: Agendamento, state: Estado) => void;
  onMove: (booking: Agendamento) => void;
};

/** The day by state: columns side by side on a desk, one below the other on a phone. */
export function Board({ bookings, ...deeds }: { bookings: Agendamento[] } & Deeds) {
  const [held, hold] = useState<Held>(null);
  const columns = COLUMNS.map((column) => ({
    column,
    own: bookings.filter((one) => column.states.includes(one.status)),
  }));
  return (
    <>
      <Jumps counts={columns.map(({ column, own }) => [column.name, own.length])} />
      <div className="grid gap-3 lg:auto-cols-[minmax(11.5rem,1fr)] lg:grid-flow-col lg:grid-cols-none! lg:overflow-x-auto lg:pb-3">
        {columns.map(({ column, own }) => (
          <Column key={column.name} column={column} bookings={own} held={held} hold={hold} {...deeds} />
        ))}
      </div>
    </>
  );
}

/** Where columns stand one below the other, the way to each: nobody scrolls past a full morning to reach the table. */
function Jumps({ counts }: { counts: [ColumnName, number][] }) {
  const t = useTranslations("agenda");
  return (
    <nav
      aria-label={t("jumps")}
      className="sticky top-0 z-10 -mx-4 flex gap-2 overflow-x-auto bg-ground px-4 py-2 sm:-mx-6 sm:px-6 lg:hidden"
    >
      {counts.map(([name, count]) => (
        <a
          key={name}
          href={`#coluna-${name}`}
          className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border border-line-strong bg-surface px-4 font-semibold"
        >
          {t(`column.${name}`)}
          <span className="text-ink-soft tabular-nums">{count}</span>
        </a>
      ))}
    </nav>
  );
}

function Column({
  column,
  bookings,
  held,
  hold,
  ...deeds
}: { column: BoardColumn; bookings: Agendamento[]; held: Held; hold: (held: Held) => void } & Deeds) {
  const t = useTranslations("agenda.column");
  const { element, isOver } = useColumnDrop(column, deeds.onStep);
  const invites = held !== null && stepInto(held, column) !== null;
  return (
    <section
      ref={element}
      aria-labelledby={`coluna-${column.name}`}
      data-column={column.name}
      className={cx(
        "flex flex-col gap-3 rounded-xl border-2 bg-sunken/70 p-2 lg:min-h-80",
        isOver ? "border-brand bg-brand-tint" : invites ? "border-dashed border-brand" : "border-transparent",
        held !== null && !invites && "opacity-60",
      )}
    >
      <h2
        id={`coluna-${column.name}`}
        tabIndex={-1}
        className="flex scroll-mt-20 items-center gap-2 px-1 text-lg font-bold"
      >
        {t(column.name)}
        <span className="inline-flex min-w-7 justify-center rounded-full bg-surface px-2 text-sm font-semibold tabular-nums">
          {bookings.length}
        </span>
      </h2>
      {bookings.length > 0 ? (
        <ul className="flex flex-col gap-3">
          {bookings.map((booking) => (
            <Item key={booking.id} booking={booking} hold={hold} showState={column.states.length > 1} {...deeds} />
          ))}
        </ul>
      ) : (
        <p className="px-1 text-sm text-ink-soft">{t(`none.${column.name}`)}</p>
      )}
    </section>
  );
}

function Item({
  booking,
  hold,
  showState,
  ...deeds
}: { booking: Agendamento; hold: (held: Held) => void; showState: boolean } & Deeds) {
  const element = useCardDrag(booking, hold);
  return (
    <li ref={element} className="cursor-grab [contain-intrinsic-size:auto_17rem] [content-visibility:auto]">
      <BookingCard booking={booking} showState={showState} {...deeds} />
    </li>
  );
}
