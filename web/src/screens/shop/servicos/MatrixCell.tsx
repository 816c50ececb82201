import { useId } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { type Cell, cellFault, type CellFault } from "./matrix";

/** Where the input of a cell is found that a fault speaks of. */
export function inputOf(table: HTMLElement, key: string, fault: CellFault): HTMLInputElement | null {
  return table.querySelector(`[data-cell="${key}"] [data-part="${fault}"]`);
}

/** Price and minutes of one kind of animal; empty shows, greyed, what holds instead. */
export function MatrixCell({
  place,
  name,
  cell,
  otherwise,
  judged,
  onChange,
}: {
  /** Its key in the matrix. */
  place: string;
  name: string;
  cell: Cell;
  otherwise: Cell;
  judged: boolean;
  onChange: (cell: Cell) => void;
}) {
  const t = useTranslations("setup.servicos");
  const id = useId();
  const fault = judged ? cellFault(cell) : null;
  return (
    <div data-cell={place} className="min-w-0">
      <div className="grid max-w-80 grid-cols-[minmax(0,1fr)_6.5rem] gap-2">
        <CellInput
          part="price"
          label={t("priceOf", { name })}
          before="R$"
          inputMode="decimal"
          most={16}
          value={cell.preco}
          placeholder={otherwise.preco}
          fault={fault === "price" ? id : null}
          onChange={(preco) => onChange({ ...cell, preco })}
        />
        <CellInput
          part="minutes"
          label={t("minutesOf", { name })}
          after="min"
          inputMode="numeric"
          most={4}
          value={cell.duracao}
          placeholder={otherwise.duracao}
          fault={fault === "minutes" ? id : null}
          onChange={(duracao) => onChange({ ...cell, duracao })}
        />
      </div>
      <p id={id} aria-live="polite" className="mt-1 text-sm font-medium text-danger empty:hidden">
        {fault && t(`fault.${fault}`)}
      </p>
    </div>
  );
}

function CellInput({
  part,
  label,
  before,
  after,
  inputMode,
  most,
  value,
  placeholder,
  fault,
  onChange,
}: {
  part: CellFault;
  label: string;
  before?: string;
  after?: string;
  inputMode: "decimal" | "numeric";
  most: number;
  value: string;
  placeholder: string;
  /** The id of what says so. */
  fault: string | null;
  onChange: (text: string) => void;
}) {
  return (
    <div
      className={cx(
        "flex min-h-11 items-center rounded-md border bg-surface px-2.5 text-ink-soft focus-within:outline-3",
        "focus-within:outline-offset-2 focus-within:outline-focus",
        fault ? "border-danger" : "border-line-strong",
      )}
    >
      {before && (
        <span aria-hidden className="shrink-0 whitespace-nowrap">
          {before}
        </span>
      )}
      <input
        data-part={part}
        aria-label={label}
        aria-invalid={fault !== null}
        aria-describedby={fault ?? undefined}
        inputMode={inputMode}
        autoComplete="off"
        maxLength={most}
        value={value}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
        className="min-h-10 w-full min-w-0 bg-transparent px-1.5 text-right text-ink tabular-nums outline-none placeholder:text-ink-soft"
      />
      {after && (
        <span aria-hidden className="shrink-0 whitespace-nowrap">
          {after}
        </span>
      )}
    </div>
  );
}
