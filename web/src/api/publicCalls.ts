// Generated from the merged OpenAPI document by `make web-api`. Do not edit.

/** Calls that carry no token: sign-up, login, a saga by its id. */
export const publicCalls: ReadonlySet<string> = new Set([
  "DELETE /api/v1/notifications/opt-outs/{token}",
  "GET /.well-known/jwks.json",
  "GET /api/v1/notifications/opt-outs/{token}",
  "GET /api/v1/provisioning/sagas/{saga_id}",
  "GET /api/v1/provisioning/sagas/{saga_id}/stream",
  "GET /api/v1/tenants/availability",
  "GET /api/v1/tenants/here",
  "POST /api/v1/auth/email/verify",
  "POST /api/v1/auth/handoff/exchange",
  "POST /api/v1/auth/invitations/accept",
  "POST /api/v1/auth/invitations/preview",
  "POST /api/v1/auth/login",
  "POST /api/v1/auth/logout",
  "POST /api/v1/auth/password/forgot",
  "POST /api/v1/auth/password/reset",
  "POST /api/v1/auth/refresh",
  "POST /api/v1/notifications/opt-outs/{token}",
  "POST /api/v1/tenants"
]);
