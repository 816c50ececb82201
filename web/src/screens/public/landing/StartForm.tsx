import { ArrowRight } from "lucide-react";
import { useRouter } from "next/router";
import { type SyntheticEvent, useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import { localPath } from "../localPath";

/** The sign-up's first question; the answer is waiting in its form. */
export function StartForm({ className }: { className?: string }) {
  const t = useTranslations("landing.start");
  const router = useRouter();
  const id = useId();
  const go = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("nome");
    const wanted = typeof name === "string" ? name.trim() : "";
    void router.push(wanted ? { pathname: "/cadastro", query: { nome: wanted } } : "/cadastro");
  };
  return (
    // Without a script the browser takes the name along by itself.
    <form action={localPath(router.locale, "/cadastro")} onSubmit={go} className={cx("max-w-xl", className)}>
      <label htmlFor={id} className="mb-2 block font-semibold">
        {t("label")}
      </label>
      <div className="flex flex-col gap-2.5 sm:flex-row sm:rounded-full sm:border sm:border-line-strong sm:bg-surface sm:p-1.5 sm:shadow-near sm:focus-within:outline-3 sm:focus-within:outline-offset-2 sm:focus-within:outline-focus">
        <input
          id={id}
          name="nome"
          autoComplete="organization"
          maxLength={255}
          placeholder={t("placeholder")}
          className="min-h-13 w-full min-w-0 flex-1 rounded-full border border-line-strong bg-surface px-5 placeholder:text-ink-soft/80 sm:min-h-12 sm:border-0 sm:bg-transparent sm:outline-none"
        />
        <Button type="submit" size="lg" className="shrink-0 sm:min-h-12 sm:text-base">
          {t("submit")}
          <ArrowRight aria-hidden className="size-5" />
        </Button>
      </div>
    </form>
  );
}
