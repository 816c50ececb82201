import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ChoiceField } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { Moment } from "@/components/Time";
import { useSay } from "@/components/Toast";
import type { Animal } from "../queries";
import { PhotoImage } from "./PhotoImage";
import { usePhotoAlt } from "./Photos";
import { type Photo, useChangePhoto, useDeletePhoto } from "./queries";

const KINDS = ["foto", "antes", "depois"] as const;

/** One photo, large, and what can be done with it; deleting asks first, since it is for ever. */
export function PhotoDialog({ animal, photo, onClose }: { animal: Animal; photo: Photo | null; onClose: () => void }) {
  const t = useTranslations("animal.photos");
  const alt = usePhotoAlt(animal);
  const [asking, setAsking] = useState(false);
  const deeds = useDeeds(animal, photo, close);
  function close(): void {
    setAsking(false);
    deeds.forget();
    onClose();
  }
  return (
    <Dialog
      open={photo !== null}
      onClose={close}
      title={asking ? t("deleteTitle") : animal.nome}
      lead={asking ? t("deleteLead") : photo && <Moment at={photo.created_at} />}
      actions={photo && <Actions photo={photo} asking={asking} onAsk={setAsking} deeds={deeds} />}
    >
      {deeds.trouble && <Banner kind="danger">{deeds.trouble}</Banner>}
      {photo && (
        <>
          <PhotoImage
            animalId={animal.id}
            photoId={photo.id}
            size="grande"
            alt={alt(photo)}
            className="min-h-40 w-full rounded-md bg-sunken object-contain sm:max-h-[55dvh]"
          />
          {photo.legenda && <p>{photo.legenda}</p>}
          {!asking && (
            <ChoiceField
              label={t("what")}
              name="kind"
              picked={photo.tipo}
              onChange={(event) => deeds.setKind(KINDS.find((one) => one === event.target.value) ?? "foto")}
              options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

type Deeds = ReturnType<typeof useDeeds>;

function Actions({
  photo,
  asking,
  onAsk,
  deeds,
}: {
  photo: Photo;
  asking: boolean;
  onAsk: (asking: boolean) => void;
  deeds: Deeds;
}) {
  const t = useTranslations("animal.photos");
  if (asking) {
    return (
      <>
        <Button look="quiet" onClick={() => onAsk(false)}>
          {t("keep")}
        </Button>
        <Button look="danger" busy={deeds.busy} onClick={deeds.remove}>
          {t("delete")}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button look="quiet" onClick={() => onAsk(true)}>
        {t("delete")}
      </Button>
      {!photo.perfil && (
        <Button busy={deeds.busy} onClick={deeds.makeProfile}>
          {t("makeProfile")}
        </Button>
      )}
    </>
  );
}

function useDeeds(animal: Animal, photo: Photo | null, close: () => void) {
  const t = useTranslations("animal.photos");
  const say = useSay();
  const text = useProblemText();
  const change = useChangePhoto(animal.id);
  const remove = useDeletePhoto(animal.id);
  const [trouble, setTrouble] = useState<string | null>(null);
  const doing = (deed: (photo: Photo) => Promise<unknown>, done?: () => void) => (): void => {
    if (photo === null) return;
    setTrouble(null);
    deed(photo)
      .then(done)
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setTrouble(text(error));
      });
  };
  return {
    trouble,
    busy: change.isPending || remove.isPending,
    forget: () => setTrouble(null),
    setKind: (tipo: (typeof KINDS)[number]) => doing(({ id }) => change.mutateAsync({ photoId: id, body: { tipo } }))(),
    makeProfile: doing(
      ({ id }) => change.mutateAsync({ photoId: id, body: { perfil: true } }),
      () => {
        say.done(t("isProfile", { nome: animal.nome }));
        close();
      },
    ),
    remove: doing(
      ({ id }) => remove.mutateAsync(id),
      () => {
        say.done(t("deleted"));
        close();
      },
    ),
  };
}
