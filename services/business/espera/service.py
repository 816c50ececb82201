"""The rules of the waiting list: who waits, who is offered a place, who takes it."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from libs.common.errors import StaleVersionError, ValidationError, WrongStateError
from libs.common.pagination import decode_cursor, encode_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository as agenda
from services.business.agenda import service as bookings
from services.business.agenda.finding import Asked
from services.business.agenda.schemas import AgendamentoIn, ItemIn
from services.business.agenda.wishes import check_start, read_wishes
from services.business.clientes.phones import to_call
from services.business.espera.matching import Window, who_fits
from services.business.espera.repository import EsperaRepository
from services.business.espera.schemas import AgendarIn, EsperaIn, EsperaPatch, OferecerIn
from services.business.schemas import from_json
from services.business.shop.settings import ShopSettings, read_settings

_NO_OFFER: dict[str, Any] = {"estado": "aguardando", "oferta_inicio": None, "oferecida_em": None}


async def add_entry(work: Transaction, data: EsperaIn, asked: Asked) -> Row:
    """Raises ValidationError or ReferenceNotFoundError at the field that cannot be waited for."""
    shop = await read_settings(work)
    _check_end(shop, data.ate, asked)
    await read_wishes(work, data.animal_id, data.itens)
    created = await EsperaRepository(work).insert(data.model_dump(mode="json") | {"de": data.de, "ate": data.ate})
    return await EsperaRepository(work).shown(created.id, shop.today(asked.now))


async def show_entry(work: Transaction, row_id: int, asked: Asked) -> Row:
    """Raises NotFoundError."""
    shop = await read_settings(work)
    return await EsperaRepository(work).shown(row_id, shop.today(asked.now))


async def list_entries(
    work: Transaction,
    asked: Asked,
    *,
    estado: str | None,
    animal_id: int | None,
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """In the order they came. Raises ValidationError for a cursor we did not issue."""
    today = (await read_settings(work)).today(asked.now)
    after = 0 if cursor is None else decode_cursor(cursor)[1]
    rows = await EsperaRepository(work).entries(
        today, estado=estado, animal_id=animal_id, after=after, rows=limit + 1
    )
    page = [dict(row) for row in rows[:limit]]
    return {"items": page, "next_cursor": encode_cursor("", page[-1]["id"]) if len(rows) > limit else None}


async def change_entry(work: Transaction, row_id: int, patch: EsperaPatch, asked: Asked) -> Row:
    """Raises NotFoundError, StaleVersionError, WrongStateError for what is over, or at the field."""
    shop = await read_settings(work)
    entry = await _held(work, shop, row_id, patch.version, asked, also_over=True)
    changes = patch.changes()
    if patch.ate is not None:
        _check_end(shop, patch.ate, asked)
    if patch.itens is not None:
        await read_wishes(work, entry.animal_id, patch.itens)
        changes["itens"] = [item.model_dump(mode="json") for item in patch.itens]
    return await _changed(work, shop, entry, changes | _NO_OFFER, asked)


async def offer_place(work: Transaction, row_id: int, data: OferecerIn, asked: Asked) -> dict[str, Any]:
    """An offer holds nothing: whoever books first has it. Raises as `change_entry`."""
    shop = await read_settings(work)
    check_start(shop, data.inicio, asked.now)
    entry = await _held(work, shop, row_id, data.version, asked)
    if not entry.atendivel:
        raise WrongStateError("This animal was removed, is inactive, or has died.")
    offered = {"estado": "oferecida", "oferta_inicio": data.inicio, "oferecida_em": asked.now}
    changed = await _changed(work, shop, entry, offered, asked)
    return dict(changed) | {"whatsapp_url": _message(shop, changed)}


async def decline(work: Transaction, row_id: int, version: int, asked: Asked) -> Row:
    """The offer was not taken: they wait on. Raises as `change_entry`; WrongStateError where there is none."""
    shop = await read_settings(work)
    entry = await _held(work, shop, row_id, version, asked, also_over=True)
    if entry.oferta_inicio is None:
        raise WrongStateError("Nothing was offered.")
    return await _changed(work, shop, entry, _NO_OFFER, asked)


async def give_up(work: Transaction, row_id: int, version: int, asked: Asked) -> Row:
    """They do not wait any more. Raises as `change_entry`."""
    shop = await read_settings(work)
    entry = await _held(work, shop, row_id, version, asked, also_over=True)
    return await _changed(work, shop, entry, {"estado": "desistiu"}, asked)


async def book_entry(work: Transaction, row_id: int, data: AgendarIn, asked: Asked) -> dict[str, Any]:
    """Books what they waited for, by the agenda's own rules. Raises as `create_booking`, and as `change_entry`."""
    shop = await read_settings(work)
    entry = await _held(work, shop, row_id, data.version, asked, also_over=True)
    start = data.inicio or entry.oferta_inicio
    if start is None:
        raise ValidationError.at("inicio", "Nothing was offered: say when.", "missing")
    items = [ItemIn.model_validate(item) for item in from_json(entry.itens)]
    if data.profissional_id is not None:
        items = [item.model_copy(update={"profissional_id": data.profissional_id}) for item in items]
    wanted = AgendamentoIn(animal_id=entry.animal_id, inicio=start, itens=items, observacoes=entry.observacoes)
    booking = await bookings.create_booking(work, wanted, asked)
    served = {"estado": "atendida", "agendamento_id": booking["id"]}
    return dict(await _changed(work, shop, entry, served, asked)) | {"agendamento": booking}


