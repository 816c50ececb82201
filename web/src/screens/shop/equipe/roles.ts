import type { Role } from "./queries";

const ALL: readonly Role[] = ["user", "manager", "owner"];

/** The roles that somebody of this role may give, and whose holders he may change. The server decides; this hides. */
export function rolesGivenBy(role: string): readonly Role[] {
  if (role === "owner") return ALL;
  return role === "manager" ? ["user"] : [];
}
