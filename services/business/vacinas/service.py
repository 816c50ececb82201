"""The rules of the vaccines: the catalogue, and doses whose plan follows what was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from libs.common.errors import StaleVersionError, ValidationError, WrongStateError
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.repository import PageRows
from services.business.shop.settings import read_settings
from services.business.vacinas import repository
from services.business.vacinas.courses import Group, Plan
from services.business.vacinas.protocol import Due, Given, number_of
from services.business.vacinas.repository import DoseRepository, VacinaRepository
from services.business.vacinas.schemas import DoseIn, DosePatch, VacinaIn, VacinaPatch


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and when."""

    by: UUID
    now: datetime


async def create_vacina(work: Transaction, data: VacinaIn) -> Row:
    """Raises ValidationError at `intervalo_dias`."""
    return await VacinaRepository(work).insert(data.model_dump())


async def list_vacinas(work: Transaction, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """Active or not."""
    return await VacinaRepository(work).page(q=q, cursor=cursor, limit=limit)


async def get_vacina(work: Transaction, vacina_id: int) -> Row:
    """Raises NotFoundError."""
    return await VacinaRepository(work).read(vacina_id)


async def update_vacina(work: Transaction, vacina_id: int, patch: VacinaPatch) -> Row:
    """What is planned already stays as it is. Raises NotFoundError, StaleVersionError, ValidationError."""
    return await VacinaRepository(work).update(vacina_id, patch.version, patch.changes())


async def delete_vacina(work: Transaction, vacina_id: int) -> None:
    """Raises NotFoundError, or InUseError while a dose names it."""
    await VacinaRepository(work).delete(vacina_id)


async def add_dose(work: Transaction, animal_id: int, data: DoseIn, asked: Asked) -> Row:
    """Given or planned. Raises NotFoundError, ReferenceNotFoundError at `vacina_id`, ValidationError at a date."""
    shop = await read_settings(work)
    animal = await repository.animal(work, animal_id, lock=True)
    group = await repository.group(work, animal_id, data.vacina_id)
    values = data.model_dump(exclude_none=True)
    _check_dates(values, born=animal.nascimento, today=shop.today(asked.now))
    values |= {"animal_id": animal_id, "usuario_id": asked.by}
    if data.aplicada_em is None:
        return await _plan_dose(work, group, values)
    return await _give_dose(work, group, values, data.aplicada_em)


async def update_dose(work: Transaction, dose_id: int, patch: DosePatch, asked: Asked) -> Row:
    """The plan follows. Raises NotFoundError, StaleVersionError, WrongStateError, ValidationError at a date."""
    shop, doses, changes = await read_settings(work), DoseRepository(work), patch.changes()
    row = await doses.get(dose_id)
    if row.version != patch.version:
        raise StaleVersionError("It changed since you read it: read it again.")
    animal = await repository.animal(work, row.animal_id, lock=True)
    group = await repository.group(work, row.animal_id, row.vacina_id)
    if "prevista_para" in changes and (row.aplicada_em or "aplicada_em" in changes):
        raise WrongStateError("This dose was given: when it was due is history.")
    _check_dates(changes, row, born=animal.nascimento, today=shop.today(asked.now))
    if "aplicada_em" in changes:
        _check_day(group, changes["aplicada_em"], but=dose_id)
    updated = await doses.update(dose_id, patch.version, changes)
    if updated.aplicada_em is not None:
        after = group.with_given(dose_id, Given(updated.aplicada_em, updated.dose))
        await _follow(work, row.animal_id, (group, after), by=asked.by, fulfilled=row.aplicada_em is None)
    return updated


async def delete_dose(work: Transaction, dose_id: int, asked: Asked) -> None:
    """A mistake: what was planned before it is planned again. Raises NotFoundError."""
    doses = DoseRepository(work)
    row = await doses.get(dose_id)
    await repository.animal(work, row.animal_id, lock=True)
    group = await repository.group(work, row.animal_id, row.vacina_id)
    await doses.delete(dose_id)
    if dose_id in group.own.given:
        before = Plan(row.vacina_id, Due(row.dose, row.prevista_para)) if row.prevista_para else None
        after = group.with_given(dose_id, None)
        await _follow(work, row.animal_id, (group, after), by=asked.by, instead=before)


async def _plan_dose(work: Transaction, group: Group, values: Mapping[str, Any]) -> Row:
    """The one to come, at another time where there is one already."""
    doses, planned = DoseRepository(work), group.own.open
    if planned is not None:
        return await doses.update(planned.id, planned.version, values)
    last = group.own.last
    number = number_of(group.own.given.values(), date.max) if last else 1
    return await doses.insert({"dose": number} | dict(values))


async def _give_dose(work: Transaction, group: Group, values: Mapping[str, Any], on: date) -> Row:
    """Fulfils the one to come; what was given before the last one is history, and fulfils nothing."""
    doses, own = DoseRepository(work), group.own
    _check_day(group, on)
    fulfils = own.open is not None and (own.last is None or on > own.last.on)
    if own.open is not None and fulfils:
        row = await doses.update(own.open.id, own.open.version, values)
    else:
        row = await doses.insert({"dose": number_of(own.given.values(), on)} | dict(values))
    after = group.with_given(row.id, Given(on, row.dose))
    await _follow(work, row.animal_id, (group, after), by=values["usuario_id"], fulfilled=fulfils)
    return row


async def _follow(
    work: Transaction,
    animal_id: int,
    change: tuple[Group, Group],
    *,
    by: UUID,
    fulfilled: bool = False,
    instead: Plan | None = None,
) -> None:
    """Plans what follows the change; a plan somebody made by hand stays while nothing it rests on changes."""
    before, after = change
    if fulfilled or before.plan() != after.plan():
        await repository.plan(work, animal_id, list(after.courses), instead or after.plan(), by=by)


def _check_day(group: Group, on: date, *, but: int = 0) -> None:
    """Raises ValidationError for a second dose of one day."""
    if any(given.on == on for row_id, given in group.own.given.items() if row_id != but):
        raise ValidationError.at("aplicada_em", "It had this vaccine on this day already.", "duplicate")


def _check_dates(values: Mapping[str, Any], kept: Row | None = None, *, born: date | None, today: date) -> None:
    """Raises ValidationError at the date that cannot be, of `values` beside what is `kept`."""
    given = values.get("aplicada_em")
    if given is not None and given > today:
        raise ValidationError.at("aplicada_em", "Not before it was given: this day is to come.", "in_the_future")
    for name in ("aplicada_em", "prevista_para"):
        if born is not None and values.get(name) is not None and values[name] < born:
            raise ValidationError.at(name, "The animal was not born yet.", "before_birth")
    whole = dict(kept.items() if kept is not None else ()) | dict(values)
    made, until, given = whole.get("fabricacao"), whole.get("validade"), whole.get("aplicada_em")
    if made is not None and until is not None and until < made:
        raise ValidationError.at("validade", "It expires before it was made.", "period_reversed")
    # What happened elsewhere is written down as it was; what is not in this change is not asked again.
    told = whole.get("informada") or not values.keys() & {"aplicada_em", "validade", "informada"}
    if not told and given is not None and until is not None and until < given:
        raise ValidationError.at("validade", "It had expired when it was given.", "expired_when_given")
