import dynamic from "next/dynamic";
import type { DialogProps } from "./Dialog";

/** A form beside the page (`SideSheetPanel`), whose script comes after the page's own. */
export const SideSheet = dynamic<DialogProps>(
  () => import("./SideSheetPanel").then((module) => module.SideSheetPanel),
  {
    ssr: false,
  },
);
