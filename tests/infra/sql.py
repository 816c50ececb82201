"""Raw SQL for assertions, as any role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from libs.common.database import ScopedConnection


@asynccontextmanager
async def connected(url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(url, connection_class=ScopedConnection)
    try:
        yield connection
    finally:
        await connection.close()


async def fetch(url: str, query: str, *args: Any) -> list[asyncpg.Record]:
    """All rows of one query on a connection of its own."""
    async with connected(url) as connection:
        return await connection.fetch(query, *args)


async def fetchval(url: str, query: str, *args: Any) -> Any:
    async with connected(url) as connection:
        return await connection.fetchval(query, *args)


async def is_kept_waiting(url: str, about: str) -> bool:
    """Whether a statement with `about` in it waits for a lock.

    On a connection of its own: within a transaction, the activity stays as it was first looked at.
    """
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'"
    return bool(await fetchval(url, f"{query} AND datname = current_database()", about))
