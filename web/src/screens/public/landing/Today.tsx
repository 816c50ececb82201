import { Check, House, Scissors } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AddressBar } from "../art/AddressBar";
import { PawMark } from "../art/PawMark";
import { Section } from "./Section";

/** What works today, each with a glimpse of it. */
export function Today() {
  const t = useTranslations("landing.today");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <ul className="grid gap-5 md:grid-cols-2">
        <Feature title={t("tutores.title")} text={t("tutores.text")}>
          <Row picture={<Initials text="JC" />} title={t("tutores.name")} detail={t("tutores.detail")} />
          <Row picture={<Initials text="MA" tone="glow" />} title={t("tutores.name2")} detail={t("tutores.detail2")} />
        </Feature>
        <Feature title={t("animais.title")} text={t("animais.text")}>
          <Row picture={<PawDisc />} title={t("animais.name")} detail={t("animais.detail")} />
          <Row picture={<PawDisc tone="glow" />} title={t("animais.name2")} detail={t("animais.detail2")} />
        </Feature>
        <Feature title={t("servicos.title")} text={t("servicos.text")}>
          <Row
            picture={
              <Disc>
                <Scissors className="size-5" />
              </Disc>
            }
            title={t("servicos.name")}
            detail={t("servicos.detail")}
            end={t("servicos.price")}
          />
          <Row
            picture={
              <Disc tone="glow">
                <Scissors className="size-5" />
              </Disc>
            }
            title={t("servicos.name2")}
            detail={t("servicos.detail2")}
            end={t("servicos.price2")}
          />
        </Feature>
        <Feature title={t("address.title")} text={t("address.text")}>
          <AddressBar subdomain={t("address.example")} />
          <Row
            picture={
              <Disc tone="glow">
                <House className="size-5" />
              </Disc>
            }
            title={t("address.name")}
            detail={t("address.detail")}
            end={<Check className="size-5 text-ok" strokeWidth={3} />}
          />
        </Feature>
      </ul>
    </Section>
  );
}

function Feature({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-near">
      <div className="p-6 pb-5">
        <h3 className="text-2xl font-bold">{title}</h3>
        <p className="mt-2 text-ink-soft">{text}</p>
      </div>
      <div aria-hidden className="mt-auto flex flex-col gap-2.5 bg-sunken/70 p-5 select-none">
        {children}
      </div>
    </li>
  );
}

function Row({ picture, title, detail, end }: { picture: ReactNode; title: string; detail: string; end?: ReactNode }) {
  return (
    <div className="flex items-center gap-3 rounded-lg bg-raised px-4 py-2.5 shadow-near">
      {picture}
      <div className="min-w-0 flex-1 leading-snug">
        <p className="truncate font-semibold">{title}</p>
        <p className="truncate text-sm text-ink-soft">{detail}</p>
      </div>
      {end && <span className="shrink-0 font-semibold tabular-nums">{end}</span>}
    </div>
  );
}

const TONES = { brand: "bg-brand-tint text-brand-strong", glow: "bg-glow-tint text-glow-ink" } as const;
type Tone = keyof typeof TONES;

function Disc({ tone = "brand", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`flex size-10 shrink-0 items-center justify-center rounded-full font-bold ${TONES[tone]}`}>
      {children}
    </span>
  );
}

function Initials({ text, tone = "brand" }: { text: string; tone?: Tone }) {
  return <Disc tone={tone}>{text}</Disc>;
}

function PawDisc({ tone = "brand" }: { tone?: Tone }) {
  return (
    <Disc tone={tone}>
      <PawMark className="size-6" />
    </Disc>
  );
}
