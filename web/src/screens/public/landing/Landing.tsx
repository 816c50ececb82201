import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PendingNotice } from "../signup/PendingNotice";
import { Apart } from "./Apart";
import { Closing } from "./Closing";
import { Faq } from "./Faq";
import { Hero } from "./Hero";
import { Plans } from "./Plans";
import { Soon } from "./Soon";
import { Today } from "./Today";

/** What it is for whom, what there is today and what is to come. */
export function Landing() {
  const t = useTranslations("landing");
  return (
    <>
      <Title description={t("description")}>{t("title")}</Title>
      <div className="px-4 pt-2 empty:hidden sm:px-6">
        <PendingNotice />
      </div>
      <Hero />
      <Today />
      <Apart />
      <Soon />
      <Plans />
      <Faq />
      <Closing />
    </>
  );
}
