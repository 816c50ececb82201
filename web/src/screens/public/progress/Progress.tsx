import Router, { useRouter } from "next/router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { hasEnded, useSaga } from "@/api/sagaStream";
import { Title } from "@/base/Title";
import { Skeleton } from "@/components/States";
import { useSite } from "@/site";
import { usePending } from "../signup/usePending";
import { Stage } from "./Stage";
import { UnknownSignup } from "./UnknownSignup";

/** A sign-up, live: by the id in the address, or the one that this device remembers. */
export function Progress() {
  const t = useTranslations("public.progress");
  const router = useRouter();
  const site = useSite();
  const pending = usePending();
  const isReady = router.isReady && site !== undefined;
  const asked = typeof router.query.saga === "string" && router.query.saga !== "" ? router.query.saga : undefined;
  const sagaId = isReady ? (asked ?? pending?.sagaId) : undefined;
  const isByMemory = sagaId !== undefined && asked === undefined;
  useEffect(() => {
    // Into the address, since the device forgets it once its end was seen.
    if (isByMemory) void Router.replace(`/cadastro/andamento?saga=${sagaId}`, undefined, { shallow: true });
  }, [isByMemory, sagaId]);
  const { saga, connection, unknownId } = useSaga(sagaId);
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-4 sm:px-6 sm:pt-8">
      <Title>{t("title")}</Title>
      {isReady ? (
        sagaId === undefined || unknownId ? (
          <UnknownSignup />
        ) : (
          <Stage
            key={sagaId}
            sagaId={sagaId}
            saga={saga}
            connection={saga && hasEnded(saga) ? undefined : connection}
            name={pending?.sagaId === sagaId ? pending.name : undefined}
          />
        )
      ) : (
        <Skeleton lines={5} className="max-w-xl" />
      )}
    </div>
  );
}
