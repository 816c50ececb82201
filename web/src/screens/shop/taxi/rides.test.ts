import { expect, it } from "vitest";
import type { Ride } from "./queries";
import { driversOf, isAhead, mapOf, nextOf, NO_RIDE, rideBody, rideValues } from "./rides";

const WHERE = { date: "2026-12-01", zone: "America/Sao_Paulo" };
const RIDE = {
  endereco: "Rua das Flores, 12",
  inicio: "2026-12-01T11:30:00Z",
  fim: "2026-12-01T12:00:00Z",
  motorista_id: 7,
  motorista: "Zé",
  zona: "Centro",
  taxa: "15.00",
  observacoes: null,
} as Ride;

it("shows a ride on the shop's clock, and sends back what it shows", () => {
  const values = rideValues(RIDE, WHERE, "pt-BR");
  expect(values).toMatchObject({ inicio: "08:30", fim: "09:00", motorista_id: "7", zona: "Centro", taxa: "15,00" });
  expect(rideBody(values, WHERE, 3)).toEqual({
    version: 3,
    endereco: "Rua das Flores, 12",
    inicio: "2026-12-01T11:30:00.000Z",
    fim: "2026-12-01T12:00:00.000Z",
    motorista_id: 7,
    zona: "Centro",
    taxa: "15.00",
    observacoes: null,
  });
});

it("leaves what is left empty to the server", () => {
  const body = rideBody(NO_RIDE, WHERE, undefined);
  expect("version" in body).toBe(false);
  expect(new Set(Object.values(body))).toEqual(new Set([null]));
});

it("goes on a step at a time, and from nowhere once it is over", () => {
  expect([nextOf("pendente"), nextOf("a_caminho"), nextOf("feito"), nextOf("cancelado")]).toEqual([
    "a_caminho",
    "feito",
    null,
    null,
  ]);
  expect([isAhead({ estado: "a_caminho" }), isAhead({ estado: "cancelado" })]).toEqual([true, false]);
});

it("names each driver once, by name", () => {
  const rides = [RIDE, { ...RIDE, motorista_id: 2, motorista: "Ana" }, { ...RIDE, motorista_id: null }, RIDE];
  expect(driversOf(rides)).toEqual([
    { id: 2, nome: "Ana" },
    { id: 7, nome: "Zé" },
  ]);
});

it("finds any address on the map", () => {
  expect(mapOf("Rua A, 1 & 2")).toContain("query=Rua%20A%2C%201%20%26%202");
});
