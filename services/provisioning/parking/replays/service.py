"""The rules of replays: the exact set is seen first, and what is under way is not begun again."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.errors import NotFoundError, StaleVersionError, ValidationError, WrongStateError
from libs.common.messaging.topology import BY_KEY
from libs.common.pagination import decode_id_cursor, encode_id_cursor
from services.provisioning import audit
from services.provisioning.parking import repository as messages
from services.provisioning.parking.intake import NO_SERVICE
from services.provisioning.parking.replays import ramp, repository
from services.provisioning.parking.replays.repository import AnyRow, Group
from services.provisioning.parking.schemas import AffectedSet, GroupReplayIn, ReplayList, ReplayOut
from services.provisioning.parking.service import not_found

MAX_SET = 5_000


async def show_affected(session: AsyncSession, wish: GroupReplayIn) -> AffectedSet:
    """Exactly what a replay of the group would send now, in order."""
    return await _affected(session, _group_of(wish), lock=False)


async def _affected(session: AsyncSession, group: Group, *, lock: bool) -> AffectedSet:
    ids = await repository.candidates(session, group, routable=BY_KEY, limit=MAX_SET, lock=lock)
    return AffectedSet(
        ids=ids,
        count=len(ids),
        ramp=ramp.plan(len(ids)),
        set_digest=digest_of(ids),
        left_out=await repository.count_parked(session, group) - len(ids),
    )


def digest_of(ids: Sequence[int]) -> str:
    """SHA-256 of the sorted ids: two sets are the same when their digests are."""
    return hashlib.sha256(",".join(map(str, sorted(ids))).encode()).hexdigest()


async def replay_message(session: AsyncSession, message: int, *, actor: str, reason: str | None) -> ReplayOut:
    """Begins the replay of one. Raises NotFoundError, WrongStateError."""
    row = await messages.lock_message(session, message)
    if row is None:
        raise not_found(message)
    if row.status != "parked" or row.replay_id is not None:
        raise WrongStateError(f"This message is {'replaying' if row.replay_id else row.status}.")
    if row.secret_gone:
        raise WrongStateError("The secret it held was forgotten with its saga; it can only be discarded.")
    if row.service == NO_SERVICE and row.routing_key not in BY_KEY:
        raise WrongStateError("No queue is bound for this event, so it would only come back.")
    values = {"message": message, "fingerprint": None, "service": None, "queue": None}
    return await _begin(session, [message], values, actor=actor, reason=reason)


async def replay_group(session: AsyncSession, wish: GroupReplayIn, *, actor: str) -> ReplayOut:
    """Begins the replay of a set that was seen. Raises ValidationError, StaleVersionError, WrongStateError."""
    if wish.reason is None:
        raise ValidationError.at("reason", "Say why.", "missing")
    if wish.set_digest is None:
        raise ValidationError.at("set_digest", "Look at the set first: `dry_run` answers its digest.", "missing")
    group = _group_of(wish)
    found = await _affected(session, group, lock=True)
    if not found.ids or found.set_digest != wish.set_digest:
        busy = await repository.busy_with(session, group)
        if busy is not None:
            raise WrongStateError(f"Replay {busy} has messages of this group under way.")
        if not found.ids:
            raise WrongStateError("There is nothing to replay.")
        raise StaleVersionError("The set changed since it was looked at.")
    values = {"message": None, **group.filter}
    return await _begin(session, found.ids, values, actor=actor, reason=wish.reason)


async def list_replays(session: AsyncSession, *, status: str | None, cursor: str | None, limit: int) -> ReplayList:
    """Newest first. Raises ValidationError for a cursor we did not issue."""
    after = decode_id_cursor(cursor)
    rows = await repository.list_replays(session, status=status, after=after, limit=limit)
    items, more = rows[:limit], len(rows) > limit
    return ReplayList(
        items=[replay_out(row) for row in items], next_cursor=encode_id_cursor(items[-1].id) if more else None
    )


async def show_replay(session: AsyncSession, replay: UUID) -> ReplayOut:
    """Raises NotFoundError."""
    row = await repository.find_replay(session, replay)
    if row is None:
        raise NotFoundError(f"There is no replay {replay}.")
    return replay_out(row)


def replay_out(row: AnyRow) -> ReplayOut:
    """A replay as it is answered."""
    figures = {"remaining": row.total - row.done - row.failed, "batch": row.position, "ramp": ramp.plan(row.total)}
    return ReplayOut.model_validate({**row._mapping, **figures})


def _group_of(wish: GroupReplayIn) -> Group:
    return Group(wish.fingerprint, wish.service, wish.queue)


async def _begin(
    session: AsyncSession, ids: Sequence[int], values: Mapping[str, object], *, actor: str, reason: str | None
) -> ReplayOut:
    replay = new_id()
    row = await repository.begin(session, ids, {**values, "id": replay, "actor": actor, "reason": reason})
    await audit.record(
        session,
        actor=actor,
        action="parking.replay",
        target=f"replay:{replay}",
        reason=reason,
        details={**values, "count": len(ids), "set_digest": digest_of(ids)},
    )
    return replay_out(row)