async def who_can_be_served(
    work: Transaction, begin: date | None, days: int, booking_id: int | None, asked: Asked
) -> dict[str, Any]:
    """In the days from `begin` on (today where none is said), or in the time that a booking has left free.

    Raises NotFoundError for no such booking.
    """
    shop = await read_settings(work)
    if booking_id is not None:
        booking = await agenda.get_booking(work, booking_id)
        day = booking.inicio.astimezone(shop.zone).date()
        return await who_fits(work, shop, Window([day], asked.now, booking.inicio, booking.fim))
    first = begin or shop.today(asked.now)
    return await who_fits(work, shop, Window([first + timedelta(days=n) for n in range(days)], asked.now))


async def _held(
    work: Transaction, shop: ShopSettings, row_id: int, version: int, asked: Asked, *, also_over: bool = False
) -> Row:
    """`also_over`: of what only its days have ended."""
    entry = await EsperaRepository(work).shown(row_id, shop.today(asked.now), lock=True)
    if entry.version != version:
        raise StaleVersionError("It changed since you read it: read it again.")
    if entry.estado in ("atendida", "desistiu") or (entry.estado == "expirada" and not also_over):
        raise WrongStateError(f"It is {entry.estado}.")
    return entry


async def _changed(
    work: Transaction, shop: ShopSettings, entry: Row, changes: dict[str, Any], asked: Asked
) -> Row:
    await EsperaRepository(work).update(entry.id, entry.version, changes)
    return await EsperaRepository(work).shown(entry.id, shop.today(asked.now))


def _check_end(shop: ShopSettings, until: date, asked: Asked) -> None:
    if until < shop.today(asked.now):
        raise ValidationError.at("ate", "This day is over.", "in_the_past")


def _message(shop: ShopSettings, entry: Row) -> str | None:
    """A message of WhatsApp's, to be sent by hand."""
    number = to_call(entry.telefone, from_json(entry.telefones))
    if number is None:
        return None
    at: datetime = entry.oferta_inicio.astimezone(shop.zone)
    said = (
        f"Olá, {entry.cliente}! Abriu um horário para {entry.animal}: {at:%d/%m} às {at:%H:%M}."
        " Podemos confirmar? Responda por aqui."
    )
    return f"https://wa.me/{number.removeprefix('+')}?text={quote(said, safe='')}"
