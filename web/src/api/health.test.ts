import { expect, it, vi } from "vitest";
import { readHealth } from "./health";

const { signal } = new AbortController();

function answering(status: number, body: string): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

it.each([200, 503])("reads the services' states from an answer of %d", async (status) => {
  answering(status, '{"auth": "ready", "tenant": "unreachable"}');
  expect(await readHealth(signal)).toEqual({ auth: "ready", tenant: "unreachable" });
});

it("is a problem when the gateway itself answers, or nonsense comes", async () => {
  answering(502, '{"code": "DEPENDENCY_UNAVAILABLE", "status": 502}');
  await expect(readHealth(signal)).rejects.toMatchObject({ status: 502, code: "DEPENDENCY_UNAVAILABLE" });
  for (const body of ["{}", "[]", '{"auth": 1}', "<html>"]) {
    answering(200, body);
    await expect(readHealth(signal), body).rejects.toMatchObject({ code: "BAD_ANSWER" });
  }
});
