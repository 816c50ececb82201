import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/**
 * Empties what was sent, of a form that stays on the screen; what was typed while it was under way stays.
 *
 * The list shows the new line before the last of its neighbours has answered, and the next one is typed by then.
 */
export function forgetSent<V extends FieldValues>(form: UseFormReturn<V>, sent: V): void {
  const typedSince = (Object.keys(sent) as Path<V>[])
    .map((name) => [name, form.getValues(name)] as const)
    .filter(([name, value]) => value !== sent[name]);
  form.reset();
  for (const [name, value] of typedSince) form.setValue(name, value, { shouldDirty: true });
}
