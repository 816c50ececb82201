import { createContext, useContext, useEffect } from "react";

/** Where a section says whether something in it waits to be saved: one page, one question on leaving. */
export const DirtyContext = createContext<(id: string, isDirty: boolean) => void>(() => undefined);

export function useSayDirty(id: string, isDirty: boolean): void {
  const say = useContext(DirtyContext);
  useEffect(() => {
    say(id, isDirty);
    return () => say(id, false);
  }, [say, id, isDirty]);
}
