import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Card, PageHeader } from "@/components/Card";
import { ChoiceField } from "@/components/Choice";
import { LONGEST_SEARCH, SearchField } from "@/components/SearchField";
import { BackLink } from "../shared/BackLink";
import { AddressList } from "./AddressList";

/** Addresses whose own server said that they do not exist, and those that were lifted. */
export function AddressesScreen() {
  const t = useTranslations("letters.addresses");
  const router = useRouter();
  const q = typeof router.query.q === "string" ? router.query.q.slice(0, LONGEST_SEARCH) : "";
  const lifted = router.query.liberados === "sim";
  const filter = (wanted: { q?: string; lifted?: boolean }) => {
    const next = { q, lifted, ...wanted };
    const query = { ...(next.q.trim() && { q: next.q.trim() }), ...(next.lifted && { liberados: "sim" }) };
    void router.replace({ query }, undefined, { shallow: true });
  };
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader back={<BackLink href="/ops/envios">{t("back")}</BackLink>} title={t("title")} lead={t("lead")} />
      <Card className="flex flex-col gap-5">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
          <SearchField
            label={t("search")}
            placeholder={t("search")}
            value={q}
            onSearch={(text) => filter({ q: text })}
          />
          <ChoiceField
            label={t("which")}
            name="quais"
            options={[
              { value: "standing", label: t("standing") },
              { value: "lifted", label: t("liftedOnes") },
            ]}
            picked={lifted ? "lifted" : "standing"}
            onChange={(event) => filter({ lifted: event.target.value === "lifted" })}
          />
        </div>
        <AddressList q={q} lifted={lifted} ready={router.isReady} />
      </Card>
    </div>
  );
}
