import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { useCreateServico } from "./queries";
import { ServicoForm } from "./ServicoForm";
import { NO_SERVICO, servicoIn } from "./values";

/** A new serviço. */
export function NewServicoScreen() {
  const t = useTranslations("shop.servicos");
  const router = useRouter();
  const say = useSay();
  const create = useCreateServico();
  const record = useRecordForm({
    name: "/servicos/novo",
    start: NO_SERVICO,
    send: (values, { key }) => create.mutateAsync({ body: servicoIn(values), key }),
    onSaved: (servico) => {
      say.done(t("saved", { nome: servico.nome }));
      void router.replace("/servicos");
    },
  });
  return (
    <>
      <Title>{t("newTitle")}</Title>
      <PageHeader title={t("newTitle")} back={<BackLink href="/servicos">{t("title")}</BackLink>} />
      <ServicoForm record={record} label={t("newTitle")} save={t("save")} isNew />
    </>
  );
}
