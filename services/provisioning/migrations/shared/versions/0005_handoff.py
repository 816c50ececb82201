"""One-time codes that take a signed-in user from the apex to his shop's host."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# User and shop are those of the session the code comes from; a code that was used is a row that is gone.
HANDOFF = """
CREATE TABLE svc_auth.handoff_codes (
    code_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES svc_auth.sessions (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_handoff_codes_session_id ON svc_auth.handoff_codes (session_id);
CREATE INDEX ix_handoff_codes_expires_at ON svc_auth.handoff_codes (expires_at);
GRANT SELECT, INSERT, DELETE ON svc_auth.handoff_codes TO svc_auth;
"""


def upgrade() -> None:
    op.execute(HANDOFF)
