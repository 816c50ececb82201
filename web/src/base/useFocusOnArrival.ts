import { useRouter } from "next/router";
import { useEffect } from "react";

/** After going to another page the focus stands at its heading, or where the page's work begins: a form's first field. */
export function useFocusOnArrival(): void {
  const { events } = useRouter();
  useEffect(() => {
    const arrive = (_: string, { shallow }: { shallow: boolean }) => {
      // A filter written into the address is no arrival: who types must go on typing.
      if (shallow) return;
      const start = document.querySelector<HTMLElement>("[data-arrival]") ?? document.querySelector<HTMLElement>("h1");
      start?.focus({ preventScroll: true });
    };
    events.on("routeChangeComplete", arrive);
    return () => events.off("routeChangeComplete", arrive);
  }, [events]);
}
