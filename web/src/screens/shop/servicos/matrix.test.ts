import { expect, it } from "vitest";
import {
  cellFault,
  firstFault,
  inherited,
  isFaulty,
  keyOf,
  matrixIn,
  matrixOf,
  precosIn,
  rangeOf,
  textOfMatrix,
} from "./matrix";

const BASE = { preco: "60,00", duracao: "45" };
const PRECOS = [
  { porte: null, pelagem: "longa" as const, preco: "80.00", duracao: 60 },
  { porte: "grande" as const, pelagem: null, preco: "90.00", duracao: 75 },
  { porte: "grande" as const, pelagem: "longa" as const, preco: "120.50", duracao: 100 },
];
const text = textOfMatrix(matrixOf(PRECOS, "pt-BR"));

it("comes back from the fields as it was", () => {
  expect(matrixIn(text)[keyOf("grande", "longa")]).toEqual({ preco: "120,50", duracao: "100" });
  expect(precosIn(text, BASE)).toHaveLength(3);
  expect(precosIn(text, BASE)).toEqual(expect.arrayContaining(PRECOS));
});

it("is the same text in whatever order the cells arrive, and none for none", () => {
  expect(textOfMatrix(matrixOf(PRECOS.toReversed(), "pt-BR"))).toBe(text);
  expect(textOfMatrix({ [keyOf("mini", "")]: { preco: " ", duracao: "" } })).toBe("");
  expect(precosIn("", BASE)).toEqual([]);
});

it("takes what a cell does not say from what holds for any", () => {
  const half = textOfMatrix({ "mini|": { preco: "50", duracao: "" }, "|curta": { preco: "", duracao: "30" } });
  expect(precosIn(half, BASE)).toEqual([
    { porte: "mini", pelagem: null, preco: "50", duracao: 45 },
    { porte: null, pelagem: "curta", preco: "60.00", duracao: 30 },
  ]);
});

it("shows what an empty cell costs: by porte first, then by pelagem, then as for any", () => {
  const matrix = matrixIn(text);
  expect(inherited(matrix, "grande", "curta", BASE).preco).toBe("90,00");
  expect(inherited(matrix, "mini", "longa", BASE).preco).toBe("80,00");
  expect(inherited(matrix, "mini", "", BASE)).toEqual(BASE);
  expect(inherited(matrix, "grande", "", BASE)).toEqual(BASE);
});

it("says what is wrong with a cell", () => {
  const cell = (preco: string, duracao: string) => cellFault({ preco, duracao });
  expect([cell("", ""), cell("60", ""), cell("0", "1440")]).toEqual([null, null, null]);
  expect([cell("abc", ""), cell("99999999999", "")]).toEqual(["price", "price"]);
  expect([cell("60", "0"), cell("", "1441"), cell("", "1,5")]).toEqual(["minutes", "minutes", "minutes"]);
  expect([isFaulty(text), isFaulty(JSON.stringify({ "mini|": { preco: "x", duracao: "" } }))]).toEqual([false, true]);
});

it("finds the first faulty cell as the table goes, whatever was typed first", () => {
  const wrong = { preco: "x", duracao: "" };
  const typed = { "|curta": wrong, "grande|longa": { preco: "60", duracao: "0" }, "mini|": BASE, "gigante|": wrong };
  expect(firstFault(JSON.stringify(typed))).toEqual({ porte: "grande", key: "grande|longa", fault: "minutes" });
  expect([firstFault(text), firstFault("")]).toEqual([null, null]);
});

it("goes from the cheapest to the dearest", () => {
  expect(rangeOf({ preco: "100.00", duracao: 45, precos: PRECOS })).toEqual({
    prices: ["80.00", "120.50"],
    minutes: [45, 100],
  });
});
