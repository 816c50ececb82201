"""The rules of the profissionais: who they are, what they do, and when they take no bookings."""

from collections.abc import Sequence
from datetime import date, timedelta

from libs.common.errors import ReferenceNotFoundError, ValidationError
from libs.common.pagination import decode_moment_cursor, encode_moment_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.profissionais.repository import BloqueioRepository, ProfissionalRepository
from services.business.profissionais.schemas import (
    BloqueioIn,
    BloqueioPatch,
    DiaFechadoOut,
    ProfissionalIn,
    ProfissionalPatch,
)
from services.business.repository import PageRows
from services.business.shop.settings import ShopSettings, read_settings

LONGEST_LOOK = timedelta(days=366)


async def create_profissional(work: Transaction, data: ProfissionalIn) -> Row:
    """Raises ReferenceNotFoundError at `servicos`."""
    profissionais = ProfissionalRepository(work)
    created = await profissionais.insert(data.model_dump(exclude={"servicos"}))
    if not data.servicos:
        return created
    await _set_skills(profissionais, created.id, data.servicos)
    return await profissionais.get(created.id)


async def list_profissionais(work: Transaction, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
    """Active or not."""
    return await ProfissionalRepository(work).page(q=q, cursor=cursor, limit=limit)


async def get_profissional(work: Transaction, profissional_id: int) -> Row:
    """Raises NotFoundError."""
    return await ProfissionalRepository(work).read(profissional_id)


async def update_profissional(work: Transaction, profissional_id: int, patch: ProfissionalPatch) -> Row:
    """Bookings that stand are kept. Raises NotFoundError, StaleVersionError, or at `servicos`."""
    profissionais, changes = ProfissionalRepository(work), patch.changes()
    servicos = changes.pop("servicos", None)
    updated = await profissionais.update(profissional_id, patch.version, changes)
    if servicos is None:
        return updated
    await _set_skills(profissionais, profissional_id, servicos)
    return await profissionais.get(profissional_id)


async def delete_profissional(work: Transaction, profissional_id: int) -> None:
    """Their blocks go along. Raises NotFoundError, or InUseError once they have had a booking."""
    await ProfissionalRepository(work).delete(profissional_id)


async def create_bloqueio(work: Transaction, data: BloqueioIn) -> Row:
    """Bookings that stand in it are kept: it keeps off new ones. Raises ReferenceNotFoundError."""
    return await BloqueioRepository(work).insert(data.model_dump())


async def list_bloqueios(
    work: Transaction,
    begin: date,
    until: date,
    *,
    profissional_id: int | None,
    cursor: str | None,
    limit: int,
) -> PageRows:
    """Those that touch the days from `begin` to `until`. Raises ValidationError for more than a year."""
    settings = await read_settings(work)
    _look(begin, until)
    period = settings.day(begin)[0], settings.day(until)[1]
    rows = await BloqueioRepository(work).within(
        *period, profissional_id=profissional_id, limit=limit + 1, after=decode_moment_cursor(cursor)
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return PageRows(rows[:limit], None if last is None else encode_moment_cursor(last.inicio, last.id))


async def update_bloqueio(work: Transaction, bloqueio_id: int, patch: BloqueioPatch) -> Row:
    """Raises NotFoundError or StaleVersionError."""
    return await BloqueioRepository(work).update(bloqueio_id, patch.version, patch.changes())


async def delete_bloqueio(work: Transaction, bloqueio_id: int) -> None:
    """Raises NotFoundError."""
    await BloqueioRepository(work).delete(bloqueio_id)


async def closed_days(work: Transaction, begin: date, until: date) -> list[DiaFechadoOut]:
    """Holidays and dates on which the shop is closed. Raises ValidationError as `list_bloqueios`."""
    settings: ShopSettings = await read_settings(work)
    days = [begin + timedelta(days=n) for n in range(_look(begin, until) + 1)]
    closed = [(day, settings.why_closed(day)) for day in days]
    return [DiaFechadoOut(data=day, motivo=why or None) for day, why in closed if why is not None]


def _look(begin: date, until: date) -> int:
    """How many days lie between."""
    if until < begin:
        raise ValidationError.at("ate", "It ends before it begins.", "period_reversed")
    if until - begin > LONGEST_LOOK:
        raise ValidationError.at("ate", "At most a year at once.", "period_too_long")
    return (until - begin).days


async def _set_skills(profissionais: ProfissionalRepository, row_id: int, servicos: Sequence[int]) -> None:
    found = await profissionais.set_skills(row_id, servicos)
    for servico_id in servicos:
        if servico_id not in found:
            raise ReferenceNotFoundError.at("servicos", servico_id)
