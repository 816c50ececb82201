import dynamic from "next/dynamic";
import type { MoveFormProps } from "./MoveForm";

/** Moves a booking without dragging; its script comes when somebody asks for it. */
export const MoveDialog = dynamic<MoveFormProps>(() => import("./MoveForm").then((module) => module.MoveForm), {
  ssr: false,
});
