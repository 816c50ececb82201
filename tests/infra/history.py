"""Years of finished sagas, written straight into the tables: for what must stay right and fast with many."""

from dataclasses import dataclass

from services.provisioning.saga import Step
from tests.infra.sql import connected

# One in so many was rolled back.
ROLLED_BACK_EVERY = 10
# In the order of time, as UUIDv7 are, over the last thirty days.
_NAMED = """
CREATE TEMP TABLE named AS
SELECT n, n % $2::int = 0 AS undone, at, (ms || '70008000' || hex)::uuid AS saga_id,
    (ms || '70009000' || hex)::uuid AS tenant_id, 'tenant_' || hex AS wall, names[1 + n % 5] || ' ' || n AS name,
    'loja-' || n AS subdomain
FROM generate_series(1, $1::int) AS n,
    LATERAL (SELECT now() - interval '30 d' * (1 - n / ($1::float8 + 1)) AS at, lpad(to_hex(n), 12, '0') AS hex,
        ARRAY['Pet Feliz', 'Amigo Fiel', 'Cão & Gato', 'Bicho Mimado', 'Patas de Ouro'] AS names) AS a,
    LATERAL (SELECT lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS ms) AS b
"""
_SAGAS = """
INSERT INTO svc_provisioning.sagas (saga_id, tenant_id, name, subdomain, schema_name, role_name, state,
    failure_code, admin, schema_version, version, started_at, finished_at, deadline_at)
SELECT saga_id, tenant_id, name, subdomain, wall, wall, CASE WHEN undone THEN 'ROLLED_BACK' ELSE 'COMPLETED' END,
    CASE WHEN undone THEN 'EMAIL_TAKEN' END,
    jsonb_build_object('email', 'dona@' || subdomain || '.com', 'first_name', 'Ana', 'last_name', 'Souza'),
    '0002', 5, at, at + interval '300 ms', at + interval '10 min'
FROM named
"""
_STEPS = """
INSERT INTO svc_provisioning.saga_steps (saga_id, position, name, status, started_at, finished_at, attempts)
SELECT saga_id, position, step, CASE WHEN undone THEN 'compensated' ELSE 'done' END,
    at + position * interval '50 ms', at + position * interval '50 ms' + (10 + n % 40) * interval '1 ms', 1
FROM named, unnest($1::text[]) WITH ORDINALITY AS steps (step, position)
"""
_TRANSITIONS = """
INSERT INTO svc_provisioning.saga_transitions (saga_id, trigger, state_before, state_after, events_out,
    event_ids_out, moved, at)
SELECT saga_id, trigger, state_before, state_after, '{schema.created}', ARRAY[gen_random_uuid()],
    state_before IS DISTINCT FROM state_after, at + number * interval '50 ms'
FROM named, (VALUES (1, 'tenant.requested', NULL, 'REQUESTED'),
    (2, 'schema_built', 'REQUESTED', 'SCHEMA_CREATED'),
    (3, 'admin_created', 'SCHEMA_CREATED', 'ADMIN_CREATED'),
    (4, 'admin_created', 'ADMIN_CREATED', 'ADMIN_CREATED'),
    (5, 'tenant_activated', 'ADMIN_CREATED', 'COMPLETED'),
    (6, 'tenant_activated', 'COMPLETED', 'COMPLETED'))
    AS moves (number, trigger, state_before, state_after)
"""
_TENANTS = """
INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status, failure_code, created_at)
SELECT tenant_id, saga_id, name, subdomain, wall, wall, CASE WHEN undone THEN 'failed' ELSE 'active' END,
    CASE WHEN undone THEN 'EMAIL_TAKEN' END, at
FROM named
"""
_SCHEMAS = """
INSERT INTO svc_provisioning.tenant_schemas (tenant_id, schema_name, role_name, version)
SELECT tenant_id, wall, wall, '0002' FROM named WHERE NOT undone
"""


@dataclass(frozen=True, slots=True)
class History:
    """How many there are of each end."""

    completed: int
    rolled_back: int


async def seed_history(admin_url: str, count: int) -> History:
    """Sagas with steps, six lines of timeline each and their tenants' rows; no schemas. Fresh statistics."""
    async with connected(admin_url) as admin:
        async with admin.transaction():
            await admin.execute(_NAMED, count, ROLLED_BACK_EVERY)
            await admin.execute(_SAGAS)
            await admin.execute(_STEPS, [step.value for step in Step])
            for statement in (_TRANSITIONS, _TENANTS, _SCHEMAS):
                await admin.execute(statement)
        await admin.execute("VACUUM ANALYZE")
    undone = count // ROLLED_BACK_EVERY
    return History(completed=count - undone, rolled_back=undone)
