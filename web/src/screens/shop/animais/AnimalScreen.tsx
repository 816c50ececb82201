import { CalendarPlus, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Avatar } from "@/components/Avatar";
import { ButtonLink, IconButton } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { BackLink } from "../record/BackLink";
import { DeleteDialog } from "../record/DeleteDialog";
import { useRestoring } from "../record/useRestoring";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { PhoneLinks } from "../tutores/Contacts";
import { useTutor } from "../tutores/queries";
import { AnimalAvatar } from "./AnimalAvatar";
import { AnimalFacts } from "./AnimalFacts";
import { Alerts, Situation } from "./care/Alerts";
import { Photos, Timeline, Vaccines, Weights } from "./care/CareParts";
import { PhotoImage } from "./care/PhotoImage";
import { type Animal, useAnimal, useDeleteAnimal, useRestoreAnimal } from "./queries";
import { useAnimalWords } from "./useAnimalWords";

/** One animal: what the bench has to know, whom to call, and all that was done for it. */
export function AnimalScreen() {
  const t = useTranslations("shop.animais");
  const id = useRecordId();
  const query = useAnimal(id);
  return (
    <OneRecord id={id} query={query} kind={t("one")} list="/animais">
      {(animal) => (
        <>
          <Title>{animal.nome}</Title>
          <Header animal={animal} />
          <div className="flex flex-col gap-6">
            <Alerts animal={animal} />
            <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
              <div className="flex min-w-0 flex-col gap-6">
                <AnimalFacts animal={animal} />
                <TutorCard animal={animal} />
                <Weights key={animal.id} animal={animal} />
              </div>
              <div className="flex min-w-0 flex-col gap-6">
                <Photos key={animal.id} animal={animal} />
                <Vaccines key={animal.id} animal={animal} />
                <Timeline key={animal.id} animal={animal} />
              </div>
            </div>
          </div>
        </>
      )}
    </OneRecord>
  );
}

function Header({ animal }: { animal: Animal }) {
  const t = useTranslations("shop.animais");
  const removed = useTranslations("animal.removed");
  const record = useTranslations("shop.record");
  const words = useAnimalWords();
  const [deleting, setDeleting] = useState(false);
  const remove = useRemove(animal);
  return (
    <>
      <PageHeader
        back={<BackLink href="/animais">{t("title")}</BackLink>}
        title={
          <span className="flex items-center gap-4">
            <Picture animal={animal} />
            <span className="min-w-0">{animal.nome}</span>
          </span>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {words.brief(animal)}
            <Situation animal={animal} />
          </span>
        }
        action={
          <>
            {animal.situacao === "ativo" && (
              <ButtonLink href={`/agenda?agendar=${animal.id}`} icon={<CalendarPlus aria-hidden className="size-5" />}>
                {t("book")}
              </ButtonLink>
            )}
            <ButtonLink
              href={`/animais/${animal.id}/editar`}
              look="secondary"
              icon={<Pencil aria-hidden className="size-5" />}
            >
              {record("edit")}
            </ButtonLink>
            <IconButton label={t("delete")} onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden className="size-5" />
            </IconButton>
          </>
        }
      />
      <DeleteDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t("deleteTitle", { nome: animal.nome })}
        lead={removed("deleteLead")}
        inUse={t("inUse", { nome: animal.nome })}
        remove={remove}
      />
    </>
  );
}

/** Its face, large; of one without a photo its kind. */
function Picture({ animal }: { animal: Animal }) {
  const { nome, especie, foto_id } = animal;
  if (foto_id === null) return <AnimalAvatar nome={nome} especie={especie} size="lg" />;
  return (
    <PhotoImage
      animalId={animal.id}
      photoId={foto_id}
      alt=""
      className="size-28 shrink-0 rounded-xl object-cover sm:size-40"
    />
  );
}

function useRemove(animal: Animal): () => Promise<void> {
  const t = useTranslations("shop.animais");
  const own = useTranslations("animal.removed");
  const restore = useRestoring(useRestoreAnimal());
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteAnimal();
  return async () => {
    await mutateAsync(animal.id);
    say.done(t("deleted", { nome: animal.nome }), { label: own("undo"), onClick: () => restore(animal) });
    await router.replace("/animais");
  };
}

function TutorCard({ animal }: { animal: Animal }) {
  const t = useTranslations("shop.animais");
  const { data: tutor } = useTutor(animal.cliente_id);
  return (
    <Card aria-labelledby="tutor">
      <h2 id="tutor" className="mb-4 text-xl font-bold">
        {t("field.cliente_id")}
      </h2>
      {tutor ? (
        <div className="flex flex-col gap-3">
          <Link
            href={`/tutores/${tutor.id}`}
            className="flex items-center gap-3 rounded-md font-semibold hover:text-brand-strong"
          >
            <Avatar name={tutor.nome} />
            <span className="min-w-0">{tutor.nome}</span>
          </Link>
          {tutor.telefone && <PhoneLinks phone={tutor.telefone} who={tutor.nome} />}
        </div>
      ) : (
        <Skeleton lines={1} />
      )}
    </Card>
  );
}
