import { signOut } from "@/session";
import { forgetPerson } from "@/storage/forget";

/** Signs out at the person's wish, and leaves nothing typed behind on this computer. */
export function leave(): void {
  forgetPerson();
  void signOut();
}
