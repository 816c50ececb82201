import dynamic from "next/dynamic";
import { Card } from "@/components/Card";
import { Skeleton } from "@/components/States";
import type { Tutor } from "../queries";

type Part = { tutor: Tutor };

function Waits() {
  return (
    <Card>
      <Skeleton lines={3} />
    </Card>
  );
}

// Each comes after the page's own script: how to reach somebody stands above them.
export const Visits = dynamic<Part>(() => import("./Visits").then((module) => module.Visits), {
  ssr: false,
  loading: Waits,
});
export const Consents = dynamic<Part>(() => import("./Consents").then((module) => module.Consents), {
  ssr: false,
  loading: Waits,
});
export const Doubles = dynamic<Part>(() => import("./Doubles").then((module) => module.Doubles), { ssr: false });
