import dynamic from "next/dynamic";
import type { EsperaFormProps } from "./EsperaForm";

/** The form of the waiting list beside the page; its script comes when somebody asks for it. */
export const EsperaSheet = dynamic<EsperaFormProps>(() => import("./EsperaForm").then((module) => module.EsperaForm), {
  ssr: false,
});
