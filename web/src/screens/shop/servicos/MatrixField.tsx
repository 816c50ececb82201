import { ChevronDown } from "lucide-react";
import { useId, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { cx } from "@/components/cx";
import { PELAGENS } from "../animais/values";
import {
  ANY,
  type Cell,
  EMPTY,
  firstFault,
  inherited,
  isFaulty,
  keyOf,
  type Matrix,
  matrixIn,
  ROWS,
  textOfMatrix,
} from "./matrix";
import { inputOf, MatrixCell } from "./MatrixCell";
import type { ServicoValues } from "./values";

type Shared = { matrix: Matrix; base: Cell; judged: boolean; put: (key: string, cell: Cell) => void };

/** Price and minutes by porte, and by pelagem within it: what stays empty is as for any animal. */
export function MatrixField({ control, base }: { control: Control<ServicoValues>; base: Cell }) {
  const t = useTranslations("setup.servicos");
  const {
    field: { ref, value, onChange },
    fieldState: { error },
  } = useController({
    control,
    name: "precos",
    rules: { validate: (text) => !isFaulty(text) || t("fault.matrix") },
  });
  const table = useRef<HTMLDivElement>(null);
  const matrix = matrixIn(value);
  const [open, setOpen] = useState<readonly string[]>(() => ROWS.filter((porte) => filledOf(matrix, porte) > 0));
  useImperativeHandle(ref, () => ({
    focus: () => {
      const wrong = firstFault(value);
      if (!wrong || !table.current) return table.current?.focus();
      // A folded cell takes no focus.
      if (wrong.key !== keyOf(wrong.porte, ANY)) flushSync(() => setOpen((rows) => [...rows, wrong.porte]));
      return inputOf(table.current, wrong.key, wrong.fault)?.focus();
    },
  }));
  const put = (key: string, cell: Cell): void => onChange(textOfMatrix({ ...matrix, [key]: cell }));
  const shared = { matrix, base, put, judged: error !== undefined };
  return (
    <div ref={table} tabIndex={-1}>
      <p className="mb-3 max-w-prose text-ink-soft">{t("matrixHint")}</p>
      <ul className="flex flex-col divide-y divide-line">
        {ROWS.map((porte) => (
          <PorteRow
            key={porte}
            porte={porte}
            open={open.includes(porte)}
            onFold={(isOpen) => setOpen(isOpen ? [...open, porte] : open.filter((row) => row !== porte))}
            {...shared}
          />
        ))}
      </ul>
      <p aria-live="polite" className="mt-2 text-sm font-medium text-danger empty:hidden">
        {error?.message}
      </p>
    </div>
  );
}

/** How many pelagens of a porte have a price of their own. */
function filledOf(matrix: Matrix, porte: string): number {
  return PELAGENS.filter((pelagem) => keyOf(porte, pelagem) in matrix).length;
}

function PorteRow({
  porte,
  open,
  onFold,
  ...shared
}: Shared & { porte: string; open: boolean; onFold: (open: boolean) => void }) {
  const t = useTranslations("setup.servicos");
  const animal = useTranslations("shop.animais");
  const id = useId();
  const filled = filledOf(shared.matrix, porte);
  const name = porte === ANY ? t("anyPorte") : animal(`size.${porte}`);
  return (
    <li className="py-3">
      <div className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
        <p className="flex items-baseline gap-2 sm:flex-col sm:gap-0">
          <span className="font-semibold">{name}</span>
          {porte !== ANY && <span className="text-sm text-ink-soft">{animal(`sizeHint.${porte}`)}</span>}
        </p>
        {porte === ANY ? (
          <span className="max-sm:hidden" />
        ) : (
          <OneCell porte={porte} pelagem={ANY} name={name} {...shared} />
        )}
        <span className="flex items-center gap-2">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={t("byCoatOf", { porte: name })}
            onClick={() => onFold(!open)}
            className="-mx-2 inline-flex min-h-11 cursor-pointer items-center gap-1.5 justify-self-start rounded-full px-2 font-medium text-brand hover:bg-brand-tint"
          >
            <ChevronDown aria-hidden className={cx("size-5 transition-transform", open && "rotate-180")} />
            {t("byCoat")}
          </button>
          {filled > 0 && <Badge>{t("cells", { count: filled })}</Badge>}
        </span>
      </div>
      <div id={id} hidden={!open} className="mt-2 rounded-md bg-sunken px-3 py-1 sm:px-4">
        {PELAGENS.map((pelagem) => {
          const coat = animal(`coat.${pelagem}`);
          return (
            <div key={pelagem} className="grid items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <p>{coat}</p>
              <OneCell porte={porte} pelagem={pelagem} name={`${name}, ${coat}`} {...shared} />
            </div>
          );
        })}
      </div>
    </li>
  );
}

function OneCell({
  porte,
  pelagem,
  name,
  matrix,
  base,
  judged,
  put,
}: Shared & { porte: string; pelagem: string; name: string }) {
  const key = keyOf(porte, pelagem);
  return (
    <MatrixCell
      place={key}
      name={name}
      cell={matrix[key] ?? EMPTY}
      otherwise={inherited(matrix, porte, pelagem, base)}
      judged={judged}
      onChange={(cell) => put(key, cell)}
    />
  );
}
