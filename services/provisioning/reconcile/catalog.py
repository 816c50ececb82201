"""Reads the facts: one query a list, whatever the number of tenants; for one subject or for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.tenancy.tenant import checked_identifier, is_tenant_identifier
from services.provisioning.reconcile import queries
from services.provisioning.reconcile.comparison import LIVING
from services.provisioning.reconcile.facts import (
    Facts,
    RegisteredFact,
    RoleFact,
    SagaFact,
    TenantFact,
    UserFact,
    VersionFact,
)

# Each table read is a lock held to the end of the transaction, and the lock table is everybody's.
VERSIONS_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Focus:
    """The names and tenants that one finding is about."""

    names: Sequence[str]
    tenants: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Size:
    """How much a schema holds: rows as PostgreSQL estimates them, bytes without indexes, relations with them."""

    tables: int = 0
    rows: int = 0
    size_bytes: int = 0
    relations: int = 0


async def focus_of(session: AsyncSession, subject: str, tenant_id: UUID | None, *, lock: bool) -> Focus:
    """What a finding is about, with its sagas and list entries locked until the transaction ends, if wanted."""
    rows = (
        await session.execute(queries.FOCUS, {"names": [subject], "tenants": [tenant_id] if tenant_id else []})
    ).all()
    names = {subject, *(row.schema_name for row in rows), *(row.role_name for row in rows)}
    tenants = {row.tenant_id for row in rows} | ({tenant_id} if tenant_id else set())
    focus = Focus(sorted(names), sorted(tenants))
    for statement in queries.LOCKS if lock else ():
        await session.execute(statement, {"names": focus.names, "tenants": focus.tenants})
    return focus


async def read_facts(session: AsyncSession, focus: Focus | None = None) -> Facts:
    """All facts but the schemas' own versions; those of one moment where the transaction is REPEATABLE READ."""
    if focus is None:
        await session.execute(queries.PATIENCE)
    values = {"names": focus.names if focus else None, "tenants": focus.tenants if focus else []}
    users = (await session.execute(queries.USERS[focus is not None], values if focus else {})).all()
    owners: dict[UUID, int] = {}
    for user in users:
        owners[user.tenant_id] = owners.get(user.tenant_id, 0) + user.is_owner
    acls = await _rows(session, queries.ACLS, values)
    return Facts(
        tenants=[TenantFact(**row._mapping) for row in await _rows(session, queries.TENANTS, values)],
        schemas=[row.nspname for row in await _rows(session, queries.SCHEMAS, values)],
        roles=await _roles(session, values),
        registered=[RegisteredFact(**row._mapping) for row in await _rows(session, queries.REGISTERED, values)],
        sagas=[SagaFact(**row._mapping) for row in await _rows(session, queries.SAGAS, values)],
        users=[UserFact(u.user_id, u.tenant_id, u.created_at) for u in users if u.status not in LIVING],
        owners=owners,
        acls={schema: row.acls for row in acls for schema in row.schemas},
    )


def living_schemas(facts: Facts) -> list[str]:
    """Schemas whose own version is worth reading, under names that may stand in a query."""
    living = {tenant.schema_name for tenant in facts.tenants if tenant.status in LIVING}
    return sorted(name for name in living.intersection(facts.schemas) if is_tenant_identifier(name))


async def read_versions(session: AsyncSession, schemas: Iterable[str]) -> dict[str, VersionFact]:
    """The revision each schema names beside the registered one; None where it names none that we may read."""
    wanted = list(schemas)
    found = dict.fromkeys(wanted, VersionFact(None, None))
    readable = [row.nspname for row in await _rows(session, queries.READABLE, {"names": wanted})]
    if not readable:
        return found
    parts = " UNION ALL ".join(_version_of(name) for name in readable)
    query = (
        f"SELECT v.name, v.own, s.version AS registered FROM ({parts}) v"  # noqa: S608 - checked names
        " LEFT JOIN svc_provisioning.tenant_schemas s ON s.schema_name = v.name"
    )
    connection = await session.connection()
    rows = await connection.exec_driver_sql(query)
    return found | {row.name: VersionFact(row.own, row.registered) for row in rows}


async def sizes_of(session: AsyncSession, schemas: Sequence[str]) -> dict[str, Size]:
    """The sizes of some schemas."""
    rows = await _rows(session, queries.SIZES, {"names": list(schemas)})
    return {row.name: Size(row.tables, row.rows, row.size_bytes, row.relations) for row in rows}


async def _roles(session: AsyncSession, values: Mapping[str, Any]) -> list[RoleFact]:
    outside: dict[str, list[str]] = {}
    for row in await _rows(session, queries.OUTSIDE, {"names": values["names"]}):
        outside.setdefault(row.role_name, []).append(row.thing)
    roles = [RoleFact(**row._mapping) for row in await _rows(session, queries.ROLES, {"names": values["names"]})]
    return [replace(role, outside=outside[role.name]) if role.name in outside else role for role in roles]


def _version_of(name: str) -> str:
    # Several rows are as good as none: no single revision.
    return (
        f"SELECT '{checked_identifier(name)}' AS name, (SELECT string_agg(version_num, '+' ORDER BY version_num)"  # noqa: S608
        f" FROM {name}.alembic_version) AS own"
    )


async def _rows(session: AsyncSession, statement: Any, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    needed = {name: value for name, value in values.items() if f":{name}" in statement.text}
    return (await session.execute(statement, needed)).all()
