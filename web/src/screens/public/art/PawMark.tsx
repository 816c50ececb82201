import { Paw } from "./Paw";

/** A paw in the text's colour. Decorative. */
export function PawMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden className={className}>
      <Paw x={24} y={27} scale={1.1} className="fill-current" />
    </svg>
  );
}
