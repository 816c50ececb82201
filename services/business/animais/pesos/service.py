"""What an animal weighed, and weighs: the newest, by day and then by entry, is its own."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from libs.common.errors import NotFoundError, ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from libs.common.types import MAX_ID
from services.business.animais.pesos import repository
from services.business.animais.pesos.schemas import PesoIn
from services.business.animais.repository import AnimalRepository
from services.business.repository import PageRows
from services.business.shop.settings import today_in


async def note(work: Transaction, animal: Row, peso: Decimal, *, by: UUID) -> None:
    """What was said of the animal's record stands in its history too, as of today."""
    await repository.note(work, animal.id, peso, today_in(animal.zona), by=by)


async def add_peso(work: Transaction, animal_id: int, data: PesoIn, *, by: UUID) -> Row:
    """Raises NotFoundError for no such animal, or ValidationError at `medido_em`."""
    animal = await AnimalRepository(work).locked(animal_id)
    today = today_in(animal.zona)
    medido_em = data.medido_em or today
    if medido_em > today:
        raise ValidationError.at("medido_em", "This day is still to come.", "in_the_future")
    if animal.nascimento is not None and medido_em < animal.nascimento:
        raise ValidationError.at("medido_em", "It was not born yet.", "before_birth")
    return await repository.add(work, animal_id, data.peso, medido_em, by=by)


async def list_pesos(work: Transaction, animal_id: int, *, cursor: str | None, limit: int) -> PageRows:
    """The newest first. Raises NotFoundError for no such animal."""
    rows = await repository.page(work, animal_id, before=_before(cursor), rows=limit + 1)
    if not rows and not await AnimalRepository(work).exists(animal_id):
        raise NotFoundError(f"There is no record {animal_id}.")
    last = rows[limit - 1] if len(rows) > limit else None
    return PageRows(rows[:limit], None if last is None else encode_cursor(str(last.medido_em), last.id))


async def delete_peso(work: Transaction, animal_id: int, row_id: int) -> None:
    """Raises NotFoundError."""
    await AnimalRepository(work).locked(animal_id)
    if not await repository.delete(work, animal_id, row_id):
        raise NotFoundError(f"There is no record {row_id}.")


def _before(cursor: str | None) -> tuple[date, int]:
    """Raises ValidationError for a cursor that we did not issue."""
    if cursor is None:
        return date.max, MAX_ID
    day, row_id = decode_cursor(cursor)
    try:
        return date.fromisoformat(day), row_id
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
