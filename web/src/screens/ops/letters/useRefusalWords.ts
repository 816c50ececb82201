import { useTranslations } from "use-intl";
import type { RefusalWords } from "../shared/Refusal";
import { whyNotOf } from "./words";

/** Why a letter is not sent again, or an address not lifted: in our words, where the service gives a reason. */
export function useRefusalWords(): RefusalWords {
  const t = useTranslations("letters.whyNot");
  return ({ code, detail }) => {
    const known = code === "WRONG_STATE" ? whyNotOf(detail) : undefined;
    return known === undefined ? undefined : t(known);
  };
}
