"""Every query on parked messages and their replays."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

AnyRow = Row[Any]

_STORE = text(
    "INSERT INTO svc_provisioning.parked_messages AS p (message_id, service, queue, routing_key, type,"
    " correlation_id, saga_id, tenant_id, headers, body, had_secrets, sealed, attempts, reason, error,"
    " fingerprint)"
    " VALUES (:message_id, :service, :queue, :routing_key, :type, :correlation_id, :saga_id, :tenant_id,"
    " cast(:headers AS jsonb), :body, :had_secrets, :sealed, :attempts, :reason, :error, :fingerprint)"
    " ON CONFLICT (service, queue, message_id) WHERE status IN ('parked', 'replaying') DO UPDATE SET"
    " times_parked = p.times_parked + 1, parked_at = now(), status = 'parked', headers = excluded.headers,"
    " body = excluded.body, had_secrets = excluded.had_secrets, sealed = excluded.sealed,"
    " attempts = excluded.attempts, reason = excluded.reason, error = excluded.error,"
    " fingerprint = excluded.fingerprint"
    # While it is replayed, only the replay's own copy says anything new.
    " WHERE p.status = 'parked' OR p.replay_id = :came_by RETURNING p.id"
)
_HOLDS_HASH = text(
    "SELECT coalesce(admin ? 'password_hash', false) FROM svc_provisioning.sagas WHERE saga_id = :saga_id"
    " FOR SHARE"
)
_FORGET_SAGA = text(
    "UPDATE svc_provisioning.parked_messages SET sealed = NULL WHERE saga_id = :saga_id AND sealed IS NOT NULL"
)
# A safety net: whoever's sign-up is over, its secrets are of no use to anybody.
_FORGET_OVER = text(
    "UPDATE svc_provisioning.parked_messages p SET sealed = NULL FROM shared.tenants t"
    " WHERE p.sealed IS NOT NULL AND t.saga_id = p.saga_id AND t.status <> 'provisioning'"
)
_PRUNE = text(
    "DELETE FROM svc_provisioning.parked_messages WHERE id IN (SELECT id FROM svc_provisioning.parked_messages"
    " WHERE settled_at < now() - make_interval(days => :days) LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING 1"
)
_PRUNE_REPLAYS = text(
    "DELETE FROM svc_provisioning.replays WHERE finished_at < now() - make_interval(days => :days)"
)
_COLUMNS = (
    "p.id, p.message_id, p.service, p.queue, p.routing_key, p.type, p.correlation_id, p.saga_id, p.tenant_id,"
    " p.attempts, p.reason, p.error, p.fingerprint, p.times_parked, p.first_parked_at, p.parked_at, p.status,"
    " p.replay_id, p.settled_at, p.settled_by, p.settle_reason,"
    " p.had_secrets AND p.sealed IS NULL AS secret_gone"
)
# What people type is no pattern.
_SEARCH = r"p.search LIKE '%' || regexp_replace(extensions.fold(:q), '([\\%_])', '\\\1', 'g') || '%'"
_FILTERS = {
    "status": "p.status = :status",
    "service": "p.service = :service",
    "queue": "p.queue = :queue",
    "fingerprint": "p.fingerprint = :fingerprint",
    "q": _SEARCH,
    "after": "p.id < :after",
}
_COUNTS = text(
    "SELECT service, status, count(*) AS messages FROM svc_provisioning.parked_messages GROUP BY service, status"
)
_OPEN = text(
    "SELECT service, count(*) AS messages FROM svc_provisioning.parked_messages"
    " WHERE status IN ('parked', 'replaying') GROUP BY service"
)
_GROUPS = text(
    "SELECT fingerprint, service, queue, count(*) AS count, min(first_parked_at) AS oldest,"
    " max(parked_at) AS newest, (array_agg(error ORDER BY id DESC))[1] AS error"
    " FROM svc_provisioning.parked_messages WHERE status = 'parked'"
    " GROUP BY fingerprint, service, queue ORDER BY count(*) DESC, fingerprint, service, queue LIMIT :limit"
)
_LOCK = text(f"SELECT {_COLUMNS} FROM svc_provisioning.parked_messages p WHERE p.id = :id FOR UPDATE")  # noqa: S608
_FIND = text(
    f"SELECT {_COLUMNS}, p.headers, p.body FROM svc_provisioning.parked_messages p WHERE p.id = :id"  # noqa: S608
).columns(headers=JSONB)
_DISCARD = text(
    "UPDATE svc_provisioning.parked_messages SET status = 'discarded', sealed = NULL, settled_at = now(),"
    " settled_by = :actor, settle_reason = :reason WHERE id = :id"
)


async def store(session: AsyncSession, values: Mapping[str, Any]) -> int | None:
    """Adds the message, or counts it on its open row; None for an old copy of one that is being replayed."""
    found: int | None = await session.scalar(_STORE, dict(values))
    return found


async def saga_holds_hash(session: AsyncSession, saga_id: UUID) -> bool | None:
    """Whether the saga still has its password hash; None without a saga. It cannot change until we commit."""
    found: bool | None = await session.scalar(_HOLDS_HASH, {"saga_id": saga_id})
    return found


async def forget_secrets(session: AsyncSession, saga_id: UUID) -> None:
    """Drops the sealed originals of a saga's parked messages: they can be read and discarded, not replayed."""
    await session.execute(_FORGET_SAGA, {"saga_id": saga_id})


