import { useTranslations } from "use-intl";
import { useAllServicos } from "./all";
import { matrixIn } from "./matrix";
import { partsIn } from "./values";

/** A field's value in words, for who must choose between two of them. */
export function useShowServico(): (name: string, value: string | boolean) => string {
  const t = useTranslations("shop.servicos");
  const more = useTranslations("setup.servicos");
  const servicos = useAllServicos();
  return (name, value) => {
    if (typeof value === "boolean") return t(value ? "on" : "off");
    if (value === "") return value;
    if (name === "tipo") return more(`tipo.${value}`);
    if (name === "componentes") {
      const nameOf = (id: number): string => servicos.data?.find((each) => each.id === id)?.nome ?? String(id);
      return partsIn(value).map(nameOf).join(" + ");
    }
    if (name === "precos") return more("cells", { count: Object.keys(matrixIn(value)).length });
    return value;
  };
}
