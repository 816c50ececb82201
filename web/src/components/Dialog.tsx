import dynamic from "next/dynamic";
import type { ReactNode } from "react";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** A question above the page (`DialogSheet`), whose script comes after the page's own: nobody needs it at first sight. */
export const Dialog = dynamic<DialogProps>(() => import("./DialogSheet").then((module) => module.DialogSheet), {
  ssr: false,
});
