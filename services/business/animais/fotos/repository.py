"""Queries of an animal's photos."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import text

from libs.common.errors import NotFoundError, ReferenceNotFoundError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction

_COLUMNS = "id, animal_id, arquivo, tipo, perfil, legenda, agendamento_id, largura, altura, usuario_id, created_at"
_PRESENT = "EXISTS (SELECT FROM api_animal WHERE id = :animal_id AND excluido_em IS NULL)"
# A booking of this animal, or none.
_ADD = Query(
    text(
        "INSERT INTO api_animal_foto (animal_id, arquivo, tipo, perfil, legenda, agendamento_id, largura, altura,"  # noqa: S608
        " usuario_id) SELECT :animal_id, :arquivo, :tipo, :perfil, :legenda, b.id, :largura, :altura, :by"
        " FROM (VALUES (cast(:agendamento_id AS bigint))) AS b (id) WHERE b.id IS NULL"
        f" OR EXISTS (SELECT FROM api_agendamento v WHERE v.id = b.id AND v.animal_id = :animal_id)"
        f" RETURNING {_COLUMNS}"
    )
)
_ONE = Query(
    text(f"SELECT {_COLUMNS} FROM api_animal_foto WHERE id = :row_id AND animal_id = :animal_id AND {_PRESENT}")  # noqa: S608
)
_PAGE = Query(
    text(
        f"SELECT {_COLUMNS} FROM api_animal_foto WHERE animal_id = :animal_id AND id < :before AND {_PRESENT}"  # noqa: S608
        " ORDER BY id DESC LIMIT :rows"
    )
)
_NO_PROFILE = Query(text("UPDATE api_animal_foto SET perfil = false WHERE animal_id = :animal_id AND perfil"))
_CHANGE = Query(
    text(
        "UPDATE api_animal_foto SET tipo = :tipo, perfil = :perfil, legenda = :legenda WHERE id = :row_id"  # noqa: S608
        f" RETURNING {_COLUMNS}"
    )
)
_DELETE = Query(
    text("DELETE FROM api_animal_foto WHERE id = :row_id AND animal_id = :animal_id RETURNING arquivo")
)


async def add(work: Transaction, **values: Any) -> Row:
    """Raises ReferenceNotFoundError at `agendamento_id` where that is no booking of the animal's."""
    try:
        row = await work.row(_ADD, **values)
    except asyncpg.ForeignKeyViolationError:
        # It was deleted while we looked.
        row = None
    if row is None:
        raise ReferenceNotFoundError.at("agendamento_id", values["agendamento_id"])
    return row


async def get(work: Transaction, animal_id: int, row_id: int) -> Row:
    """Raises NotFoundError."""
    return _found(await work.row(_ONE, animal_id=animal_id, row_id=row_id), row_id)


async def page(work: Transaction, animal_id: int, *, before: int, rows: int) -> Sequence[Row]:
    """The newest first."""
    return await work.rows(_PAGE, animal_id=animal_id, before=before, rows=rows)


async def clear_profile(work: Transaction, animal_id: int) -> None:
    """None of them is the animal's picture; of an animal that is locked."""
    await work.row(_NO_PROFILE, animal_id=animal_id)


async def change(work: Transaction, row_id: int, *, tipo: str, perfil: bool, legenda: str | None) -> Row:
    """Raises NotFoundError."""
    values = {"tipo": tipo, "perfil": perfil, "legenda": legenda}
    return _found(await work.row(_CHANGE, row_id=row_id, **values), row_id)


async def delete(work: Transaction, animal_id: int, row_id: int) -> Row:
    """What its files are called. Raises NotFoundError."""
    return _found(await work.row(_DELETE, animal_id=animal_id, row_id=row_id), row_id)


def _found(row: Row | None, row_id: int) -> Row:
    if row is None:
        raise NotFoundError(f"There is no record {row_id}.")
    return row
