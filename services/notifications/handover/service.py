"""Links that the shop presses, and what it says of them."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.errors import NotFoundError, WrongStateError
from libs.common.pagination import Page, decode_id_cursor, encode_id_cursor
from services.notifications.handover import repository
from services.notifications.handover.schemas import LinkOut
from services.notifications.models import State
from services.notifications.repository import add_history


async def list_links(session: AsyncSession, tenant_id: UUID, *, cursor: str | None, limit: int) -> Page[LinkOut]:
    """Newest first. Raises ValidationError for a cursor we did not issue."""
    before = decode_id_cursor(cursor)
    rows = await repository.list_links(session, tenant_id, before=before, limit=limit + 1)
    items = [LinkOut.model_validate(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=encode_id_cursor(items[-1].id) if len(rows) > limit else None)


async def hand_over(session: AsyncSession, tenant_id: UUID, delivery_id: UUID, *, actor: str) -> None:
    """The shop sent it; saying so twice changes nothing. Raises NotFoundError, WrongStateError."""
    if await repository.hand_over(session, tenant_id, delivery_id):
        await add_history(session, delivery_id, state=State.SENT, actor=actor)
        return
    state = await repository.find_state(session, tenant_id, delivery_id)
    if state is None:
        raise NotFoundError("There is no such message.")
    if state is not State.SENT:
        raise WrongStateError(f"The message is {state}.")
