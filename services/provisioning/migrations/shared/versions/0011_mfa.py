"""Second factors: a time-based one-time code (RFC 6238) and the codes that stand in for a lost device."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# One row a user, behind the same wall as the user himself. It is a second factor once it is confirmed; until then
# it was only set up. `sealed_secret` is open to auth alone. Each time step is used once: `last_step` is the last.
# `recovery_hashes` are Argon2id under `recovery_salt`; a code that was used is gone.
TOTP = """
CREATE TABLE svc_auth.totp_credentials (
    user_id uuid PRIMARY KEY REFERENCES shared.tenant_users (id) ON DELETE CASCADE,
    tenant_id uuid,
    sealed_secret text NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0,
    recovery_salt bytea,
    recovery_hashes bytea[] NOT NULL DEFAULT '{}',
    CHECK ((confirmed_at IS NULL) = (recovery_salt IS NULL))
);
ALTER TABLE svc_auth.totp_credentials ENABLE ROW LEVEL SECURITY;
ALTER TABLE svc_auth.totp_credentials FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON svc_auth.totp_credentials USING (
    tenant_id = nullif(nullif(current_setting('app.tenant_id', true), ''), 'platform')::uuid
    OR (tenant_id IS NULL AND current_setting('app.tenant_id', true) = 'platform'));
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.totp_credentials TO svc_auth;
"""


def upgrade() -> None:
    op.execute(TOTP)
