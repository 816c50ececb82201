import { CirclePause, DatabaseBackup, DoorOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Badge } from "@/components/Badge";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { BRAND } from "@/components/Logo";
import { useSite } from "@/site";
import { ShopFront } from "./art/ShopFront";
import { useClosedShop } from "./useClosedShop";

const POINTS = [
  { key: "what", Icon: CirclePause },
  { key: "data", Icon: DatabaseBackup },
  { key: "who", Icon: DoorOpen },
] as const;

/** A shop that takes no one for now: what that means, and when it is over. */
export function Suspended() {
  const t = useTranslations("public.suspended");
  const site = useSite();
  useClosedShop("/suspensa");
  const address = site?.subdomain && `${site.subdomain}.${site.baseDomain}`;
  return (
    <div className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-x-16 gap-y-10 px-4 pt-6 sm:px-6 lg:grid-cols-2">
      <Title>{t("title")}</Title>
      <div>
        {address && (
          <p className="mb-3">
            <Badge tone="warn" icon={<CirclePause aria-hidden />}>
              {address}
            </Badge>
          </p>
        )}
        <PageHeader title={t("title")} lead={t("lead")} />
        <ul className="flex flex-col gap-6">
          {POINTS.map(({ key, Icon }) => (
            <li key={key} className="flex gap-4">
              <span
                aria-hidden
                className="flex size-11 shrink-0 items-center justify-center rounded-full bg-glow-tint text-glow-ink"
              >
                <Icon className="size-6" />
              </span>
              <div>
                <h2 className="text-xl font-bold">{t(key)}</h2>
                <p className="mt-1 max-w-prose text-ink-soft">{t(`${key}Text`, { brand: BRAND })}</p>
              </div>
            </li>
          ))}
        </ul>
        <ButtonLink href="/entrar" look="secondary" className="mt-8">
          {t("again")}
        </ButtonLink>
      </div>
      <div aria-hidden className="hidden rounded-xl bg-sunken p-10 lg:block">
        <ShopFront built={3} {...(site?.subdomain && { name: site.subdomain })} />
      </div>
    </div>
  );
}
