import { Copy } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { useSay } from "@/components/Toast";

/** The codes for the day the phone is lost. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("account.factor");
  const say = useSay();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      say.done(t("copied"));
    } catch {
      // No permission, or no secure context: they can be written down.
      say.failed(t("notCopied"));
    }
  };
  return (
    <>
      <ul className="grid grid-cols-2 gap-2 rounded-md border border-line bg-sunken/60 p-4 font-mono select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button look="secondary" icon={<Copy aria-hidden className="size-5" />} onClick={() => void copy()}>
        {t("copy")}
      </Button>
    </>
  );
}
