import dynamic from "next/dynamic";
import type { BookingFormProps } from "./BookingForm";

/** A new booking beside the page; its script comes when somebody asks for one. */
export const BookingSheet = dynamic<BookingFormProps>(
  () => import("./BookingForm").then((module) => module.BookingForm),
  { ssr: false },
);
