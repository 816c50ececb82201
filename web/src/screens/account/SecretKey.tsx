import { ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";

/** What the authenticator must know: on a phone by a tap, elsewhere by typing it. */
export function SecretKey({ secret, uri }: { secret: string; uri: string }) {
  const t = useTranslations("account.factor");
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-sunken/60 p-4">
      <p className="text-ink-soft">{t("secret")}</p>
      <p className="font-mono text-lg font-semibold wrap-anywhere select-all">{grouped(secret)}</p>
      <a href={uri} className="inline-flex min-h-11 items-center gap-2 self-start font-semibold text-brand underline">
        <ExternalLink aria-hidden className="size-5" />
        {t("openApp")}
      </a>
    </div>
  );
}

/** In fours, as authenticators take it too: the eye loses its place in 32 letters. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
