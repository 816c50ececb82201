"""Messages that exhausted their retries, as rows that operators see, replay and discard."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PARKING = """
CREATE TABLE svc_provisioning.parked_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL,
    service text NOT NULL,
    queue text,
    routing_key text NOT NULL,
    type text,
    correlation_id text,
    subject uuid,
    headers jsonb NOT NULL DEFAULT '{}',
    body bytea NOT NULL,
    sealed bytea,
    attempts integer NOT NULL DEFAULT 0,
    reason text NOT NULL,
    error text,
    fingerprint text NOT NULL,
    times_parked integer NOT NULL DEFAULT 1,
    first_parked_at timestamptz NOT NULL DEFAULT now(),
    parked_at timestamptz NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'parked' CHECK (status IN ('parked', 'replaying', 'replayed', 'discarded')),
    replay_id uuid,
    settled_at timestamptz,
    settled_by text,
    settle_reason text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.parked_messages TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(PARKING)
