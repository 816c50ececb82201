import { act, renderHook } from "@testing-library/react";
import { useForm } from "react-hook-form";
import { expect, it, vi } from "vitest";
import { hookIn } from "@/testing/intl";
import { showProblem, useShowProblem } from "./form";
import { ApiProblem } from "./problem";

const VALUES = { company_name: "", subdomain: "", admin: { email: "", password: "" } };
type Values = typeof VALUES;

const invalid = (...fields: [string, string][]): ApiProblem =>
  new ApiProblem({
    status: 422,
    code: "VALIDATION_ERROR",
    fields: fields.map(([field, code]) => ({ field, code, message: "" })),
  });

function signUpForm() {
  const { result } = renderHook(() => {
    const form = useForm<Values>({ defaultValues: VALUES });
    return { form, errors: form.formState.errors };
  });
  const focus = vi.spyOn(result.current.form, "setFocus");
  return { result, focus };
}

const asCode = ({ code }: { code: string }): string => code;

it("puts each error at its field, dotted names too, and focuses the first", () => {
  const { result, focus } = signUpForm();
  const problem = invalid(["subdomain", "subdomain_reserved"], ["admin.email", "email_invalid"], ["subdomain", "x"]);
  let rest: string | null = "";
  act(() => void (rest = showProblem(result.current.form, problem, asCode)));
  expect(rest).toBeNull();
  expect(result.current.errors.subdomain?.message).toBe("subdomain_reserved");
  expect(result.current.errors.admin?.email?.message).toBe("email_invalid");
  expect(focus.mock.calls).toEqual([["subdomain"]]);
});

it("returns what has no field, once, and leaves the focus where it is", () => {
  const { result, focus } = signUpForm();
  let rest: string | null = "";
  act(() => void (rest = showProblem(result.current.form, invalid(["plan_type", "enum"], ["x", "enum"]), asCode)));
  expect(rest).toBe("enum");
  expect(focus).not.toHaveBeenCalled();
});

it("knows the form's own names", () => {
  const { result } = signUpForm();
  act(() => void showProblem(result.current.form, invalid(["name", "missing"]), asCode, { name: "company_name" }));
  expect(result.current.errors.company_name?.message).toBe("missing");
});

it("puts a refusal without fields at the field the form names for it, in the page's language", () => {
  const { result } = signUpForm();
  const show = hookIn("pt-BR", useShowProblem);
  const taken = new ApiProblem({ status: 409, code: "SUBDOMAIN_TAKEN" });
  let rest: string | null = "";
  act(() => void (rest = show(result.current.form, taken, { SUBDOMAIN_TAKEN: "subdomain" })));
  expect(rest).toBeNull();
  expect(result.current.errors.subdomain?.message).toBe("Este endereço já é de outra loja. Escolha outro.");
  expect(show(result.current.form, taken)).toBe("Este endereço já é de outra loja. Escolha outro.");
});
