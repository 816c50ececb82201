import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import type { Rows } from "../list/pages";

/** The way to the rest of a long list. */
export function MoreRows({ list }: { list: Pick<Rows<unknown>, "more" | "loadingMore"> }) {
  const t = useTranslations("team");
  if (!list.more) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button look="secondary" busy={list.loadingMore} onClick={list.more}>
        {t("more")}
      </Button>
    </div>
  );
}
