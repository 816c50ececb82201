import { expect, it } from "vitest";
import { textOfWire } from "../hours/week";
import { idsIn, NO_PROFISSIONAL, NONE_YET, profissionalIn, profissionalPatch, textOfIds, toggled } from "./values";

it("sends none as none: no colour, the shop's hours, all serviços", () => {
  expect(profissionalIn({ ...NO_PROFISSIONAL, nome: "Bia" })).toEqual({
    nome: "Bia",
    cor: null,
    ativo: true,
    horarios: null,
    servicos: [],
  });
});

it("sends only what changed", () => {
  const base = { values: { ...NO_PROFISSIONAL, nome: "Bia", servicos: "1,2" }, version: 4 };
  const hours = { mon: [["08:00", "12:00"]] };
  expect(profissionalPatch({ ...base.values, horarios: textOfWire(hours) }, base)).toEqual({
    version: 4,
    horarios: hours,
  });
  expect(profissionalPatch({ ...base.values, servicos: "" }, base)).toEqual({ version: 4, servicos: [] });
});

it("keeps ids in one order, and tells none chosen from all", () => {
  expect(textOfIds([10, 9])).toBe("9,10");
  expect(toggled("9,10", 9, false)).toBe("10");
  expect(toggled("10", 10, false)).toBe(NONE_YET);
  expect(toggled(NONE_YET, 3, true)).toBe("3");
  expect(idsIn(NONE_YET)).toEqual([]);
});
