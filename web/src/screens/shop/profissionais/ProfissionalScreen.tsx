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
import { Blocks } from "./bloqueios/Blocks";
import { ProfissionalForm } from "./ProfissionalForm";
import {
  type Profissional,
  useDeleteProfissional,
  useFreshProfissional,
  useProfissional,
  useUpdateProfissional,
} from "./queries";
import { profissionalPatch, valuesOfProfissional } from "./values";

/** Somebody who works here: what there is of them, and when they do not. */
export function ProfissionalScreen() {
  const t = useTranslations("setup.profissionais");
  const id = useRecordId();
  const query = useProfissional(id);
  return (
    <OneRecord id={id} query={query} kind={t("one")} list="/profissionais" holds>
      {(profissional, isDeleted) => (
        <>
          <Title>{profissional.nome}</Title>
          <PageHeader
            title={profissional.nome}
            back={<BackLink href="/profissionais">{t("title")}</BackLink>}
            action={<Delete profissional={profissional} />}
          />
          <EditProfissional key={profissional.id} profissional={profissional} isDeleted={isDeleted} />
          {!isDeleted && <Blocks profissional={profissional} />}
        </>
      )}
    </OneRecord>
  );
}

function Delete({ profissional: { id, nome } }: { profissional: Profissional }) {
  const t = useTranslations("setup.profissionais");
  const router = useRouter();
  const say = useSay();
  const { mutateAsync } = useDeleteProfissional();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton label={t("delete")} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-5" />
      </IconButton>
      <DeleteDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("deleteTitle", { nome })}
        lead={t("deleteLead")}
        inUse={t("inUse", { nome })}
        remove={async () => {
          await mutateAsync(id);
          say.done(t("deleted", { nome }));
          await router.replace("/profissionais");
        }}
      />
    </>
  );
}

function EditProfissional({ profissional, isDeleted }: { profissional: Profissional; isDeleted: boolean }) {
  const t = useTranslations("setup.profissionais");
  const router = useRouter();
  const say = useSay();
  const update = useUpdateProfissional();
  const fresh = useFreshProfissional();
  const gone = useGone();
  const baseOf = (one: Profissional) => ({ values: valuesOfProfissional(one), version: one.version });
  const start = baseOf(profissional);
  const record = useRecordForm({
    name: `/profissionais/${profissional.id}`,
    start: start.values,
    version: start.version,
    send: (values, { base }) =>
      gone.watch(update.mutateAsync({ id: profissional.id, body: profissionalPatch(values, base ?? start) })),
    current: async () => baseOf(await gone.watch(fresh(profissional.id))),
    onSaved: ({ nome }) => {
      say.done(t("saved", { nome }));
      void router.replace("/profissionais");
    },
    onYield: () => void router.replace("/profissionais"),
  });
  return (
    <ProfissionalForm
      record={record}
      label={profissional.nome}
      lost={isDeleted || gone.found ? "/profissionais" : null}
    />
  );
}
