import { expect, it } from "vitest";
import type { Animal } from "./queries";
import { breedsOf, speciesOf } from "./species";
import { animalIn, animalPatch, isMicrochipOrEmpty, NO_ANIMAL, valuesOfAnimal, weightFault } from "./values";

const thor: Animal = {
  id: 7,
  nome: "Thor",
  cliente_id: 3,
  cliente_nome: "Ana Souza",
  especie: "cão",
  raca: "Pug",
  sexo: "M",
  porte: "pequeno",
  pelagem: null,
  nascimento: "2023-05-10",
  idade: 3,
  peso: "4.20",
  observacoes: null,
  castrado: null,
  microchip: null,
  tags: [],
  situacao: "ativo",
  falecido_em: null,
  excluido_em: null,
  foto_id: null,
  created_at: "2026-11-24T12:00:00Z",
  updated_at: "2026-11-24T12:00:00Z",
  version: 5,
};

it("sends what is known and nothing that is empty", () => {
  expect(animalIn({ ...NO_ANIMAL, nome: "Mel", cliente_id: "3", peso: "4,25", idade: "2" })).toEqual({
    nome: "Mel",
    cliente_id: 3,
    peso: "4.25",
    idade: 2,
    situacao: "ativo",
    tags: [],
  });
});

it("sends no age beside a birth", () => {
  const body = animalIn({ ...NO_ANIMAL, nome: "Mel", cliente_id: "3", idade: "2", nascimento: "2024-01-01" });
  expect(body).toEqual({ nome: "Mel", cliente_id: 3, nascimento: "2024-01-01", situacao: "ativo", tags: [] });
});

it("changes nothing that was not touched, and clears what was emptied", () => {
  const base = { values: valuesOfAnimal(thor, "pt-BR"), version: thor.version };
  expect(base.values.peso).toBe("4,2");
  expect(base.values.idade).toBe("");
  expect(animalPatch(base.values, base)).toEqual({ version: 5 });
  expect(animalPatch({ ...base.values, raca: " ", peso: "5" }, base)).toEqual({ version: 5, raca: null, peso: "5" });
  // What was measured stays measured.
  expect(animalPatch({ ...base.values, peso: "" }, base)).toEqual({ version: 5 });
});

it("knows species by the names people give them", () => {
  expect(["Cão", "CAO", "cachorro", "Gata ", "iguana", "", null].map(speciesOf)).toEqual([
    "cão",
    "cão",
    "cão",
    "gato",
    null,
    null,
    null,
  ]);
  expect(breedsOf("cachorro")).toContain("Shih Tzu");
  expect(breedsOf("peixe")).toEqual([]);
});

it("says what is wrong with a weight", () => {
  const faults = ["", "4,25", "0,5 kg", "4,250", "4.255 kg", "0", "0,00", "pesado", "1000", "4,2,1"].map(weightFault);
  expect(faults).toEqual([null, null, null, "decimals", "decimals", "zero", "zero", "shape", "shape", "shape"]);
});

it("tells how it is, and when it died only of one that did", () => {
  const base = { values: valuesOfAnimal({ ...thor, tags: ["morde"], castrado: true }, "pt-BR"), version: 5 };
  expect(base.values).toMatchObject({ tags: "morde", castrado: "sim", situacao: "ativo", falecido_em: "" });
  const died = { ...base.values, situacao: "falecido", falecido_em: "2026-11-20", tags: "morde\ncardíaco" };
  expect(animalPatch(died, base)).toEqual({
    version: 5,
    situacao: "falecido",
    falecido_em: "2026-11-20",
    tags: ["morde", "cardíaco"],
  });
  const alive = { ...died, situacao: "inativo", castrado: "", tags: "morde" };
  expect(animalPatch(alive, base)).toEqual({ version: 5, situacao: "inativo", falecido_em: null, castrado: null });
});

it("knows a microchip by its 15 digits", () => {
  expect(["", "963008000123456", "963 008 000 123 456", "963.008-000123456"].every(isMicrochipOrEmpty)).toBe(true);
  expect(["96300800012345", "9630080001234567", "96300800012345A"].some(isMicrochipOrEmpty)).toBe(false);
});
