import { type HTMLAttributes, type Ref, useCallback, useLayoutEffect, useRef } from "react";

/** CSS properties with their values; what is undefined is left to the classes. */
export type Geometry = Record<string, string | undefined>;

/**
 * A box whose place follows from data. It is set through the CSSOM, since the policy blocks style attributes in
 * prerendered pages: so that none can come there, a box has a place only in a browser.
 */
export function Box({
  as: Element = "div",
  at,
  ref,
  ...rest
}: HTMLAttributes<HTMLDivElement> & {
  /** A span inside a heading or a paragraph. */
  as?: "div" | "span";
  at: Geometry;
  ref?: Ref<HTMLDivElement>;
  [data: `data-${string}`]: unknown;
}) {
  const own = useRef<HTMLDivElement | null>(null);
  const told = Object.entries(at)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]))
    .join(";");
  useLayoutEffect(() => {
    if (own.current) own.current.style.cssText = told;
  }, [told]);
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      own.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  return <Element {...rest} ref={hold} />;
}
