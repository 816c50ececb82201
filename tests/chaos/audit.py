"""What is left when all has come to rest: registry, schemas, roles, users, sagas and sign-ups, both ways."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

import asyncpg

from tests.chaos.visitors import SignUp
from tests.infra.sql import connected
from tests.infra.system import System
from tests.outage.books import (
    LOST,
    UNDER_WAY,
    delivered_shops,
    parked_messages,
    unsent_events,
    waiting_messages,
    welcomes,
)

TENANTS = "SELECT id, saga_id, schema_name, role_name, status, failure_code FROM shared.tenants"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant\\_%'"
ROLES = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'tenant\\_%'"
MEMBERSHIPS = """
SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
JOIN pg_roles u ON u.oid = m.member WHERE u.rolname = 'svc_business' AND r.rolname LIKE 'tenant\\_%'
"""
REGISTERED = "SELECT schema_name FROM svc_provisioning.tenant_schemas"
# What waits for a shop: as many schemas and roles as the stock knows of.
STOCK = "SELECT schema_name FROM svc_provisioning.ready_schemas"
READY_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'ready\\_%'"
READY_ROLES = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'ready\\_%'"
USERS = "SELECT tenant_id FROM shared.tenant_users WHERE tenant_id IS NOT NULL"
SAGAS = "SELECT saga_id, state, failure_code, admin ? 'password_hash' AS has_hash FROM svc_provisioning.sagas"
SIGNUPS = "SELECT saga_id, password_hash IS NOT NULL AS has_hash FROM svc_tenant.signups"
# What each end means; everything else is a defect.
SAGA_OF_STATUS = {"active": "COMPLETED", "failed": "ROLLED_BACK"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be, or that is missing."""

    kind: str
    what: str

    @property
    def is_orphan(self) -> bool:
        return self.kind.startswith("orphan")


@dataclass(frozen=True, slots=True)
class Remains:
    """Everything the sagas touch, read past the services."""

    tenants: list[asyncpg.Record]
    schemas: list[Any]
    roles: list[Any]
    memberships: list[Any]
    registered: list[Any]
    stock: list[Any]
    ready_schemas: list[Any]
    ready_roles: list[Any]
    users: list[Any]
    sagas: list[asyncpg.Record]
    signups: list[asyncpg.Record]


async def read_remains(system: System) -> Remains:
    async with connected(system.admin_url) as connection, connection.transaction(isolation="repeatable_read"):

        async def column(query: str) -> list[Any]:
            return [row[0] for row in await connection.fetch(query)]

        return Remains(
            tenants=await connection.fetch(TENANTS),
            schemas=await column(SCHEMAS),
            roles=await column(ROLES),
            memberships=await column(MEMBERSHIPS),
            registered=await column(REGISTERED),
            stock=await column(STOCK),
            ready_schemas=await column(READY_SCHEMAS),
            ready_roles=await column(READY_ROLES),
            users=await column(USERS),
            sagas=await connection.fetch(SAGAS),
            signups=await connection.fetch(SIGNUPS),
        )


def compare(remains: Remains) -> list[Finding]:
    """Every disagreement between what exists and what the registry says should."""
    active = [row for row in remains.tenants if row["status"] == "active"]
    sagas = {row["saga_id"]: row for row in remains.sagas}
    living_schemas = {row["schema_name"] for row in active}
    living_roles = {row["role_name"] for row in active}
    failed = {row["saga_id"] for row in remains.tenants if row["status"] == "failed"}
    return [
        *_differences("schema", remains.schemas, living_schemas),
        *_differences("role", remains.roles, living_roles),
        *_differences("membership", remains.memberships, living_roles),
        *_differences("registry row", remains.registered, living_schemas),
        *_differences("ready schema", remains.ready_schemas, set(remains.stock)),
        *_differences("ready role", remains.ready_roles, set(remains.stock)),
        *_differences("user", remains.users, {row["id"] for row in active}),
        *_differences("saga", sagas.keys(), {row["saga_id"] for row in remains.tenants}),
        *_differences("sign-up", (row["saga_id"] for row in remains.signups), failed),
        *_wrong_ends(remains.tenants, sagas),
        *_hashes(remains),
    ]


def _differences(kind: str, found: Iterable[Any], wanted: Set[Any]) -> Iterator[Finding]:
    counted = Counter(found)
    yield from (Finding(f"orphan {kind}", str(name)) for name in counted.keys() - wanted)
    yield from (Finding(f"missing {kind}", str(name)) for name in wanted - counted.keys())
    yield from (Finding(f"doubled {kind}", str(name)) for name, count in counted.items() if count > 1)


def _wrong_ends(tenants: list[asyncpg.Record], sagas: Mapping[Any, asyncpg.Record]) -> Iterator[Finding]:
    for row in tenants:
        saga = sagas.get(row["saga_id"])
        wanted = SAGA_OF_STATUS.get(row["status"])
        if saga is None or saga["state"] != wanted or saga["failure_code"] != row["failure_code"]:
            state = saga["state"] if saga else "no saga"
            yield Finding("unfinished saga", f"{row['saga_id']}: shop {row['status']}, saga {state}")


def _hashes(remains: Remains) -> Iterator[Finding]:
    holders = [row["saga_id"] for row in (*remains.sagas, *remains.signups) if row["has_hash"]]
    yield from (Finding("password hash kept", str(saga_id)) for saga_id in holders)


async def messages_left(system: System) -> dict[str, int]:
    """Events that wait anywhere: outboxes, queues of running services, delay queues."""
    return await unsent_events(system) | await waiting_messages(system, UNDER_WAY)


async def lost_messages(system: System) -> list[Finding]:
    """Nothing may have been parked or unroutable, collected or not; each names its queue and count."""
    found = await waiting_messages(system, LOST) | await parked_messages(system)
    return [Finding("parked", f"{queue}: {count}") for queue, count in found.items()]


async def undelivered(system: System) -> list[Finding]:
    """Every active shop was announced to those who only listen, and nobody else; each owner is welcomed once."""
    delivered = await delivered_shops(system, "billing.tenant.activated")
    active = {row["id"] for row in (await read_remains(system)).tenants if row["status"] == "active"}
    return [
        *(Finding("announcement lost", str(each)) for each in active - delivered),
        *(Finding("announcement invented", str(each)) for each in delivered - active),
        *_differences("welcome", (await welcomes(system)).elements(), active),
    ]


def judge_sign_ups(accepted: list[SignUp], remains: Remains) -> list[Finding]:
    """Each accepted one ended as it had to, and nobody has a shop who was not told of it."""
    known = {each.tenant_id for each in accepted}
    invented = [row["id"] for row in remains.tenants if row["id"] not in known]
    kept = {row["id"] for row in remains.tenants}
    return [
        *(Finding("sign-up lost", _end(each)) for each in accepted if not _ended_well(each)),
        *(Finding("sign-up lost", f"{_end(each)}, no row") for each in accepted if each.tenant_id not in kept),
        *(Finding("sign-up invented", str(tenant_id)) for tenant_id in invented),
    ]


def _ended_well(sign_up: SignUp) -> bool:
    wanted = ("ROLLED_BACK", "EMAIL_TAKEN") if sign_up.is_taken else ("COMPLETED", None)
    return (sign_up.state, sign_up.failure_code) == wanted


def _end(sign_up: SignUp) -> str:
    return f"{sign_up.subdomain}: {sign_up.state or 'open'} {sign_up.failure_code or ''}".strip()
