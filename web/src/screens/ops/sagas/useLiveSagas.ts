import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Filters } from "./filters";
import { holds, matches, type Pages, withArrivals, withChange } from "./merge";
import { COUNTS, listKey, LISTS, NEEDY, SAGAS } from "./queries";
import type { SagaSummary } from "./types";
import { type Liveness, useSagaStream } from "./useSagaStream";

// Figures are read again after a change, and once for many changes.
const FIGURES_MS = 1_000;
const MARKED_MS = 4_000;

export type Live = {
  liveness: Liveness;
  /** Sagas that changed a moment ago. */
  marked: ReadonlySet<string>;
  /** New ones that wait for being shown. */
  waiting: readonly SagaSummary[];
  showWaiting: () => void;
  /** The one that came last, to be announced. */
  newest: SagaSummary | undefined;
};

/**
 * Keeps the list true: rows change in place, new ones come on top. While `held` (somebody points at the list, or is in
 * it with the keyboard) new ones wait, so that no row moves away from under a finger.
 */
export function useLiveSagas(filters: Filters, { paused, held }: { paused: boolean; held: boolean }): Live {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<readonly SagaSummary[]>([]);
  const [newest, setNewest] = useState<SagaSummary>();
  const { marked, mark } = useMarks();
  const readFigures = useOnceInAWhile(() => {
    void queries.invalidateQueries({ queryKey: COUNTS });
    void queries.invalidateQueries({ queryKey: NEEDY });
  });
  const show = (arrivals: readonly SagaSummary[]) => {
    queries.setQueryData<Pages>(listKey(filters), (pages) => pages && withArrivals(pages, arrivals));
    setWaiting([]);
  };
  const liveness = useSagaStream({
    paused,
    onOpen: () => {
      setWaiting([]);
      void queries.invalidateQueries({ queryKey: SAGAS });
    },
    onChange: (saga) => {
      queries.setQueriesData<Pages>({ queryKey: LISTS }, (pages) => pages && withChange(pages, saga));
      queries.setQueryData<SagaSummary[]>(NEEDY, (rows) =>
        rows?.map((row) => (row.saga_id === saga.saga_id && row.version < saga.version ? saga : row)),
      );
      mark(saga.saga_id);
      readFigures();
      const pages = queries.getQueryData<Pages>(listKey(filters));
      if (!pages || holds(pages, saga.saga_id) || !belongsOnTop(pages, saga, filters)) return;
      setNewest(saga);
      if (held) setWaiting((others) => [saga, ...others.filter((other) => other.saga_id !== saga.saga_id)]);
      else show([saga, ...waiting]);
    },
  });
  return { liveness, marked, waiting, showWaiting: () => show(waiting), newest };
}

/** Whether it fits the filters and is newer than what is shown; an older one is on a page not read yet. */
function belongsOnTop(pages: Pages, saga: SagaSummary, filters: Filters): boolean {
  const last = pages.pages.at(-1);
  const oldest = last?.items.at(-1);
  const isWithin = !last?.next_cursor || !oldest || saga.saga_id > oldest.saga_id;
  return isWithin && matches(saga, filters, Date.now());
}

function useMarks(): { marked: ReadonlySet<string>; mark: (id: string) => void } {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach(clearTimeout);
  }, []);
  const mark = (id: string) => {
    clearTimeout(timers.current.get(id));
    setMarked((ids) => new Set(ids).add(id));
    const unmark = () => setMarked((ids) => new Set([...ids].filter((other) => other !== id)));
    timers.current.set(id, setTimeout(unmark, MARKED_MS));
  };
  return { marked, mark };
}

function useOnceInAWhile(act: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      act();
    }, FIGURES_MS);
  };
}
