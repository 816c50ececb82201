"""What a fleet weighs: catalogs, disk, what a backend remembers, and what a new role costs each of them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import asyncpg

from libs.common.clock import new_id
from libs.common.database import Database
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.sql import connected
from tests.infra.system import System

CHANGES, BUILDS, MET = 9, 9, 300
MB = 2**20
_CATALOGS = (
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"
)
# Of every table of a shop.
_DAY = (
    "SELECT * FROM api_cliente ORDER BY ordem, id LIMIT 20",
    "SELECT * FROM api_cliente WHERE id = 1",
    "SELECT * FROM api_animal ORDER BY ordem, id LIMIT 20",
    "SELECT * FROM api_servico",
    "SELECT * FROM idempotency_keys WHERE key = 'k'",
    "UPDATE api_cliente SET version = version + 1 WHERE id = 0",
)


@dataclass(frozen=True, slots=True)
class Weight:
    """`connection_mb`: private memory of a fresh connection; `schema_kb`: what each shop adds that it meets.

    `new_role_ms`: what the next request on a connection pays after any role was made or granted.
    `build_ms`: a schema with its role, built.
    """

    relations: int
    catalogs_mb: float
    database_mb: float
    connection_mb: float
    schema_kb: float
    new_role_ms: float
    build_ms: float


async def weigh(system: System, schemas: Sequence[str]) -> Weight:
    """Reads it all from the running system, with the shops of these schemas."""
    async with connected(system.admin_url) as admin:
        relations = await admin.fetchval("SELECT count(*) FROM pg_class")
        catalogs = await admin.fetchval(_CATALOGS)
        database = await admin.fetchval("SELECT pg_database_size(current_database())")
        async with connected(system.service_url("business")) as login:
            pid, met = login.get_server_pid(), schemas[:MET]
            fresh = await _after_visits(login, pid, met[:1])
            held = await _after_visits(login, pid, met)
            paid = [await _after_a_change(admin, login) for _ in range(CHANGES)]
    return Weight(
        int(relations),
        float(catalogs) / MB,
        float(database) / MB,
        fresh / MB,
        (held - fresh) / (len(met) - 1) / 1024,
        median(paid),
        await _build_ms(system),
    )


async def _after_visits(login: "asyncpg.Connection[asyncpg.Record]", pid: int, schemas: Sequence[str]) -> int:
    """Private bytes of the connection's process once it has done in each shop what a day brings."""
    for schema in schemas:
        await login.execute(f"BEGIN; SET LOCAL ROLE {schema}; SET LOCAL search_path TO {schema}")
        for statement in _DAY:
            await login.fetch(statement)
        await login.execute("ROLLBACK")
    return _private_bytes(pid)


async def _build_ms(system: System) -> float:
    database, manager, times = Database(system.service_url("provisioning"), pool_size=1), TenantManager(), []
    try:
        for _ in range(BUILDS):
            async with database.transaction() as session:
                await session.connection()
                began = time.perf_counter()
                await manager.create_schema(session, TenantNames.ready())
                times.append((time.perf_counter() - began) * 1000)
                await session.rollback()
    finally:
        await database.close()
    return median(times)


async def _after_a_change(
    admin: "asyncpg.Connection[asyncpg.Record]", login: "asyncpg.Connection[asyncpg.Record]"
) -> float:
    """Milliseconds of the first SET ROLE after a role was made, above those of the second."""
    name = f"bench_{new_id().hex[-12:]}"
    await admin.execute(f"CREATE ROLE {name}; GRANT {name} TO svc_business WITH INHERIT FALSE, SET TRUE")
    try:
        first, second = [await _set_role(login, name) for _ in range(2)]
    finally:
        await admin.execute(f"DROP ROLE {name}")
    return (first - second) * 1000


async def _set_role(login: "asyncpg.Connection[asyncpg.Record]", name: str) -> float:
    began = time.perf_counter()
    await login.execute(f"BEGIN; SET LOCAL ROLE {name}; COMMIT")
    return time.perf_counter() - began


def _private_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))
