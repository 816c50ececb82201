import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { useAskVerification } from "../../account/queries";

/** Nobody invites before the own address is proven; the letter is asked for here, so that the form stays as it is. */
export function ProveFirst({ email }: { email: string }) {
  const t = useTranslations("team.prove");
  const problemText = useProblemText();
  const ask = useAskVerification();
  if (ask.isSuccess) {
    return (
      <Banner kind="info" title={t("sent", { email })}>
        {t("comeBack")}
      </Banner>
    );
  }
  return (
    <Banner
      kind="warn"
      title={t("title")}
      action={
        <Button look="secondary" size="sm" busy={ask.isPending} onClick={() => ask.mutate()}>
          {t("send")}
        </Button>
      }
    >
      <p>{t("text", { email })}</p>
      {ask.error && (
        <p role="alert" className="font-medium">
          {problemText(ask.error)}
        </p>
      )}
    </Banner>
  );
}
