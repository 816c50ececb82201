import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, unwrap } from "@/api/client";
import { shopUrl } from "@/site";
import { ConfirmSet } from "../shared/ConfirmSet";
import { Fact, Facts } from "../shared/Facts";
import { Tech } from "../shared/Ident";
import type { Tenant } from "./queries";

// The owner reads it: a word is no reason.
const SHORTEST_REASON = 10;

/** Asks why, and goes on inside the shop, at its own address; the operator's session here stays. */
export function EnterShop({ tenant, onClose }: { tenant: Tenant | undefined; onClose: () => void }) {
  const t = useTranslations("ops.tenants.enter");
  const [last, setLast] = useState<Tenant>();
  // While it closes it still says what it was about.
  if (tenant !== undefined && tenant !== last) setLast(tenant);
  if (last === undefined) return null;
  return (
    <ConfirmSet
      key={last.id}
      open={tenant !== undefined}
      onClose={onClose}
      title={t("title", { name: last.name })}
      lead={t("lead")}
      safe={t("safe")}
      reason="required"
      shortest={SHORTEST_REASON}
      confirm={t("confirm")}
      onConfirm={async (reason) => {
        const body = { tenant_id: last.id, reason };
        const { code, subdomain } = await unwrap(api.POST("/api/v1/auth/impersonations", { body }));
        window.location.assign(shopUrl(subdomain, `/entrar#codigo=${encodeURIComponent(code)}`));
      }}
    >
      <Facts>
        <Fact name={t("shop")}>{last.name}</Fact>
        <Fact name={t("address")}>
          <Tech>{last.subdomain}</Tech>
        </Fact>
      </Facts>
    </ConfirmSet>
  );
}
