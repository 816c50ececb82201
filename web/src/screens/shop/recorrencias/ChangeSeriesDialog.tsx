import dynamic from "next/dynamic";
import type { ChangeSeriesProps } from "./ChangeSeriesForm";

/** Changes what repeats; its script comes when somebody asks for it. */
export const ChangeSeriesDialog = dynamic<ChangeSeriesProps>(
  () => import("./ChangeSeriesForm").then((module) => module.ChangeSeriesForm),
  { ssr: false },
);
