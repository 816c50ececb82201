import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import type { Ref } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { TextField } from "@/components/Field";
import { useSite } from "@/site";
import type { Availability, AvailabilityState } from "./useAvailability";

const LOOKS: Record<AvailabilityState, { Icon?: typeof CircleCheck; look: string }> = {
  idle: { look: "text-ink-soft" },
  checking: { Icon: LoaderCircle, look: "text-ink-soft [&_svg]:animate-spin" },
  free: { Icon: CircleCheck, look: "font-medium text-ok" },
  taken: { Icon: CircleAlert, look: "font-medium text-danger" },
  reserved: { Icon: CircleAlert, look: "font-medium text-danger" },
  invalid: { Icon: CircleAlert, look: "font-medium text-danger" },
  unknown: { Icon: CircleAlert, look: "text-warn" },
};

type Register = {
  name: string;
  ref: Ref<HTMLInputElement>;
  onChange: (event: { target: unknown }) => unknown;
  onBlur: (event: { target: unknown }) => unknown;
};

/** The shop's own address, with what is known about it below and others to take when it is not free. */
export function SubdomainField({
  register,
  error,
  availability,
  onTake,
}: {
  register: Register;
  error: string | undefined;
  availability: Availability;
  onTake: (subdomain: string) => void;
}) {
  const t = useTranslations("public.signUp.address");
  const site = useSite();
  return (
    <div className="flex flex-col gap-2">
      <TextField
        {...register}
        label={t("label")}
        placeholder={t("placeholder")}
        error={error}
        // The error says the same, louder.
        hint={error ? undefined : <State state={availability.state} />}
        after={`.${site?.baseDomain ?? "…"}`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
      />
      {availability.suggestions.length > 0 && (
        <div role="group" aria-label={t("instead")} className="flex animate-rise flex-wrap items-center gap-2">
          <span aria-hidden className="text-sm text-ink-soft">
            {t("instead")}
          </span>
          {availability.suggestions.map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              aria-label={t("take", { address: suggestion })}
              onClick={() => onTake(suggestion)}
              className="min-h-11 cursor-pointer rounded-full border border-brand bg-brand-tint px-4 font-semibold text-brand-strong transition-colors hover:bg-brand hover:text-on-brand"
            >
              {suggestion}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function State({ state }: { state: AvailabilityState }) {
  const t = useTranslations("public.signUp.address");
  const { Icon, look } = LOOKS[state];
  return (
    <span role="status" className={cx("flex gap-1.5", look)}>
      {Icon && <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <span>{t(state)}</span>
    </span>
  );
}
