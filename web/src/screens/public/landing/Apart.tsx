import { DatabaseZap, KeyRound, Link2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Street } from "../art/Street";

const POINTS = [
  { key: "space", Icon: DatabaseZap },
  { key: "key", Icon: KeyRound },
  { key: "address", Icon: Link2 },
] as const;

/** Each shop apart from the others: the promise that everything else stands on. */
export function Apart() {
  const t = useTranslations("landing.apart");
  return (
    <section aria-labelledby="a-parte" className="my-6 bg-brand-tint">
      <div className="mx-auto grid w-full max-w-6xl items-center gap-x-14 gap-y-10 px-4 py-14 sm:px-6 lg:grid-cols-2 lg:py-20">
        <div>
          <h2 id="a-parte" className="text-3xl font-bold sm:text-4xl">
            {t("title")}
          </h2>
          <p className="mt-3 max-w-xl text-lg text-ink-soft">{t("lead")}</p>
          <ul className="mt-8 flex flex-col gap-5">
            {POINTS.map(({ key, Icon }) => (
              <li key={key} className="flex gap-4">
                <span
                  aria-hidden
                  className="flex size-11 shrink-0 items-center justify-center rounded-full bg-brand text-on-brand"
                >
                  <Icon className="size-5" />
                </span>
                <div>
                  <h3 className="text-lg font-bold">{t(`${key}.title`)}</h3>
                  <p className="text-ink-soft">{t(`${key}.text`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </div>
        <Street />
      </div>
    </section>
  );
}
