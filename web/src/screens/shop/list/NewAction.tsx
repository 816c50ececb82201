import { Plus } from "lucide-react";
import { ButtonLink } from "@/components/Button";

/** The list's own deed: one more. */
export function NewAction({ href, label }: { href: string; label: string }) {
  return (
    <ButtonLink href={href} icon={<Plus aria-hidden className="size-5" />}>
      {label}
    </ButtonLink>
  );
}
