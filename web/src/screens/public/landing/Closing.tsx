import { useTranslations } from "use-intl";
import { PawMark } from "../art/PawMark";
import { StartForm } from "./StartForm";

/** The same question once more, for who read to the end. */
export function Closing() {
  const t = useTranslations("landing.closing");
  return (
    <section
      aria-labelledby="comecar"
      className="relative mx-4 mt-6 overflow-hidden rounded-xl bg-glow-tint sm:mx-6 lg:mx-auto lg:w-[calc(100%-3rem)] lg:max-w-[69rem]"
    >
      <PawMark className="absolute -right-8 -bottom-10 size-56 -rotate-12 text-glow/25 sm:size-72" />
      <div className="relative px-6 py-12 sm:px-12 lg:py-16">
        <h2 id="comecar" className="max-w-xl text-3xl font-bold sm:text-4xl">
          {t("title")}
        </h2>
        <p className="mt-3 mb-7 max-w-xl text-lg">{t("lead")}</p>
        <StartForm />
      </div>
    </section>
  );
}
