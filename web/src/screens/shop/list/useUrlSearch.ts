import { useRouter } from "next/router";
import { useCallback, useState } from "react";

/** The search of a list, kept in the address as `?q=`: coming back from a record finds it again. */
export function useUrlSearch(): { q: string; search: (text: string) => void } {
  const router = useRouter();
  const { pathname, replace } = router;
  const inUrl = typeof router.query.q === "string" ? router.query.q : "";
  const [known, setKnown] = useState(inUrl);
  const [q, setQ] = useState(inUrl);
  if (known !== inUrl) {
    // Back, forward, or a link to the whole list.
    setKnown(inUrl);
    setQ(inUrl);
  }
  const search = useCallback(
    (text: string) => {
      const wanted = text.trim();
      setQ(wanted);
      setKnown(wanted);
      void replace(wanted ? { pathname, query: { q: wanted } } : pathname, undefined, { shallow: true });
    },
    [pathname, replace],
  );
  return { q, search };
}
