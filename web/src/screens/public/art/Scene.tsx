import { cx } from "@/components/cx";
import { Bubbles } from "./Bubbles";
import { Dog } from "./Dog";
import { ShopFront } from "./ShopFront";

/** The hero's picture: a shop in the afternoon sun, and its first customer. Decorative. */
export function Scene({ className }: { className?: string }) {
  return (
    <div aria-hidden className={cx("relative w-full", className)}>
      <svg viewBox="0 0 560 480" className="h-auto w-full">
        <path
          d="M64 96C118 22 224 14 316 26c104 13 204 70 220 182 15 106-40 214-150 246-102 30-226 22-302-46C8 340-4 190 64 96z"
          className="fill-brand-tint"
        />
        <circle cx="452" cy="92" r="42" className="fill-glow" />
        <g className="fill-surface opacity-80">
          <path d="M92 120a18 18 0 0 1 34-8 15 15 0 0 1 24 12 12 12 0 0 1-2 24H98a14 14 0 0 1-6-28z" />
          <path d="M396 152a13 13 0 0 1 25-6 11 11 0 0 1 17 9 9 9 0 0 1-2 17h-36a10 10 0 0 1-4-20z" />
        </g>
        <svg x="56" y="84" width="440" height="341">
          <ShopFront />
        </svg>
        <Bubbles />
        <Dog x={416} y={296} />
      </svg>
    </div>
  );
}
