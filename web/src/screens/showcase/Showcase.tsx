import { Check, Clock, Dog, PawPrint, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { Avatar } from "@/components/Avatar";
import { Badge } from "@/components/Badge";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { Logo } from "@/components/Logo";
import { SearchField } from "@/components/SearchField";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { Table } from "@/components/Table";
import { Overlays } from "./Overlays";
import { Fields } from "./Fields";
import { Swatches } from "./Swatches";

/** The design system on one page: what a screen may be made of, in every state. */
export function Showcase() {
  const t = useTranslations("showcase");
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-6">
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead")} action={<Logo />} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Part title={t("colours")} wide>
          <Swatches />
        </Part>
        <Part title={t("type")}>
          <p className="font-display text-4xl font-bold">{t("sample")}</p>
          <p className="font-display text-2xl font-bold">{t("sample")}</p>
          <p>{t("sample")}</p>
          <p className="text-sm text-ink-soft">{t("sample")}</p>
        </Part>
        <Part title={t("buttons")}>
          <div className="flex flex-wrap gap-3">
            <Button>{t("primary")}</Button>
            <Button look="secondary">{t("secondary")}</Button>
            <Button look="quiet">{t("quiet")}</Button>
            <Button look="danger">{t("danger")}</Button>
            <Button busy>{t("busy")}</Button>
            <Button disabled>{t("disabled")}</Button>
            <Button size="sm">{t("primary")}</Button>
            <Button size="lg" icon={<PawPrint aria-hidden className="size-5" />}>
              {t("primary")}
            </Button>
          </div>
        </Part>
        <Part title={t("fields")}>
          <Fields />
        </Part>
        <Part title={t("badges")}>
          <div className="flex flex-wrap items-center gap-3">
            <Badge>neutral</Badge>
            <Badge tone="brand">brand</Badge>
            <Badge tone="glow" icon={<Clock aria-hidden />}>
              glow
            </Badge>
            <Badge tone="ok" icon={<Check aria-hidden />}>
              ok
            </Badge>
            <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
              warn
            </Badge>
            <Badge tone="danger">danger</Badge>
            <Badge tone="info">info</Badge>
            <Avatar name="Ana Souza" />
            <Avatar name="Thor">
              <Dog />
            </Avatar>
            <Avatar name="João Conceição" size="lg" />
          </div>
          <SearchField label={t("search")} placeholder={t("search")} value="" onSearch={() => undefined} />
        </Part>
        <Part title={t("banners")} wide>
          {(["info", "ok", "warn", "danger"] as const).map((kind) => (
            <Banner key={kind} kind={kind} title={kind}>
              {t("emptyText")}
            </Banner>
          ))}
        </Part>
        <Part title={t("table")} wide>
          <Table
            caption={t("table")}
            rows={[
              { name: "Thor", kind: t("dog"), price: "89,90" },
              { name: "Mel", kind: t("cat"), price: "120,00" },
            ]}
            rowKey={(row) => row.name}
            columns={[
              { key: "name", title: t("name"), names: true, cell: (row) => row.name },
              { key: "kind", title: t("kind"), cell: (row) => row.kind },
              { key: "price", title: "R$", align: "right", cell: (row) => row.price },
            ]}
          />
        </Part>
        <Part title={t("states")} wide>
          <div className="grid gap-6 lg:grid-cols-3">
            <EmptyState picture={<PawPrint />} title={t("empty")} action={<Button>{t("primary")}</Button>}>
              {t("emptyText")}
            </EmptyState>
            <ErrorState error={SAMPLE_PROBLEM} onRetry={() => undefined} />
            <Skeleton lines={4} />
          </div>
        </Part>
        <Part title={t("dialogs")} wide>
          <Overlays />
        </Part>
      </div>
    </div>
  );
}

const SAMPLE_PROBLEM = new ApiProblem({
  status: 503,
  code: "DEPENDENCY_UNAVAILABLE",
  detail: "",
  requestId: "0198a1c2-7a3b-7000-8000-3f5e9d2c4b1a",
  fields: [],
});

function Part({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <Card className={wide ? "lg:col-span-2" : ""}>
      <h2 className="mb-4 text-xl font-bold">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </Card>
  );
}
