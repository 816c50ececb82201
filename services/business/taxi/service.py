"""The rules of the táxi dog: when, where, by whom, for how much."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from libs.common.errors import (
    NotFoundError,
    ReferenceNotFoundError,
    StaleVersionError,
    ValidationError,
    WrongStateError,
)
from libs.common.pagination import decode_moment_cursor, encode_moment_cursor
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository as agenda
from services.business.agenda.states import ENDED, State
from services.business.schemas import from_json
from services.business.shop.settings import ShopSettings, read_settings
from services.business.taxi.repository import TaxiRepository
from services.business.taxi.schemas import AndamentoIn, TaxiIn

_WAY = ("pendente", "a_caminho", "feito")
_ADDRESS = ("logradouro", "numero", "complemento", "bairro", "cidade", "uf")


async def put_ride(work: Transaction, booking_id: int, sentido: str, data: TaxiIn) -> Row:
    """Makes it, or changes it whole. Raises NotFoundError, StaleVersionError, WrongStateError, or at a field."""
    shop, rides = await read_settings(work), TaxiRepository(work)
    booking = await agenda.get_booking(work, booking_id, lock=True)
    if State(booking.status) in ENDED:
        raise WrongStateError(f"The booking is {booking.status}.")
    known = await rides.of_booking(booking_id, sentido)
    if data.version != (None if known is None else known.version):
        raise StaleVersionError("It changed since you read it: read it again.")
    values = await _values(rides, shop, booking, sentido, data)
    if known is None:
        created = await rides.insert(values | {"agendamento_id": booking_id, "sentido": sentido})
        return await rides.shown(created.id)
    if known.estado != "pendente":
        raise WrongStateError(f"The ride is {known.estado}.")
    await rides.update(known.id, known.version, values)
    return await rides.shown(known.id)


async def remove_ride(work: Transaction, booking_id: int, sentido: str) -> None:
    """Raises NotFoundError, or WrongStateError for one that has begun."""
    rides = TaxiRepository(work)
    known = await rides.of_booking(booking_id, sentido)
    if known is None:
        raise NotFoundError(f"The booking {booking_id} has no such ride.")
    if known.estado not in ("pendente", "cancelado"):
        raise WrongStateError(f"The ride is {known.estado}.")
    await rides.delete(known.id)


async def list_rides(
    work: Transaction, on: date, *, motorista_id: int | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """A day's, by their beginning. Raises ValidationError for a cursor we did not issue."""
    shop = await read_settings(work)
    begin, until = shop.day(on)
    rows = await TaxiRepository(work).day(
        begin, until, motorista_id=motorista_id, after=decode_moment_cursor(cursor), rows=limit + 1
    )
    page = [dict(row) for row in rows[:limit]]
    last = page[-1] if len(rows) > limit else None
    following = None if last is None else encode_moment_cursor(last["inicio"], last["id"])
    return {"items": page, "next_cursor": following}


async def step_ride(work: Transaction, row_id: int, data: AndamentoIn) -> Row:
    """One step further or back. Raises NotFoundError, StaleVersionError or WrongStateError."""
    rides = TaxiRepository(work)
    ride = await rides.shown(row_id, lock=True)
    if ride.version != data.version:
        raise StaleVersionError("It changed since you read it: read it again.")
    if ride.estado not in _WAY or abs(_WAY.index(ride.estado) - _WAY.index(data.estado)) != 1:
        raise WrongStateError(f"The ride is {ride.estado}.")
    await rides.update(row_id, ride.version, {"estado": data.estado})
    return await rides.shown(row_id)


async def _values(
    rides: TaxiRepository, shop: ShopSettings, booking: Row, sentido: str, data: TaxiIn
) -> dict[str, Any]:
    """What was sent, and for the rest what the booking, the tutor and the shop say."""
    if data.motorista_id is not None:
        await _check_driver(rides, data.motorista_id)
    window = timedelta(minutes=shop.taxi.janela_minutos)
    begin, end = data.inicio, data.fim
    if begin is None or end is None:
        fetched = (booking.inicio - window, booking.inicio)
        begin, end = fetched if sentido == "busca" else (booking.fim, booking.fim + window)
    fee = data.taxa if data.taxa is not None else shop.taxi.fee(data.zona)
    if fee is None:
        raise ValidationError.at("zona", "The shop has no such zone.", "zone_unknown")
    address = data.endereco or _written(await rides.address(booking.id))
    if address is None:
        raise ValidationError.at("endereco", "The tutor has no address: say where.", "missing")
    return {
        "endereco": address,
        "inicio": begin,
        "fim": end,
        "motorista_id": data.motorista_id,
        "zona": data.zona,
        "taxa": fee,
        "observacoes": data.observacoes,
    }


async def _check_driver(rides: TaxiRepository, profissional_id: int) -> None:
    is_active = await rides.is_active(profissional_id)
    if is_active is None:
        raise ReferenceNotFoundError.at("motorista_id", profissional_id)
    if not is_active:
        raise ValidationError.at("motorista_id", "They do not work here any more.", "profissional_inactive")


def _written(known: Row | None) -> str | None:
    """The tutor's address in one line."""
    if known is None:
        return None
    if known.endereco:
        return str(known.endereco)
    postal: Mapping[str, Any] = from_json(known.endereco_postal) or {}
    return ", ".join(str(postal[name]) for name in _ADDRESS if postal.get(name)) or None
