import dynamic from "next/dynamic";
import type { RideFormProps } from "./RideForm";

/** Makes, changes or drops a ride; its script comes when somebody asks for it. */
export const RideDialog = dynamic<RideFormProps>(() => import("./RideForm").then((module) => module.RideForm), {
  ssr: false,
});
