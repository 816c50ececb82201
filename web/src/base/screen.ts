import type { ComponentType, ReactElement, ReactNode } from "react";
import type { Catalogue } from "@/messages/catalogue";

/** What a page gives `_app` beside its component: its texts, and the frame around it. */
export type Screen = ComponentType & {
  texts?: Catalogue[];
  frame?: (page: ReactElement) => ReactNode;
};

/** A page: a component with the catalogues that it and its frame speak. */
export function screen(
  component: ComponentType,
  options: { texts: Catalogue[]; frame?: (page: ReactElement) => ReactNode },
): Screen {
  return Object.assign(component, options);
}
