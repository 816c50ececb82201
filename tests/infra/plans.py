"""How PostgreSQL would answer what the product asks: through an index, or by reading a table from end to end."""

import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.database import Database, registry_scope
from tests.infra.sql import connected

Query = Callable[[AsyncSession], Awaitable[Any]]
Nodes = list[dict[str, Any]]


@contextmanager
def _recorded(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The SELECTs that are sent meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def record(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", record)
    try:
        yield sent
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", record)


async def plan_of(database: Database, query: Query, *, generic: bool) -> Nodes:
    """The nodes of the plans of everything that the query asks, as its own login plans it.

    Prepared statements are planned for their values at first, and `generic`, for any values, later on.
    """
    with _recorded(database) as sent:
        async with database.transaction(registry_scope(None)) as session:
            await query(session)
    async with connected(database.dsn) as login:
        mode = "force_generic_plan" if generic else "force_custom_plan"
        await login.execute(f"SET plan_cache_mode = {mode}")
        return [node for asked in sent for node in nodes_of(await _explained(login, *asked))]


async def _explained(
    login: "asyncpg.Connection[asyncpg.Record]", statement: str, parameters: Sequence[Any]
) -> dict[str, Any]:
    await login.execute(f"PREPARE asked AS {statement}")
    values = f"({', '.join(_literal(value) for value in parameters)})" if parameters else ""
    answer = await login.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE asked{values}")
    await login.execute("DEALLOCATE asked")
    plan: dict[str, Any] = json.loads(answer)[0]["Plan"]
    return plan


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return "'{" + ",".join(map(str, value)) + "}'"
    return f"'{value}'"


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan with all that is under it."""
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes_of(child)


def tables_read_whole(nodes: Nodes) -> set[str]:
    """Tables that a plan reads from end to end."""
    return {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}


def indexes(nodes: Nodes) -> set[str]:
    return {node["Index Name"] for node in nodes if "Index Name" in node}
