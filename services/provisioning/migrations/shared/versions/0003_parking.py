"""Messages that exhausted their retries, as rows that operators see, replay and discard."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# `body` and `headers` are what may be shown; `sealed` is the original of a message that held secrets, until its
# secret is forgotten: had_secrets without sealed can no longer be replayed.
PARKING = """
CREATE TABLE svc_provisioning.parked_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id uuid NOT NULL,
    service text NOT NULL,
    queue text NOT NULL,
    routing_key text NOT NULL,
    type text,
    correlation_id text,
    saga_id uuid,
    tenant_id uuid,
    headers jsonb NOT NULL DEFAULT '{}',
    body bytea NOT NULL,
    had_secrets boolean NOT NULL DEFAULT false,
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
    sent_at timestamptz,
    settled_at timestamptz,
    settled_by text,
    settle_reason text,
    search text GENERATED ALWAYS AS (extensions.fold(queue || ' ' || fingerprint || ' ' || coalesce(error, '')
        || ' ' || message_id::text || ' ' || coalesce(correlation_id, ''))) STORED,
    CHECK ((status IN ('replayed', 'discarded')) = (settled_at IS NOT NULL)),
    CHECK (sealed IS NULL OR status IN ('parked', 'replaying'))
);
-- One open row a message and queue: what comes again is the same message.
CREATE UNIQUE INDEX uq_parked_messages_open ON svc_provisioning.parked_messages (service, queue, message_id)
    WHERE status IN ('parked', 'replaying');
CREATE INDEX ix_parked_messages_group ON svc_provisioning.parked_messages (fingerprint, service, queue, id)
    WHERE status = 'parked';
CREATE INDEX ix_parked_messages_replay ON svc_provisioning.parked_messages (replay_id, id)
    WHERE replay_id IS NOT NULL;
CREATE INDEX ix_parked_messages_status ON svc_provisioning.parked_messages (status, id DESC);
CREATE INDEX ix_parked_messages_settled_at ON svc_provisioning.parked_messages (settled_at)
    WHERE settled_at IS NOT NULL;
CREATE INDEX ix_parked_messages_sealed ON svc_provisioning.parked_messages (saga_id) WHERE sealed IS NOT NULL;
CREATE INDEX ix_parked_messages_search ON svc_provisioning.parked_messages
    USING gin (search extensions.gin_trgm_ops);

CREATE TABLE svc_provisioning.replays (
    id uuid PRIMARY KEY,
    message bigint,
    fingerprint text,
    service text,
    queue text,
    total integer NOT NULL CHECK (total > 0),
    done integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    position integer NOT NULL DEFAULT 0,
    status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'finished', 'stopped')),
    actor text NOT NULL,
    reason text,
    stopped_reason text,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    CHECK (done + failed <= total),
    CHECK ((status = 'running') = (finished_at IS NULL))
);
CREATE INDEX ix_replays_running ON svc_provisioning.replays (id) WHERE status = 'running';
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_provisioning.parked_messages, svc_provisioning.replays
    TO svc_provisioning;
"""

# Whether a replayed message took effect stands in its service's inbox, and only that may be asked.
HANDLED = """
GRANT USAGE ON SCHEMA svc_tenant, svc_provisioning TO petshop_definer;
GRANT SELECT ON svc_tenant.inbox, svc_auth.inbox, svc_provisioning.inbox, svc_business.inbox TO petshop_definer;
CREATE FUNCTION provisioning_api.handled(service text, consumer text, ids uuid[]) RETURNS SETOF uuid
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT i.message_id FROM svc_tenant.inbox i
        WHERE $1 = 'tenant' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_auth.inbox i
        WHERE $1 = 'auth' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_provisioning.inbox i
        WHERE $1 = 'provisioning' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_business.inbox i
        WHERE $1 = 'business' AND i.consumer = $2 AND i.message_id = ANY ($3)
$$;
ALTER FUNCTION provisioning_api.handled(text, text, uuid[]) OWNER TO petshop_definer;
REVOKE ALL ON FUNCTION provisioning_api.handled(text, text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provisioning_api.handled(text, text, uuid[]) TO svc_provisioning;
"""


def upgrade() -> None:
    op.execute(PARKING)
    op.execute(HANDLED)
