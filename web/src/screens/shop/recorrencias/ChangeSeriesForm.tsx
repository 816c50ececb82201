import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { ChoiceField } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { CheckField, SelectField, TextField } from "@/components/Field";
import { ErrorState, Skeleton } from "@/components/States";
import { clockText, minuteOfText, weekOf } from "../agenda/clock";
import { type Agendamento, type Recorrencia, useSeries } from "../agenda/queries";
import { type AgendaWords, useAgendaWords } from "../agenda/useAgendaWords";
import { FormDialog } from "../form/FormDialog";
import { InSight } from "../form/InSight";
import { type Profissional, useAllProfissionais } from "../profissionais/queries";
import { LeftOut } from "./LeftOut";
import { SeriesRefusal } from "./SeriesRefusal";
import { useSeriesForm } from "./useSeriesForm";
import { doesAll, type Preview, VARIOS } from "./values";

export type ChangeSeriesProps = { booking: Agendamento; zone: string; onClose: () => void };

const RHYTHMS = [1, 2, 3, 4, 6, 8];

/** Another day, hour, rhythm, person or end for what repeats, from this booking on or for all that is to come. */
export function ChangeSeriesForm(props: ChangeSeriesProps) {
  const t = useTranslations("agenda.series.change");
  const series = useSeries(props.booking.recorrencia_id);
  const people = useAllProfissionais();
  if (series.data && people.data) return <SeriesForm {...props} start={series.data} people={people.data} />;
  const failed = [series, people].find(({ isError }) => isError);
  return (
    <Dialog open onClose={props.onClose} title={t("title", { animal: props.booking.animal })}>
      {failed?.error ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : (
        <Skeleton lines={5} />
      )}
    </Dialog>
  );
}

type FormProps = ChangeSeriesProps & { start: Recorrencia; people: Profissional[] };

function SeriesForm({ booking, zone, onClose, start, people }: FormProps) {
  const t = useTranslations("agenda.series.change");
  const form = useTranslations("agenda.form");
  const words = useAgendaWords(zone);
  const change = useSeriesForm({ booking, start, zone, words, onClose });
  const { series, values, preview, refusal, done } = change;
  const { register, setValue, formState } = change.form;
  const { errors } = formState;
  if (done) {
    return (
      <LeftOut
        title={t("doneTitle", { animal: done.animal })}
        lead={t("doneLead")}
        puladas={done.puladas}
        words={words}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t("title", { animal: booking.animal })}
      lead={words.services(booking)}
      save={t("save")}
      dirty={change.dirty}
      busy={change.busy}
      onSubmit={change.submit}
      onClose={onClose}
    >
      <ChoiceField
        label={t("what")}
        error={errors.desde?.message}
        {...register("desde")}
        options={[
          {
            value: "este",
            label: t("this"),
            hint: t("thisHint", { day: words.shortDay(words.dateOf(booking.inicio)) }),
          },
          { value: "todos", label: t("all"), hint: t("allHint") },
        ]}
      />
      <div className="grid grid-cols-2 gap-4">
        <SelectField label={t("weekday")} error={errors.dia?.message} {...register("dia")}>
          {weekOf(series.inicio).map((day, index) => (
            <option key={day} value={index}>
              {words.longWeekday(day)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={form("time")}
          type="time"
          step={900}
          error={errors.hora?.message}
          {...register("hora", { validate: (text) => minuteOfText(text) !== null || form("missing.time") })}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={form("repeat")} error={errors.semanas?.message} {...register("semanas")}>
          {[...new Set([...RHYTHMS, series.semanas])].map((weeks) => (
            <option key={weeks} value={weeks}>
              {form("everyWeeks", { weeks })}
            </option>
          ))}
        </SelectField>
        <SelectField label={form("person")} error={errors.profissional?.message} {...register("profissional")}>
          {series.itens.length > 1 && <option value={VARIOS}>{t("several")}</option>}
          <option value="">{form("anybody")}</option>
          {people
            .filter((one) => doesAll(one, series))
            .map(({ id, nome }) => (
              <option key={id} value={id}>
                {nome}
              </option>
            ))}
        </SelectField>
      </div>
      <TextField
        label={form("until")}
        hint={t("untilHint")}
        type="date"
        optional
        error={errors.ate?.message}
        {...register("ate")}
      />
      {preview.alone.length > 0 && (
        <CheckField
          label={t("alone")}
          hint={t("aloneHint", { days: words.days(preview.alone.map(words.dateOf)) })}
          {...register("destacados")}
        />
      )}
      <Afterwards preview={preview} hora={values.hora} words={words} />
      {change.trouble && (
        <InSight of={change.trouble}>
          <Banner kind="danger">{change.trouble}</Banner>
        </InSight>
      )}
      {refusal && (
        <SeriesRefusal
          days={refusal.days}
          room={{
            animalId: series.animal_id,
            servicos: series.itens.map(({ servico_id }) => servico_id),
            profissionalId: Number(values.profissional) || null,
            ...(refusal.moving !== undefined && { moving: refusal.moving }),
          }}
          zone={zone}
          words={words}
          onPick={(minute) => setValue("hora", clockText(minute))}
          skip={
            refusal.skipped ? null : { label: t("skip"), hint: t("skipHint"), busy: change.busy, onClick: change.skip }
          }
        />
      )}
    </FormDialog>
  );
}

/** What the days would be, and which would be called off. */
function Afterwards({ preview, hora, words }: { preview: Preview; hora: string; words: AgendaWords }) {
  const t = useTranslations("agenda.series");
  if (minuteOfText(hora) === null) return null;
  const days = words.days(preview.days, preview.endless);
  return (
    <div role="status" className="rounded-md bg-sunken p-4 tabular-nums">
      <p>{preview.days.length > 0 ? t("change.after", { time: hora, days }) : t("change.none")}</p>
      {preview.gone.length > 0 && <p>{t("gone", { days: words.days(preview.gone.map(words.dateOf)) })}</p>}
    </div>
  );
}
