import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { passwordHint } from "./password";

const BARS = { empty: 0, short: 1, guessable: 2, good: 3, strong: 4 } as const;
const LOOKS = { empty: "", short: "bg-danger", guessable: "bg-warn", good: "bg-ok", strong: "bg-ok" } as const;

/** How hard a password is to guess, in words and four bars. */
export function PasswordMeter({ password }: { password: string }) {
  const t = useTranslations("public.signUp.password");
  const hint = passwordHint(password);
  return (
    <span className="flex flex-col gap-1.5">
      <span aria-hidden className="flex gap-1 pt-0.5">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={cx("h-1.5 flex-1 rounded-full transition-colors", bar <= BARS[hint] ? LOOKS[hint] : "bg-sunken")}
          />
        ))}
      </span>
      <span role="status">{t(hint)}</span>
    </span>
  );
}
