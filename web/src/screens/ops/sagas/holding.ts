/** Tells when somebody points at an element with a mouse, or is in it with the keyboard; for a `ref`. */
export function onHolding(tell: (held: boolean) => void) {
  return (element: HTMLElement | null) => {
    if (!element) return undefined;
    const gone = new AbortController();
    const { signal } = gone;
    const hold = () => tell(true);
    const release = () => tell(false);
    element.addEventListener("mouseenter", hold, { signal });
    element.addEventListener("mouseleave", release, { signal });
    element.addEventListener("focusin", hold, { signal });
    element.addEventListener("focusout", release, { signal });
    return () => {
      gone.abort();
      release();
    };
  };
}
