import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useShowProblem } from "@/api/form";
import { ChoiceField } from "@/components/Choice";
import { TextField } from "@/components/Field";
import { useSay } from "@/components/Toast";
import { useSession } from "@/session";
import { FormDialog } from "../form/FormDialog";
import { useMe } from "../../account/queries";
import { ProveFirst } from "./ProveFirst";
import { type Role, useInvite } from "./queries";

type Form = { email: string; role: Role };

/** An address and a role: the letter says the rest. */
export function InviteDialog({ open, onClose, roles }: { open: boolean; onClose: () => void; roles: readonly Role[] }) {
  const t = useTranslations("team");
  const say = useSay();
  const invite = useInvite();
  const showProblem = useShowProblem();
  const { account } = useSession();
  const { data: me } = useMe();
  const [isRefused, setRefused] = useState(false);
  const isUnproven = me ? !me.impersonation && !me.email_verified : isRefused;
  const form = useForm<Form>({ defaultValues: { email: "", role: "user" } });
  const { errors } = form.formState;
  const role = useWatch({ control: form.control, name: "role" });
  const close = () => {
    form.reset();
    setRefused(false);
    onClose();
  };
  const send = form.handleSubmit(async (values) => {
    const email = values.email.trim();
    try {
      await invite.mutateAsync({ ...values, email });
      say.done(t("invited", { email }));
      close();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRefused(error.code === "EMAIL_NOT_VERIFIED");
      const rest = error.code === "EMAIL_TAKEN" ? t("alreadyHere") : showProblem(form, error);
      if (rest) form.setError("root", { message: rest });
    }
  });
  return (
    <FormDialog
      open={open}
      title={t("inviteTitle")}
      lead={t("inviteLead")}
      save={t("send")}
      dirty={form.formState.isDirty}
      busy={invite.isPending}
      trouble={errors.root?.message}
      onSubmit={(event) => void send(event)}
      onClose={close}
    >
      {isUnproven && <ProveFirst email={account?.user.email ?? ""} />}
      <TextField
        {...form.register("email", { validate: (text) => /^\S+@\S+$/.test(text.trim()) || t("needEmail") })}
        type="email"
        inputMode="email"
        label={t("email")}
        error={errors.email?.message}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <ChoiceField
        {...form.register("role")}
        label={t("role")}
        options={roles.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
      />
      <p className="text-ink-soft">{t(`may.${role}`)}</p>
    </FormDialog>
  );
}
