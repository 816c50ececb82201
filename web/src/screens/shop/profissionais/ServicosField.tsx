import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { CheckField } from "@/components/Field";
import { ErrorState, Skeleton } from "@/components/States";
import { useAllServicos } from "../servicos/all";
import { idsIn, NONE_YET, type ProfissionalValues, toggled } from "./values";

/** What somebody does: all there is, or only some of it. */
export function ServicosField({ control }: { control: Control<ProfissionalValues> }) {
  const t = useTranslations("setup.profissionais");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({
    control,
    name: "servicos",
    rules: { validate: (text) => text !== NONE_YET || t("fault.servicos") },
  });
  return (
    <div className="flex flex-col gap-3">
      <ChoiceField
        label={t("field.servicos")}
        name="servicos"
        ref={ref}
        picked={value === "" ? "all" : "some"}
        onBlur={onBlur}
        error={fieldState.error?.message}
        onChange={({ target }) => onChange(target.value === "all" ? "" : NONE_YET)}
        options={[
          { value: "all", label: t("allServicos") },
          { value: "some", label: t("someServicos") },
        ]}
      />
      {value !== "" && <Boxes value={value} onChange={onChange} />}
    </div>
  );
}

function Boxes({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations("setup.profissionais");
  const servicos = useAllServicos();
  if (servicos.error) {
    return <ErrorState error={servicos.error} onRetry={() => void servicos.refetch()} busy={servicos.isFetching} />;
  }
  if (!servicos.data) return <Skeleton lines={3} />;
  const chosen = new Set(idsIn(value));
  if (servicos.data.length === 0) return <p className="text-ink-soft">{t("noServicos")}</p>;
  return (
    <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
      {servicos.data.map((servico) => (
        <CheckField
          key={servico.id}
          label={servico.nome}
          {...(!servico.ativo && { hint: t("servicoOff") })}
          checked={chosen.has(servico.id)}
          onChange={({ target }) => onChange(toggled(value, servico.id, target.checked))}
        />
      ))}
    </div>
  );
}
