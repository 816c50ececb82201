"""Access tokens that end before their time, what a signed-in device is, and whether an e-mail was proven."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Every service reads it when it starts, and hears what comes later: see libs/common/revocations.py.
REVOCATIONS = """
CREATE TABLE shared.session_revocations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid,
    sid uuid,
    before timestamptz NOT NULL,
    ends_sessions boolean NOT NULL,
    CHECK ((user_id IS NULL) <> (sid IS NULL))
);
CREATE INDEX ix_session_revocations_before ON shared.session_revocations (before);
GRANT SELECT ON shared.session_revocations
    TO svc_tenant, svc_auth, svc_provisioning, svc_business, svc_notifications;
GRANT INSERT, DELETE ON shared.session_revocations TO svc_auth;
"""

DEVICES = """
ALTER TABLE svc_auth.sessions ADD COLUMN user_agent text, ADD COLUMN address text;
"""

USERS = """
ALTER TABLE shared.tenant_users ADD COLUMN email_verified_at timestamptz;
"""


def upgrade() -> None:
    op.execute(REVOCATIONS)
    op.execute(DEVICES)
    op.execute(USERS)
