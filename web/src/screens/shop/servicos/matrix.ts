// Prices by porte × pelagem: as the API has them, as the fields hold them, and what can be wrong with them. Pure.
import { PELAGENS, PORTES } from "../animais/values";
import { editable, parseMoney } from "../format/decimal";
import { isDuration, priceFault } from "./faults";
import type { Servico, ServicoIn } from "./queries";

/** What is typed for one kind of animal; nothing where it is as for any. */
export type Cell = { preco: string; duracao: string };
/** The cells that hold something, by `keyOf`. */
export type Matrix = Readonly<Record<string, Cell>>;
export type CellFault = "price" | "minutes";

/** Stands for any porte, or any pelagem. */
export const ANY = "";
export const EMPTY: Cell = { preco: "", duracao: "" };
export const ROWS = [...PORTES, ANY] as const;
export const COLUMNS = [ANY, ...PELAGENS] as const;

type Precos = Servico["precos"];
type PrecosIn = ServicoIn["precos"];

export function keyOf(porte: string, pelagem: string): string {
  return `${porte}|${pelagem}`;
}

export function matrixOf(precos: Precos, locale: string): Matrix {
  const cells = precos.map(({ porte, pelagem, preco, duracao }): [string, Cell] => [
    keyOf(porte ?? ANY, pelagem ?? ANY),
    { preco: editable(preco, locale), duracao: String(duracao) },
  ]);
  return Object.fromEntries(cells);
}

/** The matrix as a form keeps it: text, the same for the same cells in whatever order they came. */
export function textOfMatrix(matrix: Matrix): string {
  const filled = allKeys().flatMap(({ key }) => {
    const cell = matrix[key];
    return cell && !isEmpty(cell) ? [[key, { preco: cell.preco, duracao: cell.duracao }] as const] : [];
  });
  return filled.length === 0 ? "" : JSON.stringify(Object.fromEntries(filled));
}

/** Back from `textOfMatrix`. */
export function matrixIn(text: string): Matrix {
  return text === "" ? {} : (JSON.parse(text) as Matrix);
}

/** To the API; of a cell that says only price or only minutes the other half is that of `base`. */
export function precosIn(text: string, base: Cell): PrecosIn {
  const matrix = matrixIn(text);
  return allKeys().flatMap(({ key, porte, pelagem }): PrecosIn => {
    const cell = matrix[key];
    if (!cell || isEmpty(cell)) return [];
    const { preco, duracao } = withBase(cell, base);
    return [
      {
        porte: porte === ANY ? null : porte,
        pelagem: pelagem === ANY ? null : pelagem,
        preco: parseMoney(preco) ?? preco,
        duracao: Number(duracao),
      },
    ];
  });
}

/** What an animal of this kind pays while its own cell is empty: as the API looks for it, nearest first. */
export function inherited(matrix: Matrix, porte: string, pelagem: string, base: Cell): Cell {
  const own = keyOf(porte, pelagem);
  const near = [keyOf(porte, ANY), keyOf(ANY, pelagem)].filter((key) => key !== own && key !== keyOf(ANY, ANY));
  const found = near.map((key) => matrix[key]).find((cell) => cell && !isEmpty(cell));
  return found ? withBase(found, base) : base;
}

export function cellFault({ preco, duracao }: Cell): CellFault | null {
  if (preco.trim() !== "") {
    if (priceFault(preco) !== null) return "price";
  }
  return duracao.trim() === "" || isDuration(duracao) ? null : "minutes";
}

export function isFaulty(text: string): boolean {
  return firstFault(text) !== null;
}

/** The first cell with a fault, as the table goes: from above, then by pelagem. */
export function firstFault(text: string): { porte: string; key: string; fault: CellFault } | null {
  const matrix = matrixIn(text);
  for (const { porte, key } of allKeys()) {
    const fault = cellFault(matrix[key] ?? EMPTY);
    if (fault) return { porte, key, fault };
  }
  return null;
}

/** From the cheapest to the dearest, and from the shortest to the longest. */
export function rangeOf({ preco, duracao, precos }: Pick<Servico, "preco" | "duracao" | "precos">): {
  prices: [string, string];
  minutes: [number, number];
} {
  const prices = [preco, ...precos.map((cell) => cell.preco)].toSorted((one, other) => Number(one) - Number(other));
  const minutes = [duracao, ...precos.map((cell) => cell.duracao)];
  return {
    prices: [prices[0] ?? preco, prices.at(-1) ?? preco],
    minutes: [Math.min(...minutes), Math.max(...minutes)],
  };
}

function isEmpty({ preco, duracao }: Cell): boolean {
  return preco.trim() === "" && duracao.trim() === "";
}

function withBase(cell: Cell, base: Cell): Cell {
  return { preco: cell.preco.trim() || base.preco, duracao: cell.duracao.trim() || base.duracao };
}

function allKeys() {
  return ROWS.flatMap((porte) => COLUMNS.map((pelagem) => ({ porte, pelagem, key: keyOf(porte, pelagem) }))).filter(
    ({ porte, pelagem }) => porte !== ANY || pelagem !== ANY,
  );
}
