import { cx } from "@/components/cx";
import { Dog } from "./Dog";
import { Paw } from "./Paw";
import { Shelves } from "./Shelves";

type Props = { name?: string; built?: number; isVacant?: boolean; className?: string };

/**
 * A shop front that rises in four strokes: walls, full shelves, the door with its key, the lights on. Where there is
 * none, a dog waits for it. Decorative.
 */
export function ShopFront({ name, built = 4, isVacant = false, className }: Props) {
  const stands = isVacant ? 0 : built;
  return (
    <svg viewBox="0 0 480 372" aria-hidden className={cx("h-auto w-full", className)}>
      <ellipse cx="240" cy="342" rx="228" ry="20" className="fill-sunken" />
      <Walls standing={stands >= 1} />
      <g className={cx("transition-opacity duration-500", stands < 2 && "opacity-0")}>
        <Shelves />
      </g>
      <Door hung={stands >= 3} open={stands >= 4} />
      <Awning up={stands >= 1} />
      {isVacant && <Dog x={172} y={192} />}
      <Sign name={name} lit={stands >= 4} />
    </svg>
  );
}

function Walls({ standing }: { standing: boolean }) {
  return (
    <>
      <rect
        x="62"
        y="96"
        width="356"
        height="244"
        rx="10"
        strokeDasharray={standing ? undefined : "7 9"}
        className={cx(
          "stroke-2 transition-[fill,stroke] duration-500",
          standing ? "fill-surface stroke-line" : "fill-transparent stroke-line-strong",
        )}
      />
      <g className={cx("transition-opacity duration-500", !standing && "opacity-0")}>
        <rect x="62" y="318" width="356" height="22" rx="6" className="fill-brand-tint" />
        <rect x="86" y="176" width="180" height="128" rx="10" className="fill-info-tint stroke-brand stroke-[5]" />
        <rect x="78" y="300" width="196" height="12" rx="6" className="fill-brand" />
      </g>
    </>
  );
}

function Door({ hung, open }: { hung: boolean; open: boolean }) {
  return (
    <g className={cx("transition-opacity duration-500", !hung && "opacity-0")}>
      <rect x="300" y="176" width="90" height="164" rx="10" className="fill-brand" />
      <rect x="313" y="190" width="64" height="74" rx="8" className={open ? "fill-glow-tint" : "fill-brand-strong"} />
      <circle cx="378" cy="284" r="5" className="fill-glow" />
      <path d="M308 340v-30a12 12 0 0 1 12-12h20a12 12 0 0 1 12 12v30z" className="fill-brand-strong opacity-60" />
      <g className={cx("transition-opacity duration-500", !open && "opacity-0")}>
        <path d="M345 192l-18 18m18-18l18 18" className="fill-none stroke-glow-ink stroke-2" />
        <rect x="319" y="210" width="52" height="28" rx="8" className="fill-glow" />
        <Paw className="fill-[#3c2b12]" x={345} y={225} scale={0.5} />
      </g>
    </g>
  );
}

function Awning({ up }: { up: boolean }) {
  const width = 56;
  return (
    <g className={cx("transition-opacity duration-500", !up && "opacity-0")}>
      {Array.from({ length: 7 }, (_, index) => (
        <path
          key={index}
          d={`M${44 + index * width} 92h${width}v46a${width / 2} ${width / 2} 0 0 1 -${width} 0z`}
          className={index % 2 === 0 ? "fill-brand" : "fill-glow-tint"}
        />
      ))}
      <rect x="36" y="82" width="408" height="16" rx="8" className="fill-brand-strong" />
    </g>
  );
}

function Sign({ name, lit }: { name: string | undefined; lit: boolean }) {
  const text = name && name.length > 22 ? `${name.slice(0, 21)}…` : name;
  return (
    <g>
      <rect
        x="104"
        y="22"
        width="272"
        height="62"
        rx="18"
        className={cx(
          "stroke-[3] transition-[fill,stroke] duration-500",
          lit ? "fill-glow stroke-glow" : "fill-raised stroke-line",
        )}
      />
      {text ? (
        <text
          x="240"
          y="62"
          textAnchor="middle"
          className={cx(
            "font-display font-bold",
            lit ? "fill-[#2b1a02]" : "fill-ink",
            text.length > 14 ? "text-[19px]" : "text-[27px]",
          )}
        >
          {text}
        </text>
      ) : (
        <Paw x={240} y={55} scale={1.05} className={lit ? "fill-[#2b1a02]" : "fill-line-strong"} />
      )}
    </g>
  );
}
