import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../../list/pages";
import { unlessGone } from "../../tutores/queries";
import { animalKeys } from "../queries";
import { mediaTypeOf } from "./shrink";

type Schemas = components["schemas"];
export type Photo = Schemas["FotoOut"];
export type PhotoKind = Photo["tipo"];
export type Weight = Schemas["PesoOut"];
export type Vaccine = Schemas["VacinaDoAnimal"];
export type Card = Schemas["CarteiraOut"];
export type Dose = Schemas["DoseOut"];
export type DoseIn = Schemas["DoseIn"];
export type DosePatch = Schemas["DosePatch"];
export type Happening =
  | Schemas["Visita"]
  | Schemas["Pesagem"]
  | Schemas["FotoTirada"]
  | Schemas["Vacinacao"]
  | Schemas["Ocorrencia"]
  | Schemas["Transferencia"]
  | Schemas["Mudanca"];

const WEIGHTS_A_PAGE = 100;
const PHOTOS_A_PAGE = 24;
const HOLD_IMAGES_MS = 10 * 60_000;

const careOf = (id: number) => ["animais", "care", id] as const;
const idIn = (id: number) => ({ path: { animal_id: id } });
const pageOf = (limit: number, cursor: string | undefined) => ({ limit, ...(cursor && { cursor }) });

export function usePhotos(id: number) {
  return useRows([...careOf(id), "photos"], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/animais/{animal_id}/fotos", {
        params: { ...idIn(id), query: pageOf(PHOTOS_A_PAGE, cursor) },
        signal,
      }),
    ),
  );
}

/** The image itself: it takes a token, so it comes as data and not by its address. */
export function useImage(id: number, photoId: number, size: "grande" | "pequena") {
  return useQuery({
    queryKey: ["fotos", id, photoId, size],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/animais/{animal_id}/fotos/{foto_id}/{tamanho}", {
          params: { path: { animal_id: id, foto_id: photoId, tamanho: size } },
          parseAs: "blob",
          signal,
        }),
      ),
    // Under its name an image never changes.
    staleTime: Infinity,
    gcTime: HOLD_IMAGES_MS,
  });
}

/** `visitId`: the visit that it is of. */
export type Upload = { image: Blob; tipo: PhotoKind; perfil: boolean; key: string; visitId?: number | undefined };

export function useUploadPhoto(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ image, tipo, perfil, key, visitId }: Upload) =>
      unwrap(
        api.POST("/api/v1/animais/{animal_id}/fotos", {
          params: { ...idIn(id), query: { tipo, perfil, ...(visitId !== undefined && { agendamento_id: visitId }) } },
          // The image is the body; its description calls every file a string.
          body: image as unknown as string,
          bodySerializer: () => image,
          headers: { "Idempotency-Key": key, "Content-Type": mediaTypeOf(image.type) },
        }),
      ),
    onSuccess: noteChange,
  });
}

export function useChangePhoto(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ photoId, body }: { photoId: number; body: Schemas["FotoPatch"] }) =>
      unwrap(
        api.PATCH("/api/v1/animais/{animal_id}/fotos/{foto_id}", {
          params: { path: { animal_id: id, foto_id: photoId } },
          body,
        }),
      ),
    onSuccess: noteChange,
  });
}

export function useDeletePhoto(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: (photoId: number) =>
      unwrap(
        api.DELETE("/api/v1/animais/{animal_id}/fotos/{foto_id}", {
          params: { path: { animal_id: id, foto_id: photoId } },
        }),
      ).catch(unlessGone),
    onSuccess: noteChange,
  });
}

export function useWeights(id: number) {
  return useRows([...careOf(id), "weights"], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/animais/{animal_id}/pesos", {
        params: { ...idIn(id), query: pageOf(WEIGHTS_A_PAGE, cursor) },
        signal,
      }),
    ),
  );
}

export function useAddWeight(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ body, key }: { body: Schemas["PesoIn"]; key: string }) =>
      unwrap(
        api.POST("/api/v1/animais/{animal_id}/pesos", {
          params: idIn(id),
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: noteChange,
  });
}

export function useDeleteWeight(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: (weightId: number) =>
      unwrap(
        api.DELETE("/api/v1/animais/{animal_id}/pesos/{peso_id}", {
          params: { path: { animal_id: id, peso_id: weightId } },
        }),
      ).catch(unlessGone),
    onSuccess: noteChange,
  });
}

export function useCard(id: number) {
  return useQuery({
    queryKey: [...careOf(id), "card"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/animais/{animal_id}/vacinas", { params: idIn(id), signal })),
  });
}

/** The card as the shop prints it. */
export function useCardPdf(id: number) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.GET("/api/v1/animais/{animal_id}/vacinas/carteira.pdf", { params: idIn(id), parseAs: "blob" })),
  });
}

export function useAddDose(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ body, key }: { body: DoseIn; key: string }) =>
      unwrap(
        api.POST("/api/v1/animais/{animal_id}/vacinas", {
          params: idIn(id),
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: noteChange,
  });
}

export function useChangeDose(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ doseId, body }: { doseId: number; body: DosePatch }) =>
      unwrap(api.PATCH("/api/v1/doses/{dose_id}", { params: { path: { dose_id: doseId } }, body })),
    onSettled: noteChange,
  });
}

export function useDeleteDose(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: (doseId: number) =>
      unwrap(api.DELETE("/api/v1/doses/{dose_id}", { params: { path: { dose_id: doseId } } })).catch(unlessGone),
    onSuccess: noteChange,
  });
}

export function useTimeline(id: number) {
  return useRows<Happening>([...careOf(id), "timeline"], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/animais/{animal_id}/historico", {
        params: { ...idIn(id), query: pageOf(PAGE_SIZE, cursor) },
        signal,
      }),
    ),
  );
}

export function useAddIncident(id: number) {
  const noteChange = useNoteChange(id);
  return useMutation({
    mutationFn: ({ body, key }: { body: Schemas["OcorrenciaIn"]; key: string }) =>
      unwrap(
        api.POST("/api/v1/animais/{animal_id}/ocorrencias", {
          params: idIn(id),
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: noteChange,
  });
}

/** All of it hangs together: a dose stands in the timeline, a weight and a picture in the record. */
function useNoteChange(id: number) {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: careOf(id) }),
      queries.invalidateQueries({ queryKey: animalKeys.one(id) }),
    ]);
  };
}
