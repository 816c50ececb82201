import { useRouter } from "next/router";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { SearchField } from "@/components/SearchField";
import { useSession } from "@/session";
import { FirstSteps } from "./FirstSteps";
import { LatestAnimais, LatestTutores } from "./Latest";
import { partOfDay } from "./latest";
import { QuickActions } from "./QuickActions";
import { TodayCard } from "./TodayCard";

/** Where a shop's day begins. */
export function InicioScreen() {
  const t = useTranslations("shop.home");
  const router = useRouter();
  return (
    <>
      <Title>{t("title")}</Title>
      <Greeting />
      <div className="flex flex-col gap-6 md:gap-8">
        <FirstSteps />
        <TodayCard />
        <div className="flex flex-col gap-4">
          <SearchField
            label={t("search")}
            placeholder={t("searchExample")}
            value=""
            // It leads to another page: nobody is taken there in the middle of a name.
            asTyped={false}
            onSearch={(text) => void (text.trim() && router.push({ pathname: "/tutores", query: { q: text.trim() } }))}
            className="max-w-none"
          />
          <QuickActions />
        </div>
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <LatestTutores />
          <LatestAnimais />
        </div>
      </div>
    </>
  );
}

function Greeting() {
  const t = useTranslations("shop.home");
  const format = useFormatter();
  const { account } = useSession();
  const [now] = useState(() => new Date());
  const name = account?.user.first_name ?? "";
  const day = format.dateTime(now, { weekday: "long", day: "numeric", month: "long" });
  return (
    <PageHeader title={t(partOfDay(now), { name })} lead={<span className="first-letter:uppercase">{day}</span>} />
  );
}
