import { useTranslations } from "use-intl";
import { CountButton, CountButtons } from "../shared/CountButton";
import { StateIcon } from "./StateBadge";
import { type SagaState, STATES } from "./types";

/** How many there are in each state; pressed, the list shows only those. Several can be pressed. */
export function StateFilter({
  counts,
  chosen,
  onChoose,
}: {
  counts: Readonly<Record<string, number>> | undefined;
  chosen: readonly SagaState[];
  onChoose: (states: SagaState[]) => void;
}) {
  const t = useTranslations("ops");
  const toggle = (state: SagaState) =>
    onChoose(chosen.includes(state) ? chosen.filter((one) => one !== state) : [...chosen, state]);
  return (
    <CountButtons label={t("sagas.byState")}>
      {STATES.map((state) => (
        <CountButton
          key={state}
          code={state}
          name={t(`state.${state}`)}
          count={counts?.[state]}
          icon={<StateIcon state={state} className="size-4 shrink-0" />}
          shouts={state === "COMPENSATION_FAILED"}
          pressed={chosen.includes(state)}
          onPress={() => toggle(state)}
        />
      ))}
    </CountButtons>
  );
}
