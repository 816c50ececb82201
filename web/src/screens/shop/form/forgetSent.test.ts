import { act, renderHook } from "@testing-library/react";
import { useForm } from "react-hook-form";
import { expect, it } from "vitest";
import { forgetSent } from "./forgetSent";

const start = { peso: "", medido_em: "" };

it("empties what was sent, and keeps what was typed since", () => {
  const { result } = renderHook(() => useForm({ defaultValues: start }));
  const form = result.current;
  const sent = { peso: "7,5", medido_em: "2026-01-10" };
  act(() => {
    form.setValue("peso", sent.peso);
    form.setValue("medido_em", sent.medido_em);
  });
  act(() => {
    form.setValue("peso", "8");
    forgetSent(form, sent);
  });
  expect(form.getValues()).toEqual({ peso: "8", medido_em: "" });
  act(() => {
    forgetSent(form, { peso: "8", medido_em: "" });
  });
  expect(form.getValues()).toEqual(start);
});
