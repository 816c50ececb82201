import { Images, Star } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Section } from "../../record/Section";
import type { Animal } from "../queries";
import { PhotoDialog } from "./PhotoDialog";
import { PhotoImage } from "./PhotoImage";
import { PhotoUpload } from "./PhotoUpload";
import { type Photo, usePhotos } from "./queries";

/** An animal's photos, the newest first, and the way to more of them. */
export function Photos({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.photos");
  return (
    <Section title={t("title")}>
      <div className="flex flex-col gap-5">
        <Grid animal={animal} />
        <PhotoUpload animal={animal} />
      </div>
    </Section>
  );
}

function Grid({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.photos");
  const common = useTranslations("common");
  const { rows, error, retry, busy, more, loadingMore } = usePhotos(animal.id);
  const [openId, setOpenId] = useState<number | null>(null);
  if (error && !rows) return <ErrorState error={error} onRetry={retry} busy={busy} />;
  if (!rows) return <Skeleton lines={2} />;
  if (rows.length === 0) {
    return (
      <p className="flex items-center gap-3 text-ink-soft">
        <Images aria-hidden className="size-6 shrink-0 text-glow" />
        {t("none")}
      </p>
    );
  }
  return (
    <>
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4">
        {rows.map((photo) => (
          <li key={photo.id}>
            <Thumb animal={animal} photo={photo} onOpen={() => setOpenId(photo.id)} />
          </li>
        ))}
      </ul>
      {more && (
        <Button look="secondary" className="self-start" busy={loadingMore} onClick={more}>
          {common("more")}
        </Button>
      )}
      <PhotoDialog
        animal={animal}
        photo={rows.find(({ id }) => id === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}

function Thumb({ animal, photo, onOpen }: { animal: Animal; photo: Photo; onOpen: () => void }) {
  const t = useTranslations("animal.photos");
  const alt = usePhotoAlt(animal);
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={t("open", { photo: alt(photo) })}
      className="flex w-full cursor-pointer flex-col gap-1 rounded-md"
    >
      <PhotoImage
        animalId={animal.id}
        photoId={photo.id}
        alt=""
        className="aspect-square w-full rounded-md object-cover"
      />
      <span className="flex min-h-5 items-center gap-1 text-sm text-ink-soft">
        {photo.perfil && <Star aria-hidden className="size-4 shrink-0" />}
        {t(`kind.${photo.perfil ? "perfil" : photo.tipo}`)}
      </span>
    </button>
  );
}

/** What a photo shows, in words. */
export function usePhotoAlt({ nome }: Pick<Animal, "nome">): (photo: Photo) => string {
  const t = useTranslations("animal.photos");
  const format = useFormatter();
  return ({ tipo, perfil, legenda, created_at }) =>
    legenda ??
    t("alt", {
      nome,
      kind: perfil ? "perfil" : tipo,
      date: format.dateTime(new Date(created_at), { dateStyle: "short" }),
    });
}
