"""Many shops at once over few connections, with everything going wrong that can; afterwards, who stood where.

A request writes one row that names its shop and its number, and reads the newest rows back. What was answered must
be stored, what was refused must not be, and no row may lie, or be read, in a schema that is not its shop's.
"""

import asyncio
import dataclasses
import random
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, sqlstate_of
from libs.common.query import Query
from libs.common.scope import WALL_BREACHED
from libs.common.tenancy.session import tenant_scope
from libs.common.tenancy.tenant import Tenant
from libs.common.transaction import Transaction, rows_of

POOL_SIZE = 4
IN_FLIGHT = 12
STATEMENT_TIMEOUT_MS = 250
CANCELLED_WITHIN_S = 0.03
REQUESTS_PER_KILL = 400
# Of 1,000 requests; the others go well unless something hits them.
FATES = {"error": 40, "fault": 40, "time-out": 8, "rogue": 10, "cancel": 100}
KINDS = (*FATES, "well")
WEIGHTS = (*FATES.values(), 1000 - sum(FATES.values()))

_WRITE = Query(text("INSERT INTO api_cliente (nome) VALUES (:tag) RETURNING id"))
_READ = Query(text("SELECT nome FROM api_cliente ORDER BY id DESC LIMIT 20"))
_WRONG = Query(text("SELECT 1/0"))
_SLOW = Query(text("SELECT pg_sleep(5)"))
_TIMED_OUT = "57014"


@dataclass(slots=True)
class Outcome:
    """What happened, and every crossing in words; `stored` must hold `answered` and nothing outside `possible`."""

    counts: Counter[str] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)
    # Their COMMIT was under way when they were hit: only the server knows.
    possible: set[str] = field(default_factory=set)
    stored: Counter[str] = field(default_factory=Counter)
    crossings: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be, besides crossings."""
        lost = sorted(self.answered - self.stored.keys())
        phantoms = sorted(self.stored.keys() - self.answered - self.possible)
        twice = sorted(tag for tag, count in self.stored.items() if count > 1)
        groups = {"answered and not stored": lost, "stored and not answered": phantoms, "stored twice": twice}
        return [f"{what}: {len(tags)}, as {tags[:3]}" for what, tags in groups.items() if tags]

    def line(self, way: str, tenants: int) -> str:
        names = ("requests", "answered", "cancellations", "kills", "time-outs", "errors", "canary")
        counted = ", ".join(f"{name} {self.counts[name]:,}" for name in names)
        return f"wall {way}: tenants {tenants}, {counted}, crossings {len(self.crossings)}"


@dataclass(slots=True)
class Interleaving:
    """One run over `database`; the administrator's connection kills backends, and looks at the end."""

    database: Database
    shops: Sequence[Tenant]
    admin: "asyncpg.Connection[asyncpg.Record]"
    chance: random.Random
    outcome: Outcome = field(default_factory=Outcome)

    async def run(self, requests: int) -> Outcome:
        for shop in self.shops:
            await self.admin.execute(f"DELETE FROM {shop.schema_name}.api_cliente")
        numbers = iter(range(requests))
        await asyncio.gather(*(self._client(numbers) for _ in range(IN_FLIGHT)))
        for shop in self.shops:
            await self._look_at(shop)
        return self.outcome

    async def _client(self, numbers: Any) -> None:
        for number in numbers:
            shop = self.chance.choice(self.shops)
            (fate,) = self.chance.choices(KINDS, WEIGHTS)
            await self._hit(f"{shop.schema_name} {number}", shop, fate)
            self.outcome.counts["requests"] += 1
            if number % REQUESTS_PER_KILL == REQUESTS_PER_KILL - 1:
                await self._kill_one()

    async def _hit(self, tag: str, shop: Tenant, fate: str) -> None:
        task = asyncio.create_task(self._request(tag, shop, fate))
        if fate == "cancel":
            delay = self.chance.uniform(0, CANCELLED_WITHIN_S)
            asyncio.get_running_loop().call_later(delay, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            self.outcome.counts["cancellations"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it was, the books are compared at the end
            kind = _kind_of(error)
            self.outcome.counts[kind] += 1
            if kind == "canary":
                self.outcome.possible.discard(tag)
        else:
            self.outcome.counts["answered"] += 1
            self.outcome.answered.add(tag)
            self.outcome.possible.discard(tag)

    async def _request(self, tag: str, shop: Tenant, fate: str) -> None:
        scope, expected = tenant_scope(shop), tenant_scope(shop)
        scope = dataclasses.replace(scope, statement_timeout_ms=STATEMENT_TIMEOUT_MS)
        # As requests do it, and as the ORM does: over the same connections.
        begin = self.chance.choice((self.database.work, self.database.session))
        async with begin(scope, expected=expected) as work:
            await rows_of(work, _WRITE, tag=tag)
            if fate == "error":
                await rows_of(work, _WRONG)
            elif fate == "time-out":
                await rows_of(work, _SLOW)
            elif fate == "fault":
                raise ZeroDivisionError
            elif fate == "rogue":
                others = [other for other in self.shops if other is not shop]
                await _go_astray(work, self.chance.choice(others), tag)
            else:
                self._compare(shop, [row.nome for row in await rows_of(work, _READ)], "read")
            self.outcome.possible.add(tag)
            await work.commit()

    async def _kill_one(self) -> None:
        self.outcome.counts["kills"] += await self.admin.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'svc_business' AND backend_type = 'client backend'"
            " ORDER BY random() LIMIT 1) AS victim"
        )

    async def _look_at(self, shop: Tenant) -> None:
        rows = await self.admin.fetch(f"SELECT nome FROM {shop.schema_name}.api_cliente")
        tags = [row["nome"] for row in rows]
        self._compare(shop, tags, "stored")
        self.outcome.stored.update(tags)

    def _compare(self, shop: Tenant, tags: Sequence[str], how: str) -> None:
        strangers = (tag for tag in tags if not tag.startswith(f"{shop.schema_name} "))
        self.outcome.crossings += [f"{tag} {how} in {shop.schema_name}" for tag in strangers]


async def driver_beneath(work: AsyncSession | Transaction) -> Any:
    """The connection that the transaction runs on."""
    if isinstance(work, Transaction):
        return work._driver
    return (await (await work.connection()).get_raw_connection()).driver_connection


def _kind_of(error: Exception) -> str:
    state = sqlstate_of(error)
    if state == WALL_BREACHED:
        return "canary"
    return "time-outs" if state == _TIMED_OUT else "errors"


async def _go_astray(work: AsyncSession | Transaction, other: Tenant, tag: str) -> None:
    """What a hole in the tenancy layer would look like: beneath it, another shop's role, and a row there."""
    driver: Any = await driver_beneath(work)
    await asyncpg.Connection.execute(driver, f"SET LOCAL ROLE {other.role_name}")
    with suppress(asyncpg.InsufficientPrivilegeError):
        await driver.fetch(f"INSERT INTO {other.schema_name}.api_cliente (nome) VALUES ($1)", f"{tag} astray")
