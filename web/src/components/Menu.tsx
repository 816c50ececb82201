import { type ComponentType, type ReactElement, type ReactNode, useEffect, useState } from "react";

export type MenuEntry = { label: string; icon?: ReactNode; onClick: () => void };
export type MenuProps = { trigger: ReactElement; top?: ReactNode; entries: MenuEntry[] };

/**
 * A list of deeds behind a button; arrow keys, first letters and Escape work. Its script (58 kB) comes after the
 * page's own, since nobody opens a menu at first sight; until then the button stands alone.
 */
export function Menu(props: MenuProps) {
  const [Sheet, setSheet] = useState<ComponentType<MenuProps>>();
  useEffect(() => {
    void import("./MenuSheet").then((module) => setSheet(() => module.MenuSheet));
  }, []);
  return Sheet ? <Sheet {...props} /> : props.trigger;
}
