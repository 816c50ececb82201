"""What happened to an animal: written where it changes, and shown as one list."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from libs.common.clock import utc_now
from libs.common.errors import NotFoundError, ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from libs.common.types import MAX_ID
from services.business.animais.historico import repository
from services.business.animais.historico.schemas import OcorrenciaIn
from services.business.animais.repository import AnimalRepository

_THE_LAST = datetime(9999, 12, 31, tzinfo=UTC)


async def tell_changes(work: Transaction, before: Row, after: Row, *, by: UUID) -> None:
    """Another tutor, and how it is."""
    if before.cliente_id != after.cliente_id:
        between = {"de_cliente_id": before.cliente_id, "para_cliente_id": after.cliente_id}
        await repository.add_event(work, after.id, "transferencia", by=by, **between)
    if before.situacao != after.situacao:
        await repository.add_event(work, after.id, "situacao", by=by, situacao=after.situacao)


async def add_ocorrencia(work: Transaction, animal_id: int, data: OcorrenciaIn, *, by: UUID) -> dict[str, Any]:
    """Raises NotFoundError for no such animal, or ValidationError at `em`."""
    if data.em is not None and data.em > utc_now():
        raise ValidationError.at("em", "This time is still to come.", "in_the_future")
    await AnimalRepository(work).locked(animal_id)
    event = await repository.add_event(work, animal_id, "incidente", by=by, texto=data.texto, em=data.em)
    return dict(event) | {"sem_hora": False}


async def list_historico(work: Transaction, animal_id: int, *, cursor: str | None, limit: int) -> dict[str, Any]:
    """The newest first. Raises NotFoundError for no such animal."""
    rows = await repository.page(work, animal_id, before=_before(cursor), rows=limit + 1)
    if not rows and not await AnimalRepository(work).exists(animal_id):
        raise NotFoundError(f"There is no record {animal_id}.")
    last = rows[limit - 1] if len(rows) > limit else None
    following = None
    if last is not None:
        following = encode_cursor(f"{last.em.astimezone(UTC).isoformat()} {last.tipo}", last.id)
    return {"items": [_shown(row) for row in rows[:limit]], "next_cursor": following}


def _shown(row: Row) -> dict[str, Any]:
    own = {"tipo": row.tipo, "id": row.id, "em": row.em, "sem_hora": row.sem_hora}
    details: dict[str, Any] = json.loads(row.detalhes)
    return details | own


def _before(cursor: str | None) -> tuple[datetime, str, int]:
    """Raises ValidationError for a cursor that we did not issue."""
    if cursor is None:
        return _THE_LAST, "", MAX_ID
    key, row_id = decode_cursor(cursor)
    written, _, tipo = key.partition(" ")
    try:
        # Ours are in UTC; others would be other instants, or none.
        if not written.endswith("+00:00"):
            raise ValueError(written)
        return datetime.fromisoformat(written), tipo, row_id
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
