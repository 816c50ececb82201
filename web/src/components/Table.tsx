import type { ReactNode } from "react";
import { cx } from "./cx";

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row: a row header for screen readers, the headline of its card on a phone. */
  names?: boolean;
  /** What people typed as they liked, as long as they liked. */
  free?: boolean;
  align?: "right";
  /** On a phone its value says what it is, without the title. */
  bare?: boolean;
  /** Left out on a phone: the record's own page has it. */
  wide?: boolean;
};

/** Rows under headings; on a phone each row is a card with its headings inside, so nothing scrolls sideways. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowLook,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** What sets a row apart: one that changed a moment ago. */
  rowLook?: (row: Row) => string | false | undefined;
}) {
  return (
    <div className="@container">
      {/* The roles are said again because `display` takes them from a table's parts in some browsers. */}
      <table role="table" className="block w-full border-collapse @3xl:table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sr-only @3xl:not-sr-only @3xl:table-header-group">
          <tr role="row" className="@3xl:table-row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={cx(
                  "border-b border-line px-3 py-2.5 text-left text-sm font-semibold text-ink-soft",
                  column.align === "right" && "text-right",
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="flex flex-col gap-3 @3xl:table-row-group">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className={cx(
                "relative block rounded-md border border-line p-4 transition-colors hover:bg-sunken/60",
                "@max-3xl:bg-surface @max-3xl:shadow-near @3xl:table-row @3xl:rounded-none @3xl:border-0 @3xl:p-0",
                rowLook?.(row),
              )}
            >
              {columns.map((column) => (
                <TableCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = cx(
    "@3xl:table-cell @3xl:border-b @3xl:border-line @3xl:px-3 @3xl:py-3 @3xl:align-middle",
    // Without a space it would widen the table past the page.
    column.names && "wrap-anywhere @3xl:max-w-96 @3xl:min-w-40",
    column.free && "wrap-anywhere @3xl:max-w-72 @3xl:min-w-28",
    column.align === "right" && "@3xl:text-right",
  );
  if (column.names) {
    return (
      <th
        role="rowheader"
        scope="row"
        className={cx("mb-1 block text-left text-lg font-semibold @3xl:text-base", look)}
      >
        {column.cell(row)}
      </th>
    );
  }
  const content = column.cell(row);
  // On a phone a heading without a value says nothing.
  const isFolded = content === null || column.wide;
  const fold = isFolded ? "hidden" : "flex flex-wrap items-center justify-between gap-x-4 py-0.5";
  return (
    <td role="cell" className={cx(fold, look)}>
      {!column.bare && (
        <span aria-hidden className="text-sm text-ink-soft @3xl:hidden">
          {column.title}
        </span>
      )}
      {content}
    </td>
  );
}
