import Link from "next/link";
import type { ReactNode } from "react";

/** A link within a sentence. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="font-semibold text-brand underline underline-offset-2 hover:text-brand-strong">
      {children}
    </Link>
  );
}
