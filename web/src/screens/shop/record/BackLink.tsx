import { ArrowLeft } from "lucide-react";
import Link from "next/link";

/** The way back to where this belongs. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex min-h-9 items-center gap-1.5 rounded-full px-1 font-medium wrap-anywhere text-ink-soft hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-5 shrink-0" />
      {children}
    </Link>
  );
}
