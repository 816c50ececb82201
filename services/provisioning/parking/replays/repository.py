"""Queries of replays: the set, its members on their way, and how each of them ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

AnyRow = Row[Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Which messages: those that failed in one way, at every place or at one."""

    fingerprint: str
    service: str | None = None
    queue: str | None = None

    @property
    def filter(self) -> dict[str, str | None]:
        return {"fingerprint": self.fingerprint, "service": self.service, "queue": self.queue}


_IN_GROUP = (
    "fingerprint = :fingerprint AND (cast(:service AS text) IS NULL OR service = :service)"
    " AND (cast(:queue AS text) IS NULL OR queue = :queue)"
)
_CANDIDATES = (
    f"SELECT id FROM svc_provisioning.parked_messages WHERE {_IN_GROUP} AND status = 'parked'"  # noqa: S608
    " AND replay_id IS NULL AND (sealed IS NOT NULL OR NOT had_secrets)"
    " AND (service <> 'unroutable' OR routing_key = ANY(:routable)) ORDER BY id LIMIT :limit"
)
_COUNT = text(
    f"SELECT count(*) FROM svc_provisioning.parked_messages WHERE {_IN_GROUP} AND status = 'parked'"  # noqa: S608
)
_BUSY = text(
    f"SELECT replay_id FROM svc_provisioning.parked_messages WHERE {_IN_GROUP}"  # noqa: S608
    " AND status IN ('parked', 'replaying') AND replay_id IS NOT NULL LIMIT 1"
)
_BEGIN = text(
    "INSERT INTO svc_provisioning.replays (id, message, fingerprint, service, queue, total, actor, reason)"
    " VALUES (:id, :message, :fingerprint, :service, :queue, :total, :actor, :reason) RETURNING *"
)
_JOIN = text(
    "UPDATE svc_provisioning.parked_messages SET status = 'replaying', replay_id = :replay, sent_at = NULL"
    " WHERE id = ANY(:ids)"
)
_RUNNING = text("SELECT id FROM svc_provisioning.replays WHERE status = 'running' ORDER BY id")
_CLAIM = text(
    "SELECT * FROM svc_provisioning.replays WHERE id = :id AND status = 'running' FOR UPDATE SKIP LOCKED"
)
_ON_THE_WAY = text(
    "SELECT id, message_id, service, queue, routing_key, status, error,"
    " coalesce(extract(epoch FROM clock_timestamp() - sent_at), 0)::float8 AS waited_s"
    " FROM svc_provisioning.parked_messages WHERE replay_id = :replay"
    " AND (status = 'parked' OR (status = 'replaying' AND sent_at IS NOT NULL)) ORDER BY id"
)
_NEXT = text(
    "SELECT id, message_id, service, queue, routing_key, type, correlation_id, headers, body, had_secrets, sealed"
    " FROM svc_provisioning.parked_messages WHERE replay_id = :replay AND status = 'replaying'"
    " AND sent_at IS NULL ORDER BY id LIMIT :limit FOR UPDATE"
).columns(headers=JSONB)
_HANDLED = text("SELECT * FROM provisioning_api.handled(:service, :consumer, cast(:ids AS uuid[]))")
_SENT = text("UPDATE svc_provisioning.parked_messages SET sent_at = clock_timestamp() WHERE id = ANY(:ids)")
_SETTLE = text(
    "UPDATE svc_provisioning.parked_messages p SET status = 'replayed', sealed = NULL, settled_at = now(),"
    " settled_by = r.actor, settle_reason = r.reason FROM svc_provisioning.replays r"
    " WHERE r.id = :replay AND p.id = ANY(:ids)"
)
_PROGRESS = text(
    "UPDATE svc_provisioning.replays SET done = done + :done, position = position + :batches WHERE id = :id"
)
_RELEASE = text(
    "UPDATE svc_provisioning.parked_messages SET status = 'parked', replay_id = NULL, sent_at = NULL"
    " WHERE replay_id = :replay AND status IN ('parked', 'replaying')"
)
_CLOSE = text(
    "UPDATE svc_provisioning.replays SET status = :status, failed = :failed, stopped_reason = :stopped_reason,"
    " finished_at = now() WHERE id = :id"
)
_FIND = text("SELECT * FROM svc_provisioning.replays WHERE id = :id")
_LIST = (
    "SELECT * FROM svc_provisioning.replays WHERE (cast(:after AS uuid) IS NULL OR id < :after)"
    " AND (cast(:status AS text) IS NULL OR status = :status) ORDER BY id DESC LIMIT :limit"
)


