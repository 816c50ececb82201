import { signOut } from "@/session";
import { clearDrafts } from "@/storage/draft";

/** Signs out at the person's wish, and leaves nothing typed behind on this computer. */
export function leave(): void {
  clearDrafts();
  void signOut();
}
