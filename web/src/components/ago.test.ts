import { createFormatter } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { distanceTo } from "./ago";

const NOW = new Date("2026-12-01T12:00:00Z");

function said(iso: string, locale = "pt-BR"): string {
  const date = new Date(iso);
  return createFormatter({ locale, timeZone: "UTC" }).relativeTime(date, distanceTo(date, NOW));
}

describe("distanceTo", () => {
  it("tells what is to come in its own words", () => {
    expect(said("2026-12-08T11:59:30Z")).toBe("em 7 dias");
    expect(said("2026-12-08T12:00:05Z")).toBe("em 7 dias");
    expect(said("2026-12-08T12:00:05Z", "en")).toBe("in 7 days");
    expect(said("2026-12-11T12:00:00Z")).toBe("em 10 dias");
    expect(said("2026-12-01T14:00:00Z")).toBe("em 2 horas");
  });
  it("tells what has just been done as now, though the server's clock goes before", () => {
    expect(said("2026-12-01T12:00:03Z")).toBe("agora");
  });
  it("tells what is past as it was", () => {
    expect(said("2026-12-01T11:57:00Z")).toBe("há 3 minutos");
    expect(said("2026-11-21T12:00:00Z")).toBe("há 1 semana");
  });
});
