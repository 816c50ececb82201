// The password of a sign-up under way, to sign its owner in: in memory only, so that a closed tab forgets it.

type Secret = { sagaId: string; email: string; password: string };

let kept: Secret | undefined;

export function keepSecret(secret: Secret): void {
  kept = secret;
}

/** Who signed up in this tab for that saga. */
export function secretOf(sagaId: string): Secret | undefined {
  return kept?.sagaId === sagaId ? kept : undefined;
}

/** The password typed before going back to the form. */
export function typedPassword(): string {
  return kept?.password ?? "";
}

export function forgetSecret(): void {
  kept = undefined;
}
