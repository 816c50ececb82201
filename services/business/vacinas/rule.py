"""Whether an animal may come: its obligatory vaccines on the day of a booking, as the shop's rules take them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.schemas import from_json
from services.business.shop.settings import ShopSettings
from services.business.vacinas import repository
from services.business.vacinas.errors import VaccineRequiredError
from services.business.vacinas.protocol import is_old_enough, situation
from services.business.vacinas.species import fits


async def check_vaccines(
    work: Transaction, shop: ShopSettings, animal_id: int, begin: datetime
) -> list[dict[str, Any]]:
    """Warnings for a visit that begins then; nothing is asked where the shop does not care.

    Raises VaccineRequiredError where the shop wants none without.
    """
    if shop.rules.vaccines == "off":
        return []
    missing = lacking(await repository.required(work, animal_id), begin.astimezone(shop.zone).date())
    if missing and shop.rules.vaccines == "block":
        raise VaccineRequiredError(missing)
    return [{"tipo": "vacina", **each} for each in missing]


def lacking(rows: Sequence[Row], on: date) -> list[dict[str, Any]]:
    """Obligatory vaccines never given or late on a day, each group once; too young an animal lacks none."""
    found: dict[object, dict[str, Any]] = {}
    for row in rows:
        if not row.required or not _is_for(row) or not is_old_enough(row.nascimento, row.idade_minima_dias, on):
            continue
        members = [each for each in rows if each is row or (row.grupo and each.grupo == row.grupo)]
        states = [(each, _state(each, on)) for each in members if _is_for(each)]
        if not any(state == "em_dia" for _, state in states):
            found.setdefault(row.grupo or row.id, _told(row, states))
    return list(found.values())


def _told(row: Row, states: Iterable[tuple[Row, str]]) -> dict[str, Any]:
    """The one of its group that was begun, as that is the one to go on with; else itself."""
    chosen, state = max(states, key=lambda each: (bool(each[0].given), each[0] is row))
    due = None if chosen.due is None else chosen.due.isoformat()
    return {"vacina_id": chosen.id, "nome": chosen.nome, "situacao": state, "prevista_para": due}


def _state(row: Row, on: date) -> str:
    return situation(given=row.given, due=row.due, on=on)


def _is_for(row: Row) -> bool:
    return fits(from_json(row.especies), row.especie)
