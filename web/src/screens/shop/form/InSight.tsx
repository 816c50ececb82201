import { type ReactNode, useEffect, useRef } from "react";

/** What is said of `of` comes into sight: the button that was pressed may stand a screen away. */
export function InSight({ of, children }: { of: unknown; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, [of]);
  return <div ref={box}>{children}</div>;
}
