import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { useCreateTutor } from "./queries";
import { TutorForm } from "./TutorForm";
import { NO_TUTOR, tutorIn } from "./values";

/** A new tutor; `?nome=` is what was searched for in vain. */
export function NewTutorScreen() {
  const t = useTranslations("shop.tutores");
  const { isReady, query } = useRouter();
  return (
    <>
      <Title>{t("newTitle")}</Title>
      <PageHeader title={t("newTitle")} lead={t("newLead")} back={<BackLink href="/tutores">{t("title")}</BackLink>} />
      {isReady ? <NewTutor nome={typeof query.nome === "string" ? query.nome : ""} /> : <Skeleton />}
    </>
  );
}

function NewTutor({ nome }: { nome: string }) {
  const t = useTranslations("shop.tutores");
  const router = useRouter();
  const say = useSay();
  const create = useCreateTutor();
  const record = useRecordForm({
    name: "/tutores/novo",
    start: { ...NO_TUTOR, nome },
    send: (values, { key }) => create.mutateAsync({ body: tutorIn(values), key }),
    onSaved: (tutor) => {
      say.done(t("saved", { nome: tutor.nome }));
      void router.replace(`/tutores/${tutor.id}`);
    },
  });
  return <TutorForm record={record} label={t("newTitle")} save={t("save")} back="/tutores" />;
}
