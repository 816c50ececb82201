import { useTranslations } from "use-intl";
import type { FieldNames, ShowValue } from "../form/ConflictDialog";
import { tagsOf } from "../form/tags";
import { phonesIn } from "./phones";
import type { TutorValues } from "./values";

/** The fields by their names, and their values in words, for when two people changed the same. */
export function useTutorFieldNames(): { names: FieldNames<TutorValues>; show: ShowValue<TutorValues> } {
  const shop = useTranslations("shop.tutores.field");
  const t = useTranslations("animal.tutor");
  const names: FieldNames<TutorValues> = {
    nome: shop("nome"),
    telefone: shop("telefone"),
    telefones: t("field.telefones"),
    email: shop("email"),
    cpf: shop("cpf"),
    nascimento: t("field.nascimento"),
    endereco: shop("endereco"),
    cep: t("field.cep"),
    logradouro: t("field.logradouro"),
    numero: t("field.numero"),
    complemento: t("field.complemento"),
    bairro: t("field.bairro"),
    cidade: t("field.cidade"),
    uf: t("field.uf"),
    tags: t("field.tags"),
    devedor: t("field.devedor"),
    observacoes: shop("observacoes"),
  };
  const show: ShowValue<TutorValues> = (name, value) => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (name === "telefones") {
      return phonesIn(value)
        .map(({ numero, rotulo }) => (rotulo ? `${numero} (${rotulo})` : numero))
        .join(", ");
    }
    return name === "tags" ? tagsOf(value).join(", ") : value;
  };
  return { names, show };
}
