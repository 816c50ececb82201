import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { ProfissionalForm } from "./ProfissionalForm";
import { useCreateProfissional } from "./queries";
import { NO_PROFISSIONAL, profissionalIn } from "./values";

/** Somebody new. */
export function NewProfissionalScreen() {
  const t = useTranslations("setup.profissionais");
  const router = useRouter();
  const say = useSay();
  const create = useCreateProfissional();
  const record = useRecordForm({
    name: "/profissionais/novo",
    start: NO_PROFISSIONAL,
    send: (values, { key }) => create.mutateAsync({ body: profissionalIn(values), key }),
    onSaved: ({ nome }) => {
      say.done(t("saved", { nome }));
      void router.replace("/profissionais");
    },
  });
  return (
    <>
      <Title>{t("newTitle")}</Title>
      <PageHeader
        title={t("newTitle")}
        lead={t("newLead")}
        back={<BackLink href="/profissionais">{t("title")}</BackLink>}
      />
      <ProfissionalForm record={record} label={t("newTitle")} />
    </>
  );
}
