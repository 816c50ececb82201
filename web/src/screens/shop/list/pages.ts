import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

export type Page<Row> = { items: Row[]; next_cursor: string | null };
export type Rows<Row> = {
  rows: Row[] | undefined;
  /** Whether `rows` are those that were asked for, not the ones of the search before. */
  settled: boolean;
  error: Error | null;
  retry: () => void;
  busy: boolean;
  more: (() => void) | null;
  loadingMore: boolean;
};

export const PAGE_SIZE = 30;

/** A list read page by page; `keep` leaves the rows of the last search until those of the new one are here. */
export function useRows<Row>(
  key: readonly unknown[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  { keep = false }: { keep?: boolean } = {},
): Rows<Row> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    ...(keep && { placeholderData: keepPreviousData }),
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items),
    settled: !query.isPlaceholderData,
    error: query.isError ? query.error : null,
    retry: () => void query.refetch(),
    busy: query.isFetching,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
  };
}
