"""Vaccines as they are looked at: an animal's card, and everybody's doses that are to come."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from libs.common.audit import record
from libs.common.errors import ValidationError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.transaction import Transaction
from services.business.clientes.phones import to_call
from services.business.schemas import from_json
from services.business.shop.settings import read_settings
from services.business.vacinas import repository
from services.business.vacinas.protocol import situation
from services.business.vacinas.service import Asked
from services.business.vacinas.species import fits, species_code

# How far a list looks that is not told how far.
AHEAD = timedelta(days=30)
_THE_FIRST = date(1970, 1, 1)


async def show_card(work: Transaction, animal_id: int, asked: Asked) -> dict[str, Any]:
    """Vaccines for its species, and others of which it has doses. Raises NotFoundError."""
    shop = await read_settings(work)
    animal = await repository.animal(work, animal_id)
    today = shop.today(asked.now)
    lines = [_line(dict(row), today) for row in await repository.card(work, animal_id)]
    return {
        "animal_id": animal.id,
        "animal": animal.nome,
        "especie": animal.especie,
        "especie_codigo": species_code(animal.especie),
        "hoje": today,
        "vacinas": [line for line in lines if line["has_doses"] or fits(line["especies"], animal.especie)],
    }


async def list_pending(
    work: Transaction, until: date | None, asked: Asked, *, late: bool, cursor: str | None, limit: int
) -> dict[str, Any]:
    """What is due until a day, by its date; `late`: only what was due before today. Raises ValidationError."""
    today = (await read_settings(work)).today(asked.now)
    until = today + AHEAD if until is None else until
    if late:
        until = min(until, today - timedelta(days=1))
    found = await repository.pending(work, until, today=today, after=_after(cursor), rows=limit + 1)
    items = [
        {**dict(row), "telefone_e164": to_call(row.telefone, from_json(row.telefones))} for row in found[:limit]
    ]
    last = found[limit - 1] if len(found) > limit else None
    if cursor is not None:
        # Who walks through the list takes names and telephones with him.
        await record(work, "dose.listed", entity="dose", after={"rows": len(items), "until": until})
    return {"items": items, "next_cursor": last and encode_cursor(last.prevista_para.isoformat(), last.id)}


def _line(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    doses = json.loads(row["doses_do_animal"])
    given = [each for each in doses if each["aplicada_em"] is not None]
    planned = next((each for each in doses if each["aplicada_em"] is None), None)
    due = None if planned is None else date.fromisoformat(planned["prevista_para"])
    return {
        **row,
        "especies": from_json(row["especies"]),
        "has_doses": bool(doses),
        "aplicadas": given,
        "prevista": planned,
        "prevista_para": due,
        "situacao": situation(given=bool(given), due=due, on=today),
    }


def _after(cursor: str | None) -> tuple[date, int]:
    """Raises ValidationError for a cursor we did not issue."""
    if cursor is None:
        return _THE_FIRST, 0
    written, row_id = decode_cursor(cursor)
    try:
        return date.fromisoformat(written), row_id
    except ValueError:
        raise ValidationError.at("cursor", "This cursor is not valid.", "cursor_invalid") from None
