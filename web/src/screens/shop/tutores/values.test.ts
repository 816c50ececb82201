import { expect, it } from "vitest";
import { phonesOfTutor, textOfPhones } from "./phones";
import type { Tutor } from "./queries";
import { isCepOrEmpty, maskCep, NO_TUTOR, tutorIn, tutorPatch, valuesOfTutor } from "./values";

it("sends a new tutor without empty fields", () => {
  const values = { ...NO_TUTOR, nome: "Ana", telefone: "(11) 98765-4321", email: "  " };
  expect(tutorIn(values)).toEqual({ nome: "Ana", telefone: "(11) 98765-4321", devedor: false });
});

it("clears what was emptied and keeps the rest out of it", () => {
  const base = { values: { ...NO_TUTOR, nome: "Ana", email: "a@a.com" }, version: 3 };
  expect(tutorPatch({ ...base.values, email: "" }, base)).toEqual({ version: 3, email: null });
});

const ana: Tutor = {
  id: 3,
  nome: "Ana Prado",
  telefone: "(11) 98765-4321",
  telefones: [{ numero: "+5511987654321", rotulo: "celular", whatsapp: true }],
  email: null,
  cpf: null,
  nascimento: "1985-03-14",
  endereco: null,
  endereco_postal: {
    cep: "01310100",
    logradouro: "Avenida Paulista",
    numero: "1000",
    complemento: null,
    bairro: null,
    cidade: null,
    uf: "SP",
  },
  tags: ["manhãs"],
  devedor: false,
  observacoes: null,
  excluido_em: null,
  mesclado_em: null,
  created_at: "2026-11-24T12:00:00Z",
  updated_at: "2026-11-24T12:00:00Z",
  version: 7,
};

it("changes nothing of a tutor that nobody touched", () => {
  const base = { values: valuesOfTutor(ana), version: 7 };
  expect(base.values).toMatchObject({ cep: "01310-100", uf: "SP", tags: "manhãs", nascimento: "1985-03-14" });
  expect(tutorPatch(base.values, base)).toEqual({ version: 7 });
});

it("sends all telephones and the address as wholes", () => {
  const base = { values: valuesOfTutor(ana), version: 7 };
  const two = textOfPhones([...phonesOfTutor(ana), { numero: "(11) 3862-4410", rotulo: "", whatsapp: false }]);
  const body = tutorPatch({ ...base.values, telefones: two, complemento: "ap. 3", devedor: true }, base);
  expect(body).toEqual({
    version: 7,
    devedor: true,
    telefones: [
      { numero: "(11) 98765-4321", rotulo: "celular", whatsapp: true },
      { numero: "(11) 3862-4410", rotulo: null, whatsapp: false },
    ],
    endereco_postal: {
      cep: "01310-100",
      logradouro: "Avenida Paulista",
      numero: "1000",
      complemento: "ap. 3",
      bairro: null,
      cidade: null,
      uf: "SP",
    },
  });
});

it("clears an address of which nothing is left", () => {
  const base = { values: valuesOfTutor(ana), version: 7 };
  const nothing = { cep: "", logradouro: " ", numero: "", uf: "" };
  expect(tutorPatch({ ...base.values, ...nothing }, base)).toEqual({ version: 7, endereco_postal: null });
});

it("dresses a CEP", () => {
  expect(["01310100", "013", "01310-1009"].map(maskCep)).toEqual(["01310-100", "013", "01310-100"]);
  expect(["", "01310-100", "0131"].map(isCepOrEmpty)).toEqual([true, true, false]);
});
