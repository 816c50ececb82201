import { Camera } from "lucide-react";
import { type ChangeEvent, useId } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Card } from "@/components/Card";
import { cx } from "@/components/cx";
import { useSay } from "@/components/Toast";
import type { AgendamentoDetail } from "../agenda/queries";
import { PhotoImage } from "../animais/care/PhotoImage";
import { usePhotos } from "../animais/care/queries";
import { usePhotoUpload } from "../animais/care/usePhotoUpload";

const KINDS = ["antes", "depois"] as const;
type Kind = (typeof KINDS)[number];

/** The visit's photo before and after: what the tutor shows around, and what settles a dispute. */
export function VisitPhotos({ visit }: { visit: AgendamentoDetail }) {
  const t = useTranslations("agenda.visit");
  return (
    <Card aria-labelledby="fotos">
      <h2 id="fotos" className="mb-3 text-xl font-bold">
        {t("photos")}
      </h2>
      <div className="grid grid-cols-2 gap-3">
        {KINDS.map((kind) => (
          <OneKind key={kind} visit={visit} kind={kind} />
        ))}
      </div>
    </Card>
  );
}

function OneKind({ visit, kind }: { visit: AgendamentoDetail; kind: Kind }) {
  const t = useTranslations("agenda.visit");
  const say = useSay();
  const id = useId();
  const { rows } = usePhotos(visit.animal_id);
  const { send, progress, refusals } = usePhotoUpload(visit.animal_id, () => say.done(t("photoSent")), visit.id);
  const newest = rows?.find((photo) => photo.agendamento_id === visit.id && photo.tipo === kind);
  const busy = progress !== null;
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    if (files.length > 0) void send(files, kind);
  };
  return (
    <div className="flex flex-col gap-2">
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy}
        onChange={take}
        className="peer sr-only"
      />
      <label
        htmlFor={id}
        className={cx(
          "relative flex aspect-square cursor-pointer flex-col items-center justify-center gap-2 overflow-hidden rounded-lg border-2 border-dashed border-line-strong bg-sunken text-center font-semibold hover:border-brand",
          "peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus",
          busy && "animate-breathe",
        )}
      >
        {newest && (
          <PhotoImage
            animalId={visit.animal_id}
            photoId={newest.id}
            alt={t(`photo.${kind}`)}
            className="absolute inset-0 size-full object-cover"
          />
        )}
        <span
          className={cx(
            "flex flex-col items-center gap-1",
            newest && "z-10 rounded-full bg-surface/90 px-4 py-2 text-sm",
          )}
        >
          <Camera aria-hidden className={newest ? "size-5" : "size-9"} />
          {t(newest ? `again.${kind}` : `take.${kind}`)}
        </span>
      </label>
      {refusals.map(({ job, why }) => (
        <Banner key={job.key} kind="danger">
          {why}
        </Banner>
      ))}
    </div>
  );
}
