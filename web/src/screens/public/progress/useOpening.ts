import { useEffect, useState } from "react";
import { useRouter } from "next/router";
import { localPath } from "../localPath";
import { openShop } from "./opening";

export type Opening = "opening" | "byHand";

/** Once the shop is ready: opens it for who signed up in this tab, when `isShown` says the steps were seen. */
export function useOpening(sagaId: string | undefined, isReady: boolean, isShown: boolean): Opening {
  const { locale } = useRouter();
  const [url, setUrl] = useState<string | null | undefined>(null);
  useEffect(() => {
    if (!isReady || sagaId === undefined) return undefined;
    let isHere = true;
    void openShop(sagaId, localPath(locale, "/entrar")).then((address) => isHere && setUrl(address));
    return () => {
      isHere = false;
    };
  }, [sagaId, isReady, locale]);
  useEffect(() => {
    // Replaced, so that "back" in the shop does not lead to a page that opens it again.
    if (url && isShown) window.location.replace(url);
  }, [url, isShown]);
  return url === undefined ? "byHand" : "opening";
}
