import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Locale } from "@/messages/catalogue";
import { errors } from "@/messages/errors";

/** What a hook gives on a page in this language; a text that is missing or cannot be shown throws. */
export function hookIn<T>(locale: Locale, hook: () => T): T {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IntlProvider locale={locale} messages={errors[locale]} timeZone="UTC" onError={rethrow}>
      {children}
    </IntlProvider>
  );
  return renderHook(hook, { wrapper }).result.current;
}

function rethrow(error: Error): void {
  throw error;
}
