"""The rules of parked messages: stored sealed, shown masked, discarded with a reason, forgotten in time."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError, WrongStateError
from libs.common.pagination import decode_cursor, encode_cursor
from services.provisioning import audit
from services.provisioning.parking import repository
from services.provisioning.parking.intake import Intake
from services.provisioning.parking.schemas import GroupList, GroupOut, MessageDetail, MessageList, MessageOut
from services.provisioning.parking.sealing import Sealer

KEPT_DAYS = 30
PRUNE_BATCH = 5_000
MAX_GROUPS = 500


@dataclass(frozen=True, slots=True)
class MessageQuery:
    """Filters of the list; None does not filter."""

    status: str | None = None
    service: str | None = None
    queue: str | None = None
    fingerprint: str | None = None
    q: str | None = None
    cursor: str | None = None
    limit: int = 20


async def collect(session: AsyncSession, intake: Intake, sealer: Sealer) -> None:
    """Stores a message; the original of one with secrets is sealed, unless its saga has forgotten them."""
    sealed = None
    if intake.original is not None and await _may_be_kept(session, intake):
        sealed = sealer.seal(intake.original)
    await repository.store(session, intake.values | {"sealed": sealed})


async def _may_be_kept(session: AsyncSession, intake: Intake) -> bool:
    # A message without a saga yet is the one that begins it.
    return intake.saga_id is None or await repository.saga_holds_hash(session, intake.saga_id) is not False


async def list_messages(session: AsyncSession, query: MessageQuery) -> MessageList:
    """Newest first. Raises ValidationError for a cursor we did not issue."""
    rows = await repository.list_messages(
        session,
        limit=query.limit,
        status=query.status,
        service=query.service,
        queue=query.queue,
        fingerprint=query.fingerprint,
        q=query.q.strip() or None if query.q else None,
        after=None if query.cursor is None else decode_cursor(query.cursor)[1],
    )
    items, more = rows[: query.limit], len(rows) > query.limit
    counted: dict[str, dict[Any, int]] = {}
    for row in await repository.counts(session):
        counted.setdefault(row.service, {})[row.status] = row.messages
    return MessageList(
        items=[MessageOut.model_validate(row) for row in items],
        next_cursor=encode_cursor("", items[-1].id) if more else None,
        counts=counted,
    )


async def list_groups(session: AsyncSession) -> GroupList:
    """What is parked, by failure and place; the largest first, at most MAX_GROUPS."""
    rows = await repository.groups(session, limit=MAX_GROUPS)
    return GroupList(items=[GroupOut.model_validate(row) for row in rows])


async def show_message(session: AsyncSession, message: int) -> MessageDetail:
    """Raises NotFoundError."""
    row = await repository.find_message(session, message)
    if row is None:
        raise not_found(message)
    shown = MessageOut.model_validate(row).model_dump()
    return MessageDetail(**shown, headers=row.headers, payload=_payload(row.body))


async def discard(session: AsyncSession, message: int, *, actor: str, reason: str) -> MessageOut:
    """Settles it for good, and drops its sealed original. Raises NotFoundError, WrongStateError."""
    row = await repository.lock_message(session, message)
    if row is None:
        raise not_found(message)
    if row.status != "parked" or row.replay_id is not None:
        raise WrongStateError(f"This message is {row.status}.")
    await repository.discard(session, message, actor=actor, reason=reason)
    details = {"message_id": row.message_id, "queue": row.queue, "fingerprint": row.fingerprint}
    await audit.record(
        session, actor=actor, action="parking.discard", target=f"parked:{message}", reason=reason, details=details
    )
    return MessageOut.model_validate(await repository.lock_message(session, message))


async def forget(session: AsyncSession) -> None:
    """Deletes what was settled 30 days ago, a batch a call, and secrets whose sign-up is over."""
    await repository.forget_secrets_of_the_past(session)
    await repository.delete_settled(session, days=KEPT_DAYS, limit=PRUNE_BATCH)
    await repository.delete_finished_replays(session, days=KEPT_DAYS)


def not_found(message: int) -> NotFoundError:
    """The refusal of an id that no message has."""
    return NotFoundError(f"There is no parked message {message}.")


def _payload(body: bytes) -> Any:
    text = body.decode("utf-8", "backslashreplace")
    try:
        # What JSON has no word for (NaN, endless numbers) could not be answered.
        found = json.loads(text, parse_constant=str, parse_float=_finite)
        # An escaped lone surrogate parses, and then no answer can carry it: shown as it was written.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return text
    return found


def _finite(number: str) -> float | str:
    value = float(number)
    return value if abs(value) != float("inf") else number
