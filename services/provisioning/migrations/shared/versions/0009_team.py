"""Who works in a shop: invitations, and a version of each user for those who change him."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

USERS = """
ALTER TABLE shared.tenant_users ADD COLUMN version integer NOT NULL DEFAULT 1;
"""

# One open invitation an address and shop; it is gone once it was accepted or withdrawn. `user_id` is the id of the
# user that it will make: the letter's token is sealed for it.
INVITATIONS = """
CREATE TABLE svc_auth.invitations (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES shared.tenants (id),
    email varchar(255) NOT NULL CHECK (email = lower(btrim(email))),
    role varchar(50) NOT NULL CHECK (role IN ('owner', 'manager', 'user')),
    user_id uuid NOT NULL UNIQUE,
    token_hash bytea NOT NULL UNIQUE,
    invited_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    UNIQUE (tenant_id, email)
);
CREATE INDEX ix_invitations_expires_at ON svc_auth.invitations (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.invitations TO svc_auth;
"""

IDEMPOTENCY = """
CREATE TABLE svc_auth.idempotency_keys (
    key text NOT NULL,
    route text NOT NULL,
    request_hash text NOT NULL,
    status integer,
    body text,
    headers text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key, route)
);
CREATE INDEX ix_idempotency_keys_created_at ON svc_auth.idempotency_keys (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_auth.idempotency_keys TO svc_auth;
"""


def upgrade() -> None:
    op.execute(USERS)
    op.execute(INVITATIONS)
    op.execute(IDEMPOTENCY)
