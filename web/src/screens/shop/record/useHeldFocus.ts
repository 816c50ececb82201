import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Whether the focus stood in a part of the page that goes away; whoever takes its place asks for it. */
export type HeldFocus = RefObject<boolean>;

/** For the part that goes: notes on leaving whether its heading had the focus. */
export function useNoteFocus(held: HeldFocus): void {
  useLayoutEffect(
    () => () => {
      held.current = document.activeElement?.tagName === "H1";
    },
    [held],
  );
}

/** For the page: once `arrived`, the focus stands where it stood, or where the work begins. */
export function useHeldFocus(arrived: boolean): HeldFocus {
  const held = useRef(false);
  useEffect(() => {
    if (!arrived || !held.current) return;
    held.current = false;
    const start = document.querySelector<HTMLElement>("[data-arrival]") ?? document.querySelector<HTMLElement>("h1");
    start?.focus({ preventScroll: true });
  }, [arrived]);
  return held;
}
