import { ArrowUp, X } from "lucide-react";
import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/Button";
import { SelectField } from "@/components/Field";
import { ErrorState, Skeleton } from "@/components/States";
import { useMinutes } from "../format/useMinutes";
import { useMoney } from "../format/useMoney";
import { useAllServicos } from "./all";
import type { Servico } from "./queries";
import { MOST_PARTS, partsIn, type ServicoValues } from "./values";

/** The serviços that a combo is made of, in the order they are done. */
export function PartsField({ control }: { control: Control<ServicoValues> }) {
  const t = useTranslations("setup.servicos");
  const servicos = useAllServicos();
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({
    control,
    name: "componentes",
    rules: { validate: (text) => partsIn(text).length > 1 || t("fault.parts") },
  });
  if (servicos.error) {
    return <ErrorState error={servicos.error} onRetry={() => void servicos.refetch()} busy={servicos.isFetching} />;
  }
  if (!servicos.data) return <Skeleton lines={2} />;
  const ids = partsIn(value);
  const put = (next: number[]): void => onChange(next.join(","));
  const chosen = ids.flatMap((id) => servicos.data.filter((servico) => servico.id === id));
  const others = servicos.data.filter((servico) => servico.tipo !== "combo" && !ids.includes(servico.id));
  return (
    <div className="flex flex-col gap-3">
      {chosen.length > 0 && <Parts parts={chosen} onChange={put} />}
      <div className="max-w-96">
        <SelectField
          label={t("addPart")}
          ref={ref}
          value=""
          error={fieldState.error?.message}
          disabled={ids.length >= MOST_PARTS}
          onBlur={onBlur}
          onChange={({ target }) => put([...ids, Number(target.value)])}
        >
          <option value="">{t("choosePart")}</option>
          {others.map((servico) => (
            <option key={servico.id} value={servico.id}>
              {servico.nome}
            </option>
          ))}
        </SelectField>
      </div>
    </div>
  );
}

function Parts({ parts, onChange }: { parts: Servico[]; onChange: (ids: number[]) => void }) {
  const t = useTranslations("setup.servicos");
  const [money, minutes] = [useMoney(), useMinutes()];
  const ids = parts.map((part) => part.id);
  const raised = (at: number): number[] => ids.toSpliced(at, 1).toSpliced(at - 1, 0, ...ids.slice(at, at + 1));
  const cents = parts.reduce((sum, part) => sum + Math.round(Number(part.preco) * 100), 0);
  return (
    <>
      <ol className="flex flex-col divide-y divide-line">
        {parts.map((part, at) => (
          <li key={part.id} className="flex min-h-11 items-center gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">
              {at + 1}. {part.nome}
            </span>
            {at > 0 && (
              <IconButton label={t("raisePart", { nome: part.nome })} onClick={() => onChange(raised(at))}>
                <ArrowUp aria-hidden className="size-5" />
              </IconButton>
            )}
            <IconButton
              label={t("removePart", { nome: part.nome })}
              onClick={() => onChange(ids.filter((id) => id !== part.id))}
            >
              <X aria-hidden className="size-5" />
            </IconButton>
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-soft">
        {t("apart", {
          price: money((cents / 100).toFixed(2)),
          time: minutes(parts.reduce((sum, part) => sum + part.duracao, 0)),
        })}
      </p>
    </>
  );
}
