import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { Scene } from "../art/Scene";
import { StartForm } from "./StartForm";

const PROMISES = ["free", "seconds", "phone"] as const;

/** The promise, the first field of the sign-up, and a shop on a good day. */
export function Hero() {
  const t = useTranslations("landing.hero");
  return (
    <section className="mx-auto grid w-full max-w-6xl items-center gap-x-10 gap-y-8 px-4 pt-4 pb-10 sm:px-6 lg:grid-cols-[1.05fr_1fr] lg:pt-8 lg:pb-16">
      <div className="min-w-0">
        <h1
          tabIndex={-1}
          className="text-[2.6rem] leading-[1.02] font-extrabold tracking-tight sm:text-6xl lg:text-[4.1rem]"
        >
          {t.rich("title", { mark: (text) => <span className="text-brand">{text}</span> })}
        </h1>
        <p className="mt-5 max-w-xl text-lg text-ink-soft sm:text-xl">{t("lead")}</p>
        <StartForm className="mt-7" />
        <ul className="mt-5 flex flex-wrap gap-x-5 gap-y-1 text-sm font-medium text-ink-soft">
          {PROMISES.map((key) => (
            <li key={key} className="flex items-center gap-1.5">
              <Check aria-hidden className="size-4 text-ok" strokeWidth={3} />
              {t(key)}
            </li>
          ))}
        </ul>
      </div>
      <Scene className="mx-auto max-w-lg lg:max-w-none" />
    </section>
  );
}
