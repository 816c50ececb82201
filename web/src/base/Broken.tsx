import { Component, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Snout } from "@/components/Logo";

/** What stands where a page fell over. */
export function Broken() {
  const t = useTranslations("common.broken");
  return (
    <div role="alert" className="mx-auto flex w-full max-w-xl flex-col items-center gap-4 px-6 py-20 text-center">
      <Snout className="size-16" />
      <h1 className="text-3xl font-bold">{t("title")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <Button onClick={() => window.location.reload()}>{t("reload")}</Button>
    </div>
  );
}

/** Catches what a page throws while it renders: nobody meets a white screen or a stack trace. */
export class BrokenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
