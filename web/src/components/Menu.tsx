import {
  cloneElement,
  type ComponentType,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useState,
} from "react";

export type MenuEntry = { label: string; icon?: ReactNode; onClick: () => void };
export type MenuProps = { trigger: ReactElement<HTMLAttributes<HTMLElement>>; top?: ReactNode; entries: MenuEntry[] };

const loadSheet = () => import("./MenuSheet").then((module) => module.MenuSheet);

/**
 * A list of deeds behind a button; arrow keys, first letters and Escape work. Its script (58 kB) comes when somebody
 * nears the button, and what it takes to open one is made when it opens: a board has a hundred of them.
 */
export function Menu(props: MenuProps) {
  const [Sheet, setSheet] = useState<ComponentType<MenuProps>>();
  if (Sheet) return <Sheet {...props} />;
  // Without a network nothing comes; the press says nothing then either, and works when it is back.
  const near = () => void loadSheet().catch(() => undefined);
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: near,
    onFocus: near,
    onClick: () => void loadSheet().then((sheet) => setSheet(() => sheet)),
  });
}
