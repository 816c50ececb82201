"""A shop with as much as a busy one has, and how PostgreSQL would answer a query in it."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from libs.common.query import Query
from tests.infra.plans import nodes_of
from tests.infra.shops import Shop, create_shop
from tests.infra.sql import connected
from tests.infra.system import System


@asynccontextmanager
async def filled_shop(system: System, fill: str, tables: Iterable[str]) -> AsyncIterator[Shop]:
    """Rows by SQL, and statistics of these tables; what GIN indexes have put off is done (VACUUM)."""
    shop = await create_shop(system)
    async with connected(system.admin_url) as admin:
        async with admin.transaction():
            await admin.execute(f"SET LOCAL search_path TO {shop.schema}; {fill}")
        for table in sorted(tables):
            await admin.execute(f"VACUUM ANALYZE {shop.schema}.{table}")
    yield shop
    await shop.client.aclose()


async def plan_of(planner: Any, asked: tuple[Query, dict[str, Any]], *, generic: bool) -> list[dict[str, Any]]:
    """The nodes of a plan: for these values, or for any, as prepared statements are planned later on."""
    query, values = asked
    options = "FORMAT JSON, GENERIC_PLAN" if generic else "FORMAT JSON"
    explained = await planner.fetchval(f"EXPLAIN ({options}) {query.sql}", *query.arguments(values))
    return list(nodes_of(json.loads(explained)[0]["Plan"]))
