import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/Field";

/** A password, and a button that shows what was typed: the thumb errs. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, "type" | "after" | "before">) {
  const t = useTranslations("public.signUp.password");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      after={
        <button
          type="button"
          aria-label={t(shown ? "hide" : "show")}
          onClick={() => setShown(!shown)}
          className="-mr-2.5 inline-flex size-11 cursor-pointer items-center justify-center rounded-full hover:text-ink focus-visible:-outline-offset-4"
        >
          <Icon aria-hidden className="size-5" />
        </button>
      }
    />
  );
}
