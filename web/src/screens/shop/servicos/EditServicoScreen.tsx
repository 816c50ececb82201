import { Trash2 } from "lucide-react";
import { useRouter } from "next/router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { IconButton } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { useRecordForm } from "../form/useRecordForm";
import { BackLink } from "../record/BackLink";
import { DeleteDialog } from "../record/DeleteDialog";
import { useGone } from "../record/gone";
import { OneRecord } from "../record/OneRecord";
import { useRecordId } from "../record/useRecordId";
import { type Servico, useDeleteServico, useFreshServico, useServico, useUpdateServico } from "./queries";
import { ServicoForm } from "./ServicoForm";
import { servicoPatch, valuesOfServico } from "./values";

/** A serviço: all there is of it fits the form. */
export function EditServicoScreen() {
  const t = useTranslations("shop.servicos");
  const id = useRecordId();
  const query = useServico(id);
  return (
    <OneRecord id={id} query={query} kind={t("one")} list="/servicos" holds>
      {(servico, isDeleted) => (
        <>
          <Title>{servico.nome}</Title>
          <PageHeader
            title={servico.nome}
            back={<BackLink href="/servicos">{t("title")}</BackLink>}
            action={<Delete servico={servico} />}
          />
          <EditServico key={servico.id} servico={servico} isDeleted={isDeleted} />
        </>
      )}
    </OneRecord>
  );
}

function Delete({ servico }: { servico: Servico }) {
  const t = useTranslations("shop.servicos");
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteServico();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton label={t("delete")} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-5" />
      </IconButton>
      <DeleteDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("deleteTitle", { nome: servico.nome })}
        lead={t("deleteLead")}
        inUse={t("inUse", { nome: servico.nome })}
        remove={async () => {
          await mutateAsync(servico.id);
          say.done(t("deleted", { nome: servico.nome }));
          await router.replace("/servicos");
        }}
      />
    </>
  );
}

function EditServico({ servico, isDeleted }: { servico: Servico; isDeleted: boolean }) {
  const t = useTranslations("shop.servicos");
  const router = useRouter();
  const say = useSay();
  const update = useUpdateServico();
  const fresh = useFreshServico();
  const gone = useGone();
  const baseOf = (one: Servico) => ({ values: valuesOfServico(one, router.locale ?? ""), version: one.version });
  const start = baseOf(servico);
  const record = useRecordForm({
    name: `/servicos/${servico.id}`,
    start: start.values,
    version: start.version,
    send: (values, { base }) =>
      gone.watch(update.mutateAsync({ id: servico.id, body: servicoPatch(values, base ?? start) })),
    current: async () => baseOf(await gone.watch(fresh(servico.id))),
    onSaved: (saved) => {
      say.done(t("saved", { nome: saved.nome }));
      void router.replace("/servicos");
    },
    onYield: () => void router.replace("/servicos"),
  });
  return (
    <ServicoForm
      record={record}
      label={servico.nome}
      save={t("save")}
      lost={isDeleted || gone.found ? "/servicos" : null}
    />
  );
}
