import { Pencil, Trash2, TriangleAlert } from "lucide-react";
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
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { PhoneLinks } from "../tutores/Contacts";
import { useTutor } from "../tutores/queries";
import { AnimalAvatar } from "./AnimalAvatar";
import { type Animal, useAnimal, useDeleteAnimal } from "./queries";
import { useAnimalWords } from "./useAnimalWords";

/** One animal: what the bench wants to know, and whom to call. */
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
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
            <Facts animal={animal} />
            <TutorCard animal={animal} />
          </div>
        </>
      )}
    </OneRecord>
  );
}

function Header({ animal }: { animal: Animal }) {
  const t = useTranslations("shop.animais");
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
            <AnimalAvatar nome={animal.nome} especie={animal.especie} size="lg" />
            <span className="min-w-0">{animal.nome}</span>
          </span>
        }
        lead={words.brief(animal)}
        action={
          <>
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
        lead={t("deleteLead")}
        inUse={t("inUse", { nome: animal.nome })}
        remove={remove}
      />
    </>
  );
}

function useRemove(animal: Animal): () => Promise<void> {
  const t = useTranslations("shop.animais");
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteAnimal();
  return async () => {
    await mutateAsync(animal.id);
    say.done(t("deleted", { nome: animal.nome }));
    await router.replace("/animais");
  };
}

function Facts({ animal }: { animal: Animal }) {
  const t = useTranslations("shop.animais");
  const record = useTranslations("shop.record");
  const words = useAnimalWords();
  const facts = [
    { name: "especie", value: animal.especie && words.species(animal.especie) },
    { name: "raca", value: animal.raca },
    { name: "sexo", value: animal.sexo && words.sex(animal.sexo) },
    { name: "idade", value: words.age(animal) },
    { name: "nascimento", value: animal.nascimento && words.date(animal.nascimento) },
    { name: "peso", value: animal.peso && words.weight(animal.peso) },
    { name: "porte", value: animal.porte && words.size(animal.porte) },
    { name: "pelagem", value: animal.pelagem && words.coat(animal.pelagem) },
  ];
  return (
    <Card aria-labelledby="ficha">
      <h2 id="ficha" className="mb-4 text-xl font-bold">
        {t("facts")}
      </h2>
      {animal.observacoes && (
        <p className="mb-5 flex gap-3 rounded-md bg-glow-tint p-4 text-glow-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          <span className="min-w-0 whitespace-pre-line">
            <span className="sr-only">{t("field.observacoes")}: </span>
            {animal.observacoes}
          </span>
        </p>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 xl:grid-cols-4">
        {facts.map(({ name, value }) => (
          <div key={name} className="min-w-0">
            <dt className="text-sm text-ink-soft">{t(`field.${name}`)}</dt>
            <dd className={value ? "font-semibold" : "text-ink-soft"}>{value ?? record("unknown")}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
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
