import { MessageCircle } from "lucide-react";
import { useTranslations } from "use-intl";
import { maskPhone, telHref, whatsAppHref } from "../format/phone";

const LINK = "relative z-10 inline-flex min-h-9 items-center gap-1.5 rounded-full font-medium";

/** A phone that calls and, where it is a mobile, a chat. `who` is told to screen readers. */
export function PhoneLinks({ phone, who }: { phone: string; who: string }) {
  const t = useTranslations("shop.tutores.contact");
  const chat = whatsAppHref(phone);
  const shown = maskPhone(phone);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 @3xl:flex-nowrap">
      <a
        href={telHref(phone)}
        aria-label={t("call", { who, phone: shown })}
        className={`${LINK} hover:text-brand-strong`}
      >
        <span className="whitespace-nowrap tabular-nums">{shown}</span>
      </a>
      {chat && (
        <a
          href={chat}
          target="_blank"
          rel="noreferrer"
          aria-label={t("chat", { who })}
          className={`${LINK} bg-ok-tint px-3 text-sm text-ok hover:underline`}
        >
          <MessageCircle aria-hidden className="size-4" />
          {t("whatsapp")}
        </a>
      )}
    </span>
  );
}
