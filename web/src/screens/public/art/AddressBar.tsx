import { LockKeyhole } from "lucide-react";
import { useSite } from "@/site";

/** A browser's address bar with a shop's address in it. */
export function AddressBar({ subdomain }: { subdomain: string }) {
  const site = useSite();
  return (
    <p className="flex min-h-11 items-center gap-2 rounded-full border border-line bg-raised px-4 shadow-near">
      <LockKeyhole aria-hidden className="size-4 shrink-0 text-ok" />
      <span className="min-w-0 truncate">
        <strong className="font-bold">{subdomain}</strong>
        <span className="text-ink-soft">.{site?.baseDomain ?? "…"}</span>
      </span>
    </p>
  );
}
