"""The schema each service has of its own: outbox, inbox, leases. Migrations stand on it, so it never changes."""

MESSAGING = """
CREATE SCHEMA svc_{name};
GRANT USAGE ON SCHEMA svc_{name} TO svc_{name};
CREATE TABLE svc_{name}.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    routing_key text NOT NULL,
    type text NOT NULL,
    subject uuid NOT NULL,
    correlation_id text,
    payload text NOT NULL,
    traceparent text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    available_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    last_error text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE TABLE svc_{name}.inbox (
    consumer text NOT NULL,
    message_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);
CREATE INDEX ix_inbox_received_at ON svc_{name}.inbox (received_at);
CREATE TABLE svc_{name}.leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    expires_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON svc_{name}.outbox, svc_{name}.leases TO svc_{name};
GRANT SELECT, INSERT, DELETE ON svc_{name}.inbox TO svc_{name};
"""
