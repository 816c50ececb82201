import { createElement, useState } from "react";
import { type Control, type FieldValues, type Path, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ChoiceField } from "@/components/Choice";
import { TextField } from "@/components/Field";
import { iconOf, SPECIES, speciesOf, USUAL } from "./species";

const OTHER = "outra";

/** The species as chips: the usual ones first, the others a tap away, and a text for what is on no list. */
export function SpeciesField<V extends FieldValues & { especie: string }>({ control }: { control: Control<V> }) {
  const t = useTranslations("shop.animais");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ control, name: "especie" as Path<V> });
  const known = speciesOf(value);
  const isRare = known !== null && SPECIES.indexOf(known) >= USUAL;
  const [all, setAll] = useState(isRare);
  const [isOther, setOther] = useState(value !== "" && known === null);
  const shown = all || isRare ? SPECIES : SPECIES.slice(0, USUAL);
  const pick = (chip: string): void => {
    setOther(chip === OTHER);
    onChange(chip === OTHER ? "" : chip);
  };
  return (
    <div className="flex flex-col gap-4 md:col-span-2">
      <ChoiceField
        label={t("field.especie")}
        optional={t("optional")}
        error={isOther ? undefined : fieldState.error?.message}
        name="especie"
        ref={ref}
        picked={isOther ? OTHER : (known ?? "")}
        onChange={(event) => pick(event.target.value)}
        options={[
          ...shown.map((species) => ({
            value: species,
            label: t(`species.${species}`),
            icon: createElement(iconOf(species), { "aria-hidden": true }),
          })),
          { value: OTHER, label: t("species.other") },
        ]}
        after={
          shown.length < SPECIES.length && (
            <Button look="quiet" onClick={() => setAll(true)}>
              {t("moreSpecies")}
            </Button>
          )
        }
      />
      {isOther && (
        <TextField
          label={t("whichSpecies")}
          maxLength={100}
          autoComplete="off"
          error={fieldState.error?.message}
          value={value}
          onChange={onChange}
          onBlur={onBlur}
        />
      )}
    </div>
  );
}
