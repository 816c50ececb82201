import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { readTheme, type Theme, writeTheme } from "@/storage/theme";
import { cx } from "./cx";

const CHOICES = [
  { theme: "system", Icon: Monitor },
  { theme: "light", Icon: Sun },
  { theme: "dark", Icon: Moon },
] as const;

/** Light, dark, or as the system says; remembered on this device. */
export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const [chosen, setChosen] = useState<Theme>(readTheme);
  return (
    <div role="group" aria-label={t("label")} className="inline-flex rounded-full bg-sunken p-1">
      {CHOICES.map(({ theme, Icon }) => (
        <button
          key={theme}
          type="button"
          aria-label={t(theme)}
          title={t(theme)}
          // Prerendered without knowing this device; the browser's first render says it right.
          suppressHydrationWarning
          aria-pressed={chosen === theme}
          onClick={() => {
            writeTheme(theme);
            setChosen(theme);
          }}
          className={cx(
            "inline-flex size-9 cursor-pointer items-center justify-center rounded-full text-ink-soft",
            "aria-pressed:bg-surface aria-pressed:text-brand aria-pressed:shadow-near",
          )}
        >
          <Icon aria-hidden className="size-5" />
        </button>
      ))}
    </div>
  );
}
