import dynamic from "next/dynamic";
import { Skeleton } from "@/components/States";
import { Card } from "@/components/Card";
import type { Animal } from "../queries";

type Part = { animal: Animal };

function Waits() {
  return (
    <Card>
      <Skeleton lines={3} />
    </Card>
  );
}

// Each comes after the page's own script: what the bench asks first stands above them.
export const Photos = dynamic<Part>(() => import("./Photos").then((module) => module.Photos), {
  ssr: false,
  loading: Waits,
});
export const Weights = dynamic<Part>(() => import("./Weights").then((module) => module.Weights), {
  ssr: false,
  loading: Waits,
});
export const Vaccines = dynamic<Part>(() => import("./Vaccines").then((module) => module.Vaccines), {
  ssr: false,
  loading: Waits,
});
export const Timeline = dynamic<Part>(() => import("./Timeline").then((module) => module.Timeline), {
  ssr: false,
  loading: Waits,
});
