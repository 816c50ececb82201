"""Queries of the operators' lists: keyset pages, newest first, and the figures beside them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.models import Kind, State
from services.notifications.repository import HAS_OPTED_OUT, IS_OUTDATED, IS_SUPPRESSED, QUEUED_CHANNEL

AnyRow = Row[Any]

# Of each state and kind no more are counted: a list must not get slower with the years.
COUNTED = 10_000

# Of what a letter says, only whose it is; a sealed token is never read. A shop's customers have an address here,
# to find a letter by, and no name: who they are is the shop's.
_COLUMNS = (
    "d.id, d.tenant_id, d.content ->> 'shop' AS shop, d.content ->> 'subdomain' AS subdomain, d.kind, d.channel,"
    " d.recipient, CASE WHEN d.kind LIKE 'booking%' THEN '' ELSE d.recipient_name END AS recipient_name,"
    " d.locale, d.state, d.round, d.attempts, d.next_attempt_at, d.expires_at,"
    " d.leased_until, d.message_id, split_part(d.link, '?', 1) AS link, d.error_code, d.error,"
    " d.version, d.created_at, d.finished_at"
)
_DETAIL = (
    f"{_COLUMNS}, d.sealed_token IS NOT NULL AS holds_token, d.content ->> 'inicio' AS inicio,"
    f" clock_timestamp() AS now, {IS_SUPPRESSED} AS is_suppressed, {HAS_OPTED_OUT} AS opted_out,"
    f" {IS_OUTDATED} AS is_outdated"
)
# What people type is no pattern.
_PATTERN = r"'%' || regexp_replace(extensions.fold(:q), '([\\%_])', '\\\1', 'g') || '%'"
_FILTERS = {
    "states": "d.state = ANY(:states)",
    "kind": "d.kind = :kind",
    "channel": "d.channel = :channel",
    "tenant_id": "d.tenant_id = :tenant_id",
    "tenant_ids": "d.tenant_id = ANY(:tenant_ids)",
    "q": f"d.search LIKE {_PATTERN}",
    "after": "d.id < :after",
}
_SUPPRESSION_FILTERS = {"q": f"extensions.fold(s.address) LIKE {_PATTERN}", "after": "s.id < :after"}
_COUNTS = text(
    "SELECT 'state' AS what, name, (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries d"  # noqa: S608
    f"  WHERE d.state = name LIMIT {COUNTED}) AS few) AS letters FROM unnest(cast(:states AS text[])) AS name"
    " UNION ALL SELECT 'kind', name, (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries d"
    f"  WHERE d.kind = name LIMIT {COUNTED}) AS few) FROM unnest(cast(:kinds AS text[])) AS name"
)
_FIND = f"SELECT {_DETAIL} FROM svc_notifications.deliveries d WHERE d.id = :id"  # noqa: S608
_SHOPS = text("SELECT id FROM shared.tenants WHERE subdomain = :subdomain")
_HISTORY = text(
    "SELECT at, state, code, detail, actor, reason FROM svc_notifications.delivery_history"
    " WHERE delivery_id = :id ORDER BY id"
)
_HURRY = text(
    "UPDATE svc_notifications.deliveries SET next_attempt_at = clock_timestamp(), due_since = clock_timestamp(),"
    " version = version + 1 WHERE id = :id"
)
_AGAIN = text(
    "UPDATE svc_notifications.deliveries SET state = 'queued', round = round + :further, attempts = 0,"
    " message_id = CASE WHEN :further = 0 THEN message_id END, next_attempt_at = clock_timestamp(),"
    " due_since = clock_timestamp(), expires_at = :expires_at, link = NULL, error_code = NULL, error = NULL,"
    " finished_at = NULL, version = version + 1 WHERE id = :id"
)
_FIGURES = text(
    "SELECT (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries"  # noqa: S608
    f"  WHERE state = 'queued' AND next_attempt_at <= clock_timestamp() LIMIT {COUNTED}) AS few) AS due,"
    " (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries"
    f"  WHERE state = 'queued' AND next_attempt_at > clock_timestamp() LIMIT {COUNTED}) AS few) AS later,"
    " (SELECT count(*) FROM (SELECT FROM svc_notifications.deliveries"
    f"  WHERE state = 'sending' LIMIT {COUNTED}) AS few) AS sending,"
    " greatest(0, coalesce(extract(epoch FROM clock_timestamp() - (SELECT min(due_since)"
    "  FROM svc_notifications.deliveries WHERE state IN ('queued', 'sending'))), 0))::float AS oldest_due_s,"
    " (SELECT count(*) FROM svc_notifications.suppressions WHERE lifted_at IS NULL) AS suppressed"
)
_WAKE = text(f"SELECT pg_notify('{QUEUED_CHANNEL}', '')")
_LOCK_SUPPRESSION = text("SELECT s.* FROM svc_notifications.suppressions s WHERE s.id = :id FOR UPDATE")
_LIFT = text(
    "UPDATE svc_notifications.suppressions SET lifted_at = now(), lifted_by = :actor, lift_reason = :reason"
    " WHERE id = :id RETURNING *"
)


async def list_deliveries(session: AsyncSession, *, limit: int, **filters: Any) -> Sequence[AnyRow]:
    """One row more than `limit` where there is a next page; filters that are None do not filter."""
    where, values = _where(_FILTERS, filters)
    query = f"SELECT {_COLUMNS} FROM svc_notifications.deliveries d{where} ORDER BY d.id DESC LIMIT :limit"  # noqa: S608
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


async def shops_at(session: AsyncSession, subdomain: str) -> list[UUID]:
    """Who has this name, and who had it before: a sign-up that failed gives it back."""
    return list((await session.execute(_SHOPS, {"subdomain": subdomain})).scalars())


async def counts(session: AsyncSession) -> tuple[dict[str, int], dict[str, int]]:
    """Letters in each state and of each kind, up to COUNTED of each."""
    names = {"states": [state.value for state in State], "kinds": [kind.value for kind in Kind]}
    rows = (await session.execute(_COUNTS, names)).all()
    states, kinds = ({row.name: row.letters for row in rows if row.what == what} for what in ("state", "kind"))
    return states, kinds


async def queue_figures(session: AsyncSession) -> AnyRow:
    """What has not ended, up to COUNTED of each sort, and how long the oldest has been due."""
    return (await session.execute(_FIGURES)).one()


async def find_delivery(session: AsyncSession, delivery_id: UUID) -> AnyRow | None:
    """One with all that says what may be done with it."""
    return (await session.execute(text(_FIND), {"id": delivery_id})).one_or_none()


async def lock_delivery(session: AsyncSession, delivery_id: UUID) -> AnyRow | None:
    """The same, locked until the transaction ends."""
    return (await session.execute(text(f"{_FIND} FOR UPDATE OF d"), {"id": delivery_id})).one_or_none()


async def history(session: AsyncSession, delivery_id: UUID) -> Sequence[AnyRow]:
    return (await session.execute(_HISTORY, {"id": delivery_id})).all()


async def hurry(session: AsyncSession, delivery_id: UUID) -> None:
    """Ends the pause of one that is queued; senders hear of it at commit."""
    await session.execute(_HURRY, {"id": delivery_id})
    await session.execute(_WAKE)


async def queue_again(
    session: AsyncSession, delivery_id: UUID, *, expires_at: datetime, is_new_letter: bool
) -> None:
    """Back to the queue, as a letter of its own with another Message-ID, or as the one that never arrived."""
    values = {"id": delivery_id, "expires_at": expires_at, "further": int(is_new_letter)}
    await session.execute(_AGAIN, values)
    await session.execute(_WAKE)


async def list_suppressions(
    session: AsyncSession, *, limit: int, lifted: bool, **filters: Any
) -> Sequence[AnyRow]:
    """As `list_deliveries`, of the standing ones or of the others."""
    where, values = _where(_SUPPRESSION_FILTERS, filters, f"s.lifted_at IS {'NOT ' if lifted else ''}NULL")
    query = f"SELECT s.* FROM svc_notifications.suppressions s{where} ORDER BY s.id DESC LIMIT :limit"  # noqa: S608
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


async def lock_suppression(session: AsyncSession, suppression: int) -> AnyRow | None:
    """One, locked until the transaction ends."""
    return (await session.execute(_LOCK_SUPPRESSION, {"id": suppression})).one_or_none()


async def lift(session: AsyncSession, suppression: int, *, actor: str, reason: str) -> AnyRow:
    return (await session.execute(_LIFT, {"id": suppression, "actor": actor, "reason": reason})).one()


def _where(known: Mapping[str, str], filters: Mapping[str, Any], *always: str) -> tuple[str, dict[str, Any]]:
    """A WHERE of constant conditions, one for each filter that has a value."""
    values = {name: value for name, value in filters.items() if value is not None}
    conditions = " AND ".join([*always, *(known[name] for name in values)])
    return (f" WHERE {conditions}" if conditions else ""), values