async def candidates(
    session: AsyncSession, group: Group, *, routable: Collection[str], limit: int, lock: bool
) -> list[int]:
    """Messages of the group that can be replayed now, oldest first; `lock` keeps them so until we commit."""
    query = text(_CANDIDATES + (" FOR UPDATE" if lock else ""))
    found = await session.scalars(query, {**group.filter, "routable": list(routable), "limit": limit})
    return list(found.all())


async def count_parked(session: AsyncSession, group: Group) -> int:
    """All parked messages of the group, replayable or not."""
    return int(await session.scalar(_COUNT, group.filter) or 0)


async def busy_with(session: AsyncSession, group: Group) -> UUID | None:
    """A replay that has messages of the group under way."""
    found: UUID | None = await session.scalar(_BUSY, group.filter)
    return found


async def begin(session: AsyncSession, ids: Sequence[int], values: dict[str, Any]) -> AnyRow:
    """The new replay, with these messages as its members."""
    row = (await session.execute(_BEGIN, {**values, "total": len(ids)})).one()
    await session.execute(_JOIN, {"replay": row.id, "ids": list(ids)})
    return row


async def running_ids(session: AsyncSession) -> Sequence[UUID]:
    return (await session.scalars(_RUNNING)).all()


async def claim(session: AsyncSession, replay: UUID) -> AnyRow | None:
    """The running replay, locked; None when it has ended or another replica moves it."""
    return (await session.execute(_CLAIM, {"id": replay})).one_or_none()


async def on_the_way(session: AsyncSession, replay: UUID) -> Sequence[AnyRow]:
    """Members that were sent and not settled: `replaying` without an outcome, `parked` when they failed again."""
    return (await session.execute(_ON_THE_WAY, {"replay": replay})).all()


async def next_batch(session: AsyncSession, replay: UUID, *, limit: int) -> Sequence[AnyRow]:
    """The next members to send, locked: the collector waits for us with their answers."""
    return (await session.execute(_NEXT, {"replay": replay, "limit": limit})).all()


async def handled(session: AsyncSession, service: str, consumer: str, ids: Collection[UUID]) -> set[UUID]:
    """Which of the messages took effect there."""
    values = {"service": service, "consumer": consumer, "ids": list(ids)}
    return set((await session.scalars(_HANDLED, values)).all())


async def mark_sent(session: AsyncSession, ids: Sequence[int]) -> None:
    await session.execute(_SENT, {"ids": list(ids)})


async def settle(session: AsyncSession, replay: UUID, ids: Sequence[int], *, batches: int = 0) -> None:
    """These took effect; so many batches more were begun."""
    await session.execute(_SETTLE, {"replay": replay, "ids": list(ids)})
    await session.execute(_PROGRESS, {"id": replay, "done": len(ids), "batches": batches})


async def close(session: AsyncSession, replay: UUID, *, failed: int = 0, stopped: str | None = None) -> None:
    """Ends the replay; members that were not settled are parked again."""
    await session.execute(_RELEASE, {"replay": replay})
    status = "finished" if stopped is None else "stopped"
    await session.execute(_CLOSE, {"id": replay, "status": status, "failed": failed, "stopped_reason": stopped})


async def find_replay(session: AsyncSession, replay: UUID) -> AnyRow | None:
    return (await session.execute(_FIND, {"id": replay})).one_or_none()


async def list_replays(
    session: AsyncSession, *, status: str | None, after: UUID | None, limit: int
) -> Sequence[AnyRow]:
    """Newest first, one more than `limit` where there is a next page."""
    return (await session.execute(text(_LIST), {"status": status, "after": after, "limit": limit + 1})).all()
