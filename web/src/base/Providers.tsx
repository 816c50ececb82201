import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { IntlProvider } from "use-intl";
import { createQueryClient } from "@/api/query";
import { OfflineBar } from "@/components/OfflineBar";
import { Toasts } from "@/components/Toast";
import { asLocale, type Catalogue, merge } from "@/messages/catalogue";
import { common } from "@/messages/common";
import { errors } from "@/messages/errors";
import { frames } from "@/messages/frames";

/** What every page stands on: texts in its language, the server's state, toasts, the word about the network. */
export function Providers({
  locale: wanted,
  texts,
  children,
}: {
  locale: string | undefined;
  texts: Catalogue[];
  children: ReactNode;
}) {
  const [queries] = useState(createQueryClient);
  const locale = asLocale(wanted);
  const messages = useMemo(() => merge(common, errors, frames, ...texts)[locale], [locale, texts]);
  return (
    // Prerendered pages hold no dates; what a shop shows follows the shop's zone, by default Brasília's.
    <IntlProvider locale={locale} messages={messages} timeZone="America/Sao_Paulo">
      <QueryClientProvider client={queries}>
        <Toasts>
          <OfflineBar />
          {children}
        </Toasts>
      </QueryClientProvider>
    </IntlProvider>
  );
}
