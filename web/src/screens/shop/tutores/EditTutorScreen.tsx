import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { useGone } from "../record/gone";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { type Tutor, useFreshTutor, useTutor, useUpdateTutor } from "./queries";
import { TutorForm } from "./TutorForm";
import { tutorPatch, valuesOfTutor } from "./values";

/** Changes to a tutor. */
export function EditTutorScreen() {
  const t = useTranslations("shop.tutores");
  const id = useRecordId();
  const query = useTutor(id);
  return (
    <OneRecord id={id} query={query} kind={t("editTitle")} list="/tutores" holds>
      {(tutor, isDeleted) => (
        <>
          <Title>{t("editTitle")}</Title>
          <PageHeader title={t("editTitle")} back={<BackLink href={`/tutores/${tutor.id}`}>{tutor.nome}</BackLink>} />
          <EditTutor key={tutor.id} tutor={tutor} isDeleted={isDeleted} />
        </>
      )}
    </OneRecord>
  );
}

function EditTutor({ tutor, isDeleted }: { tutor: Tutor; isDeleted: boolean }) {
  const t = useTranslations("shop.tutores");
  const router = useRouter();
  const say = useSay();
  const update = useUpdateTutor();
  const fresh = useFreshTutor();
  const gone = useGone();
  const back = `/tutores/${tutor.id}`;
  const start = baseOf(tutor);
  const record = useRecordForm({
    name: `${back}/editar`,
    start: start.values,
    version: start.version,
    send: (values, { base }) =>
      gone.watch(update.mutateAsync({ id: tutor.id, body: tutorPatch(values, base ?? start) })),
    current: async () => baseOf(await gone.watch(fresh(tutor.id))),
    onSaved: (saved) => {
      say.done(t("saved", { nome: saved.nome }));
      void router.replace(back);
    },
    onYield: () => void router.replace(back),
  });
  return (
    <TutorForm
      record={record}
      label={t("editTitle")}
      save={t("save")}
      back={back}
      lost={isDeleted || gone.found ? "/tutores" : null}
    />
  );
}

function baseOf(tutor: Tutor) {
  return { values: valuesOfTutor(tutor), version: tutor.version };
}
