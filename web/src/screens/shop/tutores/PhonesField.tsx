import { Plus, X } from "lucide-react";
import { type Ref, useState } from "react";
import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/Button";
import { CheckField, TextField } from "@/components/Field";
import { maskPhone } from "../format/phone";
import { NO_PHONE, type PhoneRow, phonesOf, rowFault, textOfPhones, withRow } from "./phones";
import type { TutorValues } from "./values";

const MOST = 10;

/** A tutor's telephones; one of them is the one for WhatsApp. */
export function PhonesField({ control }: { control: Control<TutorValues> }) {
  const t = useTranslations("animal.tutor.phones");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState: { invalid },
  } = useController({
    control,
    name: "telefones",
    rules: { validate: (text) => phonesOf(text).every((row) => rowFault(row) === null) || t("wrong") },
  });
  // A row more to type into is nothing to save yet.
  const [extra, setExtra] = useState(false);
  const kept = phonesOf(value);
  const rows = extra ? [...kept, NO_PHONE] : kept;
  const put = (next: PhoneRow[]): void => {
    setExtra(false);
    onChange(textOfPhones(next));
  };
  const isLastEmpty = rows.at(-1)?.numero === "";
  return (
    <div className="flex flex-col gap-4 md:col-span-2">
      {rows.map((row, index) => (
        <PhoneInputs
          key={index}
          ref={index === 0 ? ref : undefined}
          row={row}
          at={index}
          invalid={invalid}
          onChange={(changed) => put(withRow(rows, index, changed))}
          onBlur={onBlur}
          onRemove={rows.length > 1 ? () => put(rows.filter((_, each) => each !== index)) : null}
        />
      ))}
      {rows.length < MOST && !isLastEmpty && (
        <Button
          look="quiet"
          className="self-start"
          onClick={() => setExtra(true)}
          icon={<Plus aria-hidden className="size-5" />}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

function PhoneInputs({
  ref,
  row,
  at,
  invalid,
  onChange,
  onBlur,
  onRemove,
}: {
  ref: Ref<HTMLInputElement> | undefined;
  row: PhoneRow;
  at: number;
  invalid: boolean;
  onChange: (row: PhoneRow) => void;
  onBlur: () => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("animal.tutor.phones");
  const shop = useTranslations("shop.tutores");
  const fault = invalid ? rowFault(row) : null;
  const isOwn = fault === "missing" || fault === "notMobile";
  return (
    <div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <TextField
        {...(ref && { ref })}
        label={at === 0 ? shop("field.telefone") : t("nth", { number: at + 1 })}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
        placeholder={t("example")}
        maxLength={20}
        value={row.numero}
        error={fault === null ? undefined : isOwn ? t(`fault.${fault}`) : shop(`fault.phone.${fault}`)}
        onChange={({ target }) => {
          // In the middle of the text the caret would jump.
          const atEnd = target.selectionStart === target.value.length;
          onChange({ ...row, numero: atEnd ? maskPhone(target.value) : target.value });
        }}
        onBlur={({ target }) => {
          if (maskPhone(target.value) !== row.numero) onChange({ ...row, numero: maskPhone(target.value) });
          onBlur();
        }}
      />
      <TextField
        label={t("label")}
        optional
        autoComplete="off"
        placeholder={t("labelExample")}
        maxLength={30}
        value={row.rotulo}
        onChange={({ target }) => onChange({ ...row, rotulo: target.value })}
      />
      <div className="flex items-center justify-between gap-2 sm:pt-7">
        <CheckField
          label={t("whatsapp")}
          checked={row.whatsapp}
          onChange={({ target }) => onChange({ ...row, whatsapp: target.checked })}
        />
        {onRemove && (
          <IconButton label={t("remove", { number: at + 1 })} onClick={onRemove}>
            <X aria-hidden className="size-5" />
          </IconButton>
        )}
      </div>
    </div>
  );
}
