import { FileText, Printer } from "lucide-react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Button } from "@/components/Button";
import { useSay } from "@/components/Toast";
import type { Animal } from "../queries";
import { useCardPdf } from "./queries";

// The other tab reads it while it opens; after that nobody asks for it by this address.
const HOLD_MS = 60_000;

/** The card on paper: as the shop's PDF, or this page's own. */
export function CardDeeds({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.vaccines");
  const say = useSay();
  const text = useProblemText();
  const { mutateAsync, isPending } = useCardPdf(animal.id);
  const open = (): void => {
    mutateAsync()
      .then((pdf) => openPdf(pdf, t("file", { nome: animal.nome })))
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        say.failed(text(error));
      });
  };
  return (
    <>
      <Button
        look="secondary"
        size="sm"
        className="min-h-11"
        busy={isPending}
        onClick={open}
        icon={<FileText aria-hidden className="size-5" />}
      >
        {t("pdf")}
      </Button>
      <Button
        look="quiet"
        size="sm"
        className="min-h-11"
        onClick={() => window.print()}
        icon={<Printer aria-hidden className="size-5" />}
      >
        {t("print")}
      </Button>
    </>
  );
}

/** In a tab of its own; as a download where the browser opens none. */
function openPdf(pdf: Blob, name: string): void {
  const url = URL.createObjectURL(pdf);
  if (window.open(url, "_blank") === null) {
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name}.pdf`;
    link.click();
  }
  setTimeout(() => URL.revokeObjectURL(url), HOLD_MS);
}
