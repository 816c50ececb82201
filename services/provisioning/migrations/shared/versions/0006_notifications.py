"""What people are told: deliveries, whom not to write to, and reminders of bookings."""

from alembic import op

from services.provisioning.migrations.shared.service_schema import MESSAGING

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# `content` fills the template; `sealed_token` is the one-time token, kept only until the letter's end. `lease` is
# who sends it now: the last word on a delivery is written under it, or not at all. `round` is part of the
# Message-ID: it grows when an operator sends again what was sent. `due_since` is what a letter's wait is measured
# from: a server that is away puts `next_attempt_at` off again and again, and this not.
DELIVERIES = """
CREATE TABLE svc_notifications.deliveries (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL CHECK (channel IN ('email', 'whatsapp')),
    dedupe_key text NOT NULL UNIQUE,
    recipient text NOT NULL,
    recipient_name text NOT NULL DEFAULT '',
    locale text NOT NULL,
    content jsonb NOT NULL DEFAULT '{}',
    sealed_token text,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN
        ('queued', 'sending', 'sent', 'ready', 'failed', 'suppressed')),
    round integer NOT NULL DEFAULT 1,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    due_since timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    lease uuid,
    leased_until timestamptz,
    message_id text,
    link text,
    error_code text,
    error text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    search text GENERATED ALWAYS AS (extensions.fold(recipient || ' ' || kind || ' ' || id::text
        || ' ' || coalesce(message_id, '') || ' ' || coalesce(error, ''))) STORED,
    CHECK ((state = 'sending') = (lease IS NOT NULL)),
    CHECK ((lease IS NULL) = (leased_until IS NULL)),
    CHECK ((state IN ('queued', 'sending')) = (finished_at IS NULL)),
    CHECK (sealed_token IS NULL OR state IN ('queued', 'sending'))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_deliveries_due ON svc_notifications.deliveries (channel, next_attempt_at, id)
    WHERE state = 'queued';
CREATE INDEX ix_deliveries_leased_until ON svc_notifications.deliveries (leased_until) WHERE state = 'sending';
CREATE INDEX ix_deliveries_due_since ON svc_notifications.deliveries (due_since)
    WHERE state IN ('queued', 'sending');
CREATE INDEX ix_deliveries_state ON svc_notifications.deliveries (state, id DESC);
CREATE INDEX ix_deliveries_kind ON svc_notifications.deliveries (kind, id DESC);
CREATE INDEX ix_deliveries_tenant_id ON svc_notifications.deliveries (tenant_id, id DESC);
CREATE INDEX ix_deliveries_recipient ON svc_notifications.deliveries (recipient, kind, created_at);
CREATE INDEX ix_deliveries_finished_at ON svc_notifications.deliveries (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX ix_deliveries_search ON svc_notifications.deliveries USING gin (search extensions.gin_trgm_ops);

-- What became of each try, and what operators did and why: nobody rewrites it.
CREATE TABLE svc_notifications.delivery_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id uuid NOT NULL REFERENCES svc_notifications.deliveries (id) ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL,
    code text,
    detail text,
    actor text,
    reason text
);
CREATE INDEX ix_delivery_history_delivery_id ON svc_notifications.delivery_history (delivery_id, id);

-- Addresses whose server said that they do not exist. A lifted one stays, with who lifted it and why.
CREATE TABLE svc_notifications.suppressions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address text NOT NULL,
    code text NOT NULL,
    detail text NOT NULL DEFAULT '',
    delivery_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    lifted_at timestamptz,
    lifted_by text,
    lift_reason text,
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX uq_suppressions_standing ON svc_notifications.suppressions (address) WHERE lifted_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON svc_notifications.deliveries TO svc_notifications;
GRANT SELECT, INSERT ON svc_notifications.delivery_history TO svc_notifications;
GRANT SELECT, INSERT, UPDATE ON svc_notifications.suppressions TO svc_notifications;
"""

# A booking as the shop last told it (`sequence` grows with each change of it), and when its customer is reminded.
REMINDERS = """
CREATE TABLE svc_notifications.bookings (
    tenant_id uuid NOT NULL,
    agendamento_id bigint NOT NULL,
    sequence bigint NOT NULL,
    is_cancelled boolean NOT NULL DEFAULT false,
    inicio timestamptz NOT NULL,
    timezone text NOT NULL,
    animal text NOT NULL,
    servicos jsonb NOT NULL DEFAULT '[]',
    cliente_nome text NOT NULL,
    cliente_email text,
    cliente_telefone text,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, agendamento_id)
);
CREATE INDEX ix_bookings_inicio ON svc_notifications.bookings (inicio);

CREATE TABLE svc_notifications.reminders (
    tenant_id uuid NOT NULL,
    agendamento_id bigint NOT NULL,
    minutes_before integer NOT NULL CHECK (minutes_before > 0),
    inicio timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'queued', 'dropped')),
    reason text,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, agendamento_id, minutes_before, inicio),
    FOREIGN KEY (tenant_id, agendamento_id) REFERENCES svc_notifications.bookings ON DELETE CASCADE
);
CREATE INDEX ix_reminders_due ON svc_notifications.reminders (due_at) WHERE state = 'planned';

-- Customers who do not want a shop's reminders.
CREATE TABLE svc_notifications.opt_outs (
    tenant_id uuid NOT NULL,
    recipient text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, recipient)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_notifications.bookings, svc_notifications.reminders,
    svc_notifications.opt_outs TO svc_notifications;
"""

# Names and settings of shops are read where they are kept.
READS = """
GRANT USAGE ON SCHEMA shared TO svc_notifications;
GRANT SELECT ON shared.tenants, shared.tenant_configurations TO svc_notifications;
"""

HANDLED = """
GRANT USAGE ON SCHEMA svc_notifications TO petshop_definer;
GRANT SELECT ON svc_notifications.inbox TO petshop_definer;
CREATE OR REPLACE FUNCTION provisioning_api.handled(service text, consumer text, ids uuid[]) RETURNS SETOF uuid
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT i.message_id FROM svc_tenant.inbox i
        WHERE $1 = 'tenant' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_auth.inbox i
        WHERE $1 = 'auth' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_provisioning.inbox i
        WHERE $1 = 'provisioning' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_business.inbox i
        WHERE $1 = 'business' AND i.consumer = $2 AND i.message_id = ANY ($3)
    UNION ALL SELECT i.message_id FROM svc_notifications.inbox i
        WHERE $1 = 'notifications' AND i.consumer = $2 AND i.message_id = ANY ($3)
$$;
"""


def upgrade() -> None:
    op.execute(MESSAGING.format(name="notifications"))
    op.execute(READS)
    op.execute(DELIVERIES)
    op.execute(REMINDERS)
    op.execute(HANDLED)
