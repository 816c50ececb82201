import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** To the list this is one of. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex min-h-9 items-center gap-2 font-medium text-brand hover:underline">
      <ArrowLeft aria-hidden className="size-5" />
      {children}
    </Link>
  );
}