async def forget_secrets_of_the_past(session: AsyncSession) -> None:
    """The same for every sign-up that is over."""
    await session.execute(_FORGET_OVER)


async def delete_settled(session: AsyncSession, *, days: int, limit: int) -> int:
    """Settled messages older than that, at most `limit`; answers how many went."""
    return len((await session.execute(_PRUNE, {"days": days, "limit": limit})).all())


async def delete_finished_replays(session: AsyncSession, *, days: int) -> None:
    await session.execute(_PRUNE_REPLAYS, {"days": days})


async def list_messages(session: AsyncSession, *, limit: int, **filters: Any) -> Sequence[AnyRow]:
    """Newest first, one more than `limit` where there is a next page; filters that are None do not filter."""
    where, values = _where(filters)
    query = f"SELECT {_COLUMNS} FROM svc_provisioning.parked_messages p{where} ORDER BY p.id DESC LIMIT :limit"  # noqa: S608
    return (await session.execute(text(query), {**values, "limit": limit + 1})).all()


async def counts(session: AsyncSession) -> Sequence[AnyRow]:
    """Messages per service and status."""
    return (await session.execute(_COUNTS)).all()


async def open_counts(session: AsyncSession) -> dict[str, int]:
    """Messages per service that wait for somebody."""
    return {row.service: row.messages for row in await session.execute(_OPEN)}


async def groups(session: AsyncSession, *, limit: int) -> Sequence[AnyRow]:
    """Parked messages by what failed and where, the largest group first."""
    return (await session.execute(_GROUPS, {"limit": limit})).all()


async def find_message(session: AsyncSession, message: int) -> AnyRow | None:
    """One with everything that may be shown of it."""
    return (await session.execute(_FIND, {"id": message})).one_or_none()


async def lock_message(session: AsyncSession, message: int) -> AnyRow | None:
    """One, locked until the transaction ends."""
    return (await session.execute(_LOCK, {"id": message})).one_or_none()


async def discard(session: AsyncSession, message: int, *, actor: str, reason: str) -> None:
    await session.execute(_DISCARD, {"id": message, "actor": actor, "reason": reason})


def _where(filters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """A WHERE of constant conditions, one for each filter that has a value."""
    values = {name: value for name, value in filters.items() if value is not None}
    conditions = " AND ".join(_FILTERS[name] for name in values)
    return (f" WHERE {conditions}" if conditions else ""), values
