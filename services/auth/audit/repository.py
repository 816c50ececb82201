"""Queries of the audit: one page of a shop's, or of the platform's, through row-level security."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Text, cast, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.audit.models import entries
from services.auth.models import tenant_users

AnyRow = Row[*tuple[Any, ...]]
_LIKE_SPECIAL, _LIKE_ESCAPED = r"([\\%_])", r"\\\1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to look for; None is everything. `since` is part of the span, `until` is not."""

    actor: UUID | None = None
    action: str | None = None
    entity: str | None = None
    entity_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    q: str | None = None


async def page(
    session: AsyncSession, filters: Filters, *, after: tuple[datetime, int] | None, limit: int
) -> Sequence[AnyRow]:
    """The newest entries first, from after the given time and id on; names are those of today."""
    c, u = entries.c, tenant_users.c
    name = func.nullif(func.concat_ws(" ", u.first_name, u.last_name), "").label("actor_name")
    statement = (
        select(*c, name)
        .join_from(entries, tenant_users, u.id == c.actor_id, isouter=True)
        .where(*_conditions(filters))
        .order_by(c.at.desc(), c.id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(c.at, c.id) < tuple_(literal(after[0]), literal(after[1])))
    return (await session.execute(statement)).all()


def _conditions(filters: Filters) -> Iterator[ColumnElement[bool]]:
    c = entries.c
    same = {c.actor_id: filters.actor, c.action: filters.action, c.entity: filters.entity}
    yield from (column == value for column, value in same.items() if value is not None)
    if filters.entity_id is not None:
        yield c.entity_id == filters.entity_id
    if filters.since is not None:
        yield c.at >= filters.since
    if filters.until is not None:
        yield c.at < filters.until
    if filters.q and filters.q.strip():
        yield _searched().like(_contains(filters.q.strip()), escape="\\")


def _searched() -> ColumnElement[str]:
    c = entries.c
    parts = (c.action, c.entity_id, cast(c.before, Text), cast(c.after, Text), c.address, c.user_agent)
    return func.extensions.fold(func.concat_ws(" ", *parts), type_=Text)


def _contains(q: str) -> ColumnElement[str]:
    # Escaped after folding: unaccent turns a full-width "％" into a wildcard.
    folded = func.regexp_replace(func.extensions.fold(q), _LIKE_SPECIAL, _LIKE_ESCAPED, "g")
    return literal("%") + folded + literal("%")
