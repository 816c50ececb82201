import { type ComponentProps, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/Field";

/** The second factor: six digits of an authenticator, or a recovery code. It comes when the password was right. */
export function CodeField(props: Omit<ComponentProps<typeof TextField>, "label" | "hint">) {
  const t = useTranslations("public.signIn");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("input")?.focus();
  }, []);
  return (
    <div ref={box}>
      <TextField
        {...props}
        label={t("code")}
        hint={t("codeHint")}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
      />
    </div>
  );
}
