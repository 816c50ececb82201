import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { asId } from "../record/useRecordId";
import { useTutor } from "../tutores/queries";
import { AnimalForm } from "./AnimalForm";
import { useCreateAnimal } from "./queries";
import { animalIn, NO_ANIMAL } from "./values";

/** A new animal; `?tutor=` is whose it is. */
export function NewAnimalScreen() {
  const t = useTranslations("shop.animais");
  const { isReady, query } = useRouter();
  const tutorId = asId(query.tutor);
  const { data: tutor } = useTutor(tutorId);
  return (
    <>
      <Title>{t("newTitle")}</Title>
      <PageHeader
        title={t("newTitle")}
        back={
          tutorId === null ? (
            <BackLink href="/animais">{t("title")}</BackLink>
          ) : (
            <BackLink href={`/tutores/${tutorId}`}>{tutor?.nome ?? t("theTutor")}</BackLink>
          )
        }
      />
      {isReady ? <NewAnimal key={tutorId} tutorId={tutorId} /> : <Skeleton />}
    </>
  );
}

function NewAnimal({ tutorId }: { tutorId: number | null }) {
  const t = useTranslations("shop.animais");
  const router = useRouter();
  const say = useSay();
  const create = useCreateAnimal();
  const record = useRecordForm({
    name: tutorId === null ? "/animais/novo" : `/animais/novo?tutor=${tutorId}`,
    start: { ...NO_ANIMAL, cliente_id: tutorId === null ? "" : String(tutorId) },
    send: (values, { key }) => create.mutateAsync({ body: animalIn(values), key }),
    onSaved: (animal) => {
      say.done(t("saved", { nome: animal.nome }));
      void router.replace(`/animais/${animal.id}`);
    },
  });
  const back = tutorId === null ? "/animais" : `/tutores/${tutorId}`;
  return <AnimalForm record={record} label={t("newTitle")} save={t("save")} back={back} />;
}
