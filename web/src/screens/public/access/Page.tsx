import type { ReactNode } from "react";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";

/** The sheet on which the ways back into an account are written. */
export function Page({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-md flex-1 px-4 pt-6 sm:px-6">
      <Title>{title}</Title>
      <PageHeader title={title} lead={lead} />
      {children}
    </div>
  );
}
