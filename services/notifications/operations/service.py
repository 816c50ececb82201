"""What operators see of letters, and the two things they may do: send one again, and lift a suppression."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError, StaleVersionError, WrongStateError
from libs.common.logging import get_logger
from libs.common.pagination import decode_cursor, decode_id_cursor, encode_cursor, encode_id_cursor
from services.notifications import repository as letters
from services.notifications.models import TOKEN_PURPOSES, TOO_MANY, WORTH_ARRIVING, Kind, State
from services.notifications.operations import repository
from services.notifications.operations.errors import AddressSuppressedError, LinkIsSpentError
from services.notifications.operations.repository import AnyRow
from services.notifications.operations.schemas import (
    DeliveryDetail,
    DeliveryList,
    DeliverySummary,
    HistoryOut,
    SuppressionList,
    SuppressionOut,
)

log = get_logger(__name__)

RESENT = "RESENT"
# After these it was accepted, by a server or by the person who holds the link: again means another letter.
_ACCEPTED = (State.SENT, State.READY)


@dataclass(frozen=True, slots=True)
class DeliveryQuery:
    """Filters of the list; None does not filter. `tenant` is an id or a subdomain."""

    states: list[State] | None = None
    kind: str | None = None
    channel: str | None = None
    tenant: str | None = None
    q: str | None = None
    cursor: str | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Press:
    """Who presses, why, and at which version of the letter he looked."""

    actor: str
    reason: str
    version: int | None = None


async def list_deliveries(session: AsyncSession, query: DeliveryQuery) -> DeliveryList:
    """Newest first. Raises ValidationError for a cursor we did not issue."""
    rows = await repository.list_deliveries(
        session,
        limit=query.limit,
        states=[state.value for state in query.states] if query.states else None,
        kind=query.kind,
        channel=query.channel,
        q=_search(query.q),
        after=decode_id_cursor(query.cursor),
        **await _tenant_filter(session, query.tenant),
    )
    page = rows[: query.limit]
    states, kinds = await repository.counts(session)
    return DeliveryList(
        items=[DeliverySummary.model_validate(row) for row in page],
        next_cursor=encode_id_cursor(page[-1].id) if len(rows) > query.limit else None,
        counts={State(name): number for name, number in states.items()},
        by_kind={Kind(name): number for name, number in kinds.items()},
    )


async def show_delivery(session: AsyncSession, delivery_id: UUID) -> DeliveryDetail:
    """One with all that happened to it, and what may be done. Raises NotFoundError."""
    row = await repository.find_delivery(session, delivery_id)
    if row is None:
        raise _no_letter()
    refusal = _why_not(row)
    lines = await repository.history(session, delivery_id)
    return DeliveryDetail.model_validate(
        {
            **row._mapping,
            "actions": [] if refusal else ["resend"],
            "why_not": refusal.detail if refusal else None,
            "history": [HistoryOut.model_validate(line) for line in lines],
        }
    )


async def resend(session: AsyncSession, delivery_id: UUID, press: Press) -> DeliveryDetail:
    """Sends it again, or now instead of later. Raises NotFoundError, StaleVersionError, WrongStateError."""
    row = await repository.lock_delivery(session, delivery_id)
    if row is None:
        raise _no_letter()
    if press.version is not None and press.version != row.version:
        raise StaleVersionError("The letter has moved on since; look again.")
    refusal = _why_not(row)
    if refusal is not None:
        raise refusal
    if row.state == State.QUEUED:
        await repository.hurry(session, delivery_id)
    else:
        is_new_letter = row.state in _ACCEPTED
        await repository.queue_again(session, delivery_id, expires_at=_expiry(row), is_new_letter=is_new_letter)
    await letters.add_history(
        session, delivery_id, state=State.QUEUED, code=RESENT, actor=press.actor, reason=press.reason
    )
    log.info("letter sent again", delivery_id=str(delivery_id), state=row.state, actor=press.actor)
    return await show_delivery(session, delivery_id)


async def list_suppressions(
    session: AsyncSession, *, lifted: bool, q: str | None, cursor: str | None, limit: int
) -> SuppressionList:
    """Newest first. Raises ValidationError for a cursor we did not issue."""
    after = None if cursor is None else decode_cursor(cursor)[1]
    rows = await repository.list_suppressions(session, limit=limit, lifted=lifted, q=_search(q), after=after)
    page = rows[:limit]
    return SuppressionList(
        items=[SuppressionOut.model_validate(row) for row in page],
        next_cursor=encode_cursor("", page[-1].id) if len(rows) > limit else None,
    )


async def lift(session: AsyncSession, suppression: int, press: Press) -> SuppressionOut:
    """Letters go to this address again. Raises NotFoundError, WrongStateError."""
    row = await repository.lock_suppression(session, suppression)
    if row is None:
        raise NotFoundError(f"There is no suppression {suppression}.")
    if row.lifted_at is not None:
        raise WrongStateError("This suppression was lifted already.")
    log.info("suppression lifted", suppression=suppression, actor=press.actor)
    lifted = await repository.lift(session, suppression, actor=press.actor, reason=press.reason)
    return SuppressionOut.model_validate(lifted)


def _why_not(row: AnyRow) -> WrongStateError | None:
    """Why this letter cannot be sent again now; None when it can."""
    if row.state == State.SENDING:
        return WrongStateError("The letter is being sent; wait for what comes of it.")
    if row.kind in TOKEN_PURPOSES and not row.holds_token:
        return LinkIsSpentError("Its link was for once and is gone: the person must ask for a new link.")
    if row.is_suppressed:
        return AddressSuppressedError("This address is suppressed: lift the suppression first.")
    if row.state == State.QUEUED:
        is_due = row.next_attempt_at <= row.now
        return WrongStateError("The letter is queued and due: it goes by itself.") if is_due else None
    if row.error_code == TOO_MANY:
        return WrongStateError("Too many of these went to this address within a day; none is added.")
    if row.is_outdated:
        return WrongStateError("The appointment was moved or cancelled since.")
    if row.opted_out:
        return WrongStateError("This customer wants no reminders from this shop.")
    return WrongStateError("The appointment has begun.") if _expiry(row) <= row.now else None


def _expiry(row: AnyRow) -> datetime:
    """Until when it is worth arriving, when it sets out now; a ready animal waits after its appointment began."""
    worth: datetime = row.now + WORTH_ARRIVING[Kind(row.kind)]
    if row.inicio is None or row.kind == Kind.BOOKING_READY:
        return worth
    return min(worth, datetime.fromisoformat(row.inicio))


def _no_letter() -> NotFoundError:
    return NotFoundError("There is no such letter.")


def _search(q: str | None) -> str | None:
    return (q.strip() or None) if q else None


async def _tenant_filter(session: AsyncSession, tenant: str | None) -> dict[str, Any]:
    if tenant is None:
        return {}
    try:
        return {"tenant_id": UUID(tenant)}
    except ValueError:
        found = await repository.shops_at(session, tenant.lower())
    # One shop, as almost always, is looked up by its index.
    return {"tenant_id": found[0]} if len(found) == 1 else {"tenant_ids": found}
