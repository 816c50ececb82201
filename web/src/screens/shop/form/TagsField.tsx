import { Check, Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import { TextField } from "@/components/Field";
import { hasTag, tagsOf, withoutTag, withTag } from "./tags";

const LONGEST = 30;

/** Tags as chips that are on or off: the usual ones, and those of one's own words. */
export function TagsField<V extends FieldValues>({
  control,
  name,
  label,
  usual = [],
}: {
  control: Control<V>;
  name: FieldPath<V>;
  label: string;
  usual?: readonly string[];
}) {
  const t = useTranslations("animal.tags");
  const {
    field: { ref, value, onChange },
    fieldState,
  } = useController({ control, name });
  const text = String(value);
  // What is being typed counts already: whoever saves without "add" meant it. Its chip comes later, so nothing jumps.
  const [started, setStarted] = useState({ base: "", typed: "" });
  const isTyping = started.typed !== "" && withTag(started.base, started.typed) === text;
  const base = isTyping ? started.base : text;
  const typed = isTyping ? started.typed : "";
  const put = (next: string, more: string): void => {
    setStarted({ base: next, typed: more });
    onChange(withTag(next, more));
  };
  const own = tagsOf(base).filter((tag) => !usual.some((each) => hasTag(each, tag)));
  const add = (): void => put(withTag(base, typed), "");
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || typed.trim() === "") return;
    // It ends the tag, not the form.
    event.preventDefault();
    add();
  };
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-semibold">
          {label}
          <span className="ml-1.5 text-sm font-normal text-ink-soft">{t("optional")}</span>
        </legend>
        <div className="flex flex-wrap gap-2">
          {[...usual, ...own].map((tag) => {
            const on = hasTag(base, tag);
            return (
              <button
                key={tag}
                type="button"
                aria-pressed={on}
                onClick={() => put(on ? withoutTag(base, tag) : withTag(base, tag), typed)}
                className={cx(
                  "inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-full border px-4 font-medium",
                  "transition-colors wrap-anywhere hover:border-brand",
                  on ? "border-brand bg-brand text-on-brand" : "border-line-strong bg-surface",
                )}
              >
                {on && <Check aria-hidden className="size-4 shrink-0" />}
                {tag}
              </button>
            );
          })}
        </div>
      </fieldset>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            ref={ref}
            label={t("another")}
            optional
            autoComplete="off"
            maxLength={LONGEST}
            value={typed}
            error={fieldState.error?.message}
            onChange={(event) => put(base, event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <Button look="secondary" onClick={add} icon={<Plus aria-hidden className="size-5" />}>
          {t("add")}
        </Button>
      </div>
    </div>
  );
}
