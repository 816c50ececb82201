import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { useGone } from "../record/gone";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { AnimalForm } from "./AnimalForm";
import { type Animal, useAnimal, useFreshAnimal, useUpdateAnimal } from "./queries";
import { animalPatch, valuesOfAnimal } from "./values";

/** Changes to an animal. */
export function EditAnimalScreen() {
  const t = useTranslations("shop.animais");
  const id = useRecordId();
  const query = useAnimal(id);
  return (
    <OneRecord id={id} query={query} kind={t("editTitle")} list="/animais" holds>
      {(animal, isDeleted) => (
        <>
          <Title>{t("editTitle")}</Title>
          <PageHeader title={t("editTitle")} back={<BackLink href={`/animais/${animal.id}`}>{animal.nome}</BackLink>} />
          <EditAnimal key={animal.id} animal={animal} isDeleted={isDeleted} />
        </>
      )}
    </OneRecord>
  );
}

function EditAnimal({ animal, isDeleted }: { animal: Animal; isDeleted: boolean }) {
  const t = useTranslations("shop.animais");
  const router = useRouter();
  const own = useTranslations("animal");
  const say = useSay();
  // Only who has no visit ahead can be put aside.
  const [booked, setBooked] = useState(false);
  const update = useUpdateAnimal();
  const fresh = useFreshAnimal();
  const gone = useGone();
  const back = `/animais/${animal.id}`;
  const baseOf = (one: Animal) => ({ values: valuesOfAnimal(one, router.locale ?? ""), version: one.version });
  const start = baseOf(animal);
  const record = useRecordForm({
    name: `${back}/editar`,
    start: start.values,
    version: start.version,
    send: async (values, { base }) => {
      setBooked(false);
      try {
        return await gone.watch(update.mutateAsync({ id: animal.id, body: animalPatch(values, base ?? start) }));
      } catch (error) {
        setBooked(error instanceof ApiProblem && error.code === "IN_USE");
        throw error;
      }
    },
    current: async () => baseOf(await gone.watch(fresh(animal.id))),
    onSaved: (saved) => {
      say.done(t("saved", { nome: saved.nome }));
      void router.replace(back);
    },
    onYield: () => void router.replace(back),
  });
  return (
    <AnimalForm
      known
      record={booked && record.trouble ? { ...record, trouble: { text: own("hasBookings"), passing: false } } : record}
      label={t("editTitle")}
      save={t("save")}
      back={back}
      lost={isDeleted || gone.found ? "/animais" : null}
    />
  );
}
