import { clearDrafts } from "./draft";
import { forgetDay } from "./lastDay";

/** At sign-out: the next person at this computer finds nothing of what was typed or read here. */
export function forgetPerson(): void {
  clearDrafts();
  forgetDay();
}
