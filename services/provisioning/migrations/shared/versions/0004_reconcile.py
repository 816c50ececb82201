"""What the reconciler found, and copies of the rows of what it removed."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RECONCILE = """
CREATE TABLE svc_provisioning.reconcile_runs (
    id uuid PRIMARY KEY,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    actor text NOT NULL,
    error text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.reconcile_runs TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(RECONCILE)
