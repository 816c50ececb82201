"""50 shops over few connections, directly and through PgBouncer; and the proof that a crossing would be seen."""

import random
from collections.abc import Callable
from contextlib import AsyncExitStack

import asyncpg
import pytest

from libs.common.database import Database
from libs.common.scope import PooledConnection, Scope
from libs.common.tenancy.tenant import Tenant
from tests.infra.servers import Servers
from tests.wall.interleaving import IN_FLIGHT, POOL_SIZE, Interleaving
from tests.wall.world import business, running_pgbouncer

REQUESTS = 1_000


async def _interleave(
    database: Database, shops: list[Tenant], admin: "asyncpg.Connection[asyncpg.Record]", requests: int
) -> Interleaving:
    run = Interleaving(database, shops, admin, random.Random(7))  # noqa: S311 - the same run every time
    await run.run(requests)
    return run


@pytest.mark.parametrize("way", ["direct", "through PgBouncer"])
async def test_interleaved_shops_over_four_connections_never_cross(
    servers: Servers,
    scratch: str,
    fifty_shops: list[Tenant],
    admin: "asyncpg.Connection[asyncpg.Record]",
    record_property: Callable[[str, object], None],
    way: str,
) -> None:
    async with AsyncExitStack() as stack:
        port = None if way == "direct" else stack.enter_context(running_pgbouncer(servers, pool_size=POOL_SIZE))
        size = POOL_SIZE if port is None else IN_FLIGHT
        database = await stack.enter_async_context(business(servers, scratch, pool_size=size, port=port))
        outcome = (await _interleave(database, fifty_shops, admin, REQUESTS)).outcome
    record_property("figures", outcome.line(way, len(fifty_shops)))
    assert (outcome.crossings, outcome.faults) == ([], [])
    assert all(outcome.counts[kind] for kind in ("answered", "cancellations", "kills", "time-outs", "canary"))


async def test_the_run_reports_crossings_when_reused_connections_forget_the_scope(
    servers: Servers,
    scratch: str,
    two_shops: list[Tenant],
    admin: "asyncpg.Connection[asyncpg.Record]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hand_over, first = PooledConnection.hand_over, dict[int, tuple[Scope | None, Scope | None]]()

    def forgetful(self: PooledConnection, scope: Scope | None, expected: Scope | None = None) -> None:
        hand_over(self, *(first.setdefault(id(self), (scope, expected)) if scope else (None, None)))

    monkeypatch.setattr(PooledConnection, "hand_over", forgetful)
    async with business(servers, scratch, pool_size=POOL_SIZE, port=None) as database:
        run = await _interleave(database, two_shops, admin, 40)
    assert any("stored in" in crossing for crossing in run.outcome.crossings)
    assert any("read in" in crossing for crossing in run.outcome.crossings)
