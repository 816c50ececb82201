"""One-time tokens of letters, who asked for a new password, throttled attempts, and a person's own language."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# No foreign key to the users: their row-level security would hide the row from the check.
TOKENS = """
CREATE TABLE svc_auth.one_time_tokens (
    token_hash bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('email_verification', 'password_reset')),
    user_id uuid NOT NULL,
    tenant_id uuid NOT NULL,
    email text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX uq_one_time_tokens_live ON svc_auth.one_time_tokens (user_id, purpose) WHERE ended_at IS NULL;
CREATE INDEX ix_one_time_tokens_user_id ON svc_auth.one_time_tokens (user_id, purpose, created_at);
CREATE INDEX ix_one_time_tokens_expires_at ON svc_auth.one_time_tokens (expires_at);
CREATE TABLE svc_auth.reset_requests (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    tenant_id uuid,
    created_at timestamptz NOT NULL
);
CREATE INDEX ix_reset_requests_created_at ON svc_auth.reset_requests (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.one_time_tokens, svc_auth.reset_requests TO svc_auth;
"""

# The generic cell rate algorithm needs one time a key; the key says nothing without auth's own secret.
ATTEMPTS = """
CREATE TABLE svc_auth.attempts (
    key bytea PRIMARY KEY,
    tat timestamptz NOT NULL
);
CREATE INDEX ix_attempts_tat ON svc_auth.attempts (tat);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.attempts TO svc_auth;
"""

# Without one of his own a person is written to in his shop's language.
LOCALE = """
ALTER TABLE shared.tenant_users ADD COLUMN locale varchar(10) CHECK (locale IN ('pt-BR', 'en'));
"""


def upgrade() -> None:
    op.execute(TOKENS)
    op.execute(ATTEMPTS)
    op.execute(LOCALE)
