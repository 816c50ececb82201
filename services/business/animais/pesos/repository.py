"""Queries of an animal's weights; and the one place that says which of them is the animal's `peso`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from libs.common.query import Query, Row
from libs.common.transaction import Transaction

_COLUMNS = "id, animal_id, peso, medido_em, usuario_id, created_at"
# What is said of an animal's record is what it weighs now, whatever day was measured last where zones changed.
_NOTE = Query(
    text(
        "INSERT INTO api_animal_peso (animal_id, peso, medido_em, usuario_id) SELECT :animal_id, :peso, greatest("
        " cast(:today AS date), (SELECT max(medido_em) FROM api_animal_peso WHERE animal_id = :animal_id)), :by"
    )
)
_ADD = Query(
    text(
        "INSERT INTO api_animal_peso (animal_id, peso, medido_em, usuario_id)"  # noqa: S608 - constants
        f" VALUES (:animal_id, :peso, :medido_em, :by) RETURNING {_COLUMNS}"
    )
)
_DELETE = Query(text("DELETE FROM api_animal_peso WHERE id = :row_id AND animal_id = :animal_id RETURNING id"))
_SET_NEWEST = Query(
    text(
        "UPDATE api_animal a SET peso = n.peso, version = version + 1, updated_at = now()"
        " FROM (SELECT (SELECT peso FROM api_animal_peso WHERE animal_id = :animal_id"
        "  ORDER BY medido_em DESC, id DESC LIMIT 1) AS peso) n"
        " WHERE a.id = :animal_id AND a.peso IS DISTINCT FROM n.peso"
    )
)
_PAGE = Query(
    text(
        f"SELECT {_COLUMNS} FROM api_animal_peso WHERE animal_id = :animal_id"  # noqa: S608 - constants
        " AND EXISTS (SELECT FROM api_animal WHERE id = :animal_id AND excluido_em IS NULL)"
        " AND (medido_em, id) < (cast(:before AS date), :before_id) ORDER BY medido_em DESC, id DESC LIMIT :rows"
    )
)


async def note(work: Transaction, animal_id: int, peso: Decimal, today: date, *, by: UUID) -> None:
    """Into the history, as the newest: the record has this weight already."""
    await work.row(_NOTE, animal_id=animal_id, peso=peso, today=today, by=by)


async def add(work: Transaction, animal_id: int, peso: Decimal, medido_em: date, *, by: UUID) -> Row:
    """Of an animal that is locked."""
    row = await work.row(_ADD, animal_id=animal_id, peso=peso, medido_em=medido_em, by=by)
    assert row is not None  # noqa: S101 - RETURNING of one row
    await work.row(_SET_NEWEST, animal_id=animal_id)
    return row


async def delete(work: Transaction, animal_id: int, row_id: int) -> bool:
    """Of an animal that is locked; whether it was there."""
    if await work.row(_DELETE, animal_id=animal_id, row_id=row_id) is None:
        return False
    await work.row(_SET_NEWEST, animal_id=animal_id)
    return True


async def page(work: Transaction, animal_id: int, *, before: tuple[date, int], rows: int) -> Sequence[Row]:
    """The newest first."""
    return await work.rows(_PAGE, animal_id=animal_id, before=before[0], before_id=before[1], rows=rows)
