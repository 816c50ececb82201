"""What a fleet weighs: catalogs, disk, what a backend remembers, and what a new role costs each of them."""

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import asyncpg

from libs.common.clock import new_id
from tests.infra.sql import connected
from tests.infra.system import System

CHANGES = 9
_CATALOGS = (
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"
)
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'business'"


@dataclass(frozen=True, slots=True)
class Weight:
    """`backend_mb`: private memory of a connection that served the fleet, the median of the pool's.

    `met`: how many schemas it can have met by then.

    `new_role_ms`: what the next request on a connection pays after any role was made or granted.
    """

    relations: int
    catalogs_mb: float
    database_mb: float
    backend_mb: float
    met: int
    new_role_ms: float


async def weigh(system: System, *, met: int) -> Weight:
    """Reads it all from the running system."""
    async with connected(system.admin_url) as admin:
        relations = await admin.fetchval("SELECT count(*) FROM pg_class")
        catalogs = await admin.fetchval(_CATALOGS)
        database = await admin.fetchval("SELECT pg_database_size(current_database())")
        pids = [row["pid"] for row in await admin.fetch(_BACKENDS)]
        async with connected(system.service_url("business")) as login:
            paid = [await _after_a_change(admin, login) for _ in range(CHANGES)]
    mb = 2**20
    held = median(_private_bytes(pid) for pid in pids)
    return Weight(int(relations), float(catalogs) / mb, float(database) / mb, held / mb, met, median(paid))


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
