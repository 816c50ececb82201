"""Sagas written straight into the tables, with what the engine would have left in them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from libs.common.clock import new_id
from services.provisioning.saga import Step
from tests.infra.sql import connected

ADMIN = (
    '{"email": "ana@example.com", "password_hash": "$argon2id$secret", "first_name": "Ana", "last_name": "Souza"}'
)
OWNER = '{"user_id": "00000000-0000-7000-8000-000000000001", "email": "ana@example.com", "first_name": "Ana"}'
_SAGAS = """
INSERT INTO svc_provisioning.sagas (saga_id, tenant_id, name, subdomain, schema_name, role_name, state,
    failure_code, admin, owner, started_at, deadline_at, next_attempt_at)
SELECT id, gen_random_uuid(), 'Pet Ação', $2 || '-' || right(id::text, 8), wall, wall, $3, $4, $5::jsonb,
    $6::jsonb, now() - interval '2 h', now() + interval '1 d', now() + $7::interval
FROM unnest($1::uuid[]) AS id, LATERAL (SELECT 'tenant_' || right(id::text, 12) AS wall) AS named
"""
_STEPS = """
INSERT INTO svc_provisioning.saga_steps (saga_id, position, name, status)
SELECT id, position, name, 'done' FROM unnest($1::uuid[]) AS id,
    unnest($2::text[]) WITH ORDINALITY AS s (name, position)
"""


async def plant_sagas(
    admin_url: str,
    state: str,
    *,
    count: int = 1,
    name: str = "stuck",
    failure_code: str | None = None,
    due_in: timedelta = timedelta(days=1),
) -> Sequence[UUID]:
    """Begun two hours ago; their shops were never made, and nobody they wait for will answer."""
    ids = [new_id() for _ in range(count)]
    owner = OWNER if state == "ADMIN_CREATED" else None
    async with connected(admin_url) as connection:
        await connection.execute(_SAGAS, ids, name, state, failure_code, ADMIN, owner, due_in)
        await connection.execute(_STEPS, ids, [step.value for step in Step])
    return ids


async def plant_saga(admin_url: str, state: str, *, name: str = "stuck") -> UUID:
    """One of `plant_sagas`."""
    (saga_id,) = await plant_sagas(admin_url, state, name=name)
    return saga_id
