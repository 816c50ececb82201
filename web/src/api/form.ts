import { useCallback } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import type { ApiProblem } from "./problem";
import { type FieldText, useFieldText, useProblemText } from "./problemText";

type Form<T extends FieldValues> = Pick<UseFormReturn<T>, "getValues" | "setError" | "setFocus">;
/** Where the form's name is another than the server's; a problem's code may stand here too. */
export type Rename = Readonly<Record<string, string>>;

export type ShowProblem = <T extends FieldValues>(form: Form<T>, problem: ApiProblem, rename?: Rename) => string | null;

/**
 * Puts the server's field errors at the form's fields, focuses the first, and returns the text of those that have
 * no field here; null when none is left over. Fields are those of the form's default values.
 */
export function showProblem<T extends FieldValues>(
  form: Form<T>,
  problem: ApiProblem,
  fieldText: FieldText,
  rename: Rename = {},
): string | null {
  const texts = problem.fields.map((error) => ({ name: rename[error.field] ?? error.field, text: fieldText(error) }));
  return place(form, texts);
}

/** `showProblem` in the page's language, for a refusal of any kind: what is no field's comes back as text. */
export function useShowProblem(): ShowProblem {
  const fieldText = useFieldText();
  const problemText = useProblemText();
  return useCallback(
    (form, problem, rename = {}) => {
      if (problem.fields.length > 0) return showProblem(form, problem, fieldText, rename);
      const field = rename[problem.code];
      const text = problemText(problem);
      return field === undefined ? text : place(form, [{ name: field, text }]);
    },
    [fieldText, problemText],
  );
}

/** Each text at its field, the first one of a field wins; returns what has no field. */
function place<T extends FieldValues>(form: Form<T>, texts: { name: string; text: string }[]): string | null {
  const shown = new Set<string>();
  const homeless = new Set<string>();
  for (const { name, text } of texts) {
    if (!hasField(form.getValues(), name)) homeless.add(text);
    else if (!shown.has(name)) {
      form.setError(name as FieldPath<T>, { type: "server", message: text });
      shown.add(name);
    }
  }
  const [first] = shown;
  if (first !== undefined) form.setFocus(first as FieldPath<T>);
  return homeless.size > 0 ? [...homeless].join(" ") : null;
}

function hasField(values: unknown, name: string): boolean {
  let at: unknown = values;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !(part in at)) return false;
    at = (at as Record<string, unknown>)[part];
  }
  return true;
}
