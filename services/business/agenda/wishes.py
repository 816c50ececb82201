"""From what a request names to what can be placed: each serviço with its minutes and its price for this animal."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from libs.common.errors import ReferenceNotFoundError, ValidationError
from libs.common.transaction import Transaction
from services.business.agenda.planning import Person, Wish
from services.business.agenda.repository import LONGEST
from services.business.agenda.schemas import ItemIn
from services.business.animais.repository import AnimalRepository
from services.business.servicos.repository import ServicoRepository
from services.business.servicos.service import offer_of
from services.business.shop.settings import ShopSettings

FARTHEST = timedelta(days=730)
# As much as the column of the sum holds.
MOST_MONEY = Decimal("9999999999.99")


def check_start(shop: ShopSettings, start: datetime, now: datetime) -> None:
    """Earlier today is written down late; yesterday is not. Raises ValidationError."""
    if shop.today(start) < shop.today(now):
        raise ValidationError.at("inicio", "This day is over.", "in_the_past")
    if start > now + FARTHEST:
        raise ValidationError.at("inicio", "At most two years ahead.", "too_far_ahead")


async def read_wishes(
    work: Transaction, animal_id: int, items: Sequence[ItemIn], *, at: str = "itens", lock: bool = False
) -> list[Wish]:
    """Raises ReferenceNotFoundError or ValidationError at the item that cannot be booked, or at `animal_id`.

    `lock`: for a new booking, which only an animal that can be looked after has.
    """
    chosen = await ServicoRepository(work).chosen(animal_id, [item.servico_id for item in items], lock=lock)
    if not chosen and not await AnimalRepository(work).exists(animal_id):
        raise ReferenceNotFoundError.at("animal_id", animal_id)
    if lock and chosen and not chosen[0].atendivel:
        raise ValidationError.at(
            "animal_id", "It is inactive, or has died: it takes no bookings.", "animal_inactive"
        )
    rows = {row.id: row for row in chosen}
    wishes = []
    for n, item in enumerate(items):
        row = rows.get(item.servico_id)
        field = f"{at}.{n}.servico_id" if at else "servico_id"
        if row is None:
            raise ReferenceNotFoundError.at(field, item.servico_id)
        if not row.ativo:
            raise ValidationError.at(field, "This serviço cannot be booked any more.", "servico_inactive")
        offer = offer_of(row)
        wishes.append(
            Wish(
                servico_id=row.id,
                duracao=timedelta(minutes=offer.duracao if item.duracao is None else item.duracao),
                preco=offer.preco if item.preco is None else item.preco,
                profissional_id=item.profissional_id,
            )
        )
    if all(rows[item.servico_id].tipo == "adicional" for item in items):
        raise ValidationError.at(at or "servico_id", "An add-on comes beside a serviço.", "addon_alone")
    _check_sums(wishes)
    return wishes


def _check_sums(wishes: Sequence[Wish]) -> None:
    """Raises ValidationError for more than a day, or than the sum has room for."""
    if sum((wish.duracao for wish in wishes), timedelta()) > LONGEST:
        raise ValidationError.at("itens", "A booking takes a day at most.", "booking_too_long")
    if sum((wish.preco for wish in wishes), Decimal(0)) > MOST_MONEY:
        raise ValidationError.at("itens", "These prices are too much together.", "decimal_whole_digits")


def check_people(wishes: Sequence[Wish], people: Sequence[Person], *, at: str = "itens") -> None:
    """Whoever is named must be there, must work here still, and must do it. Raises at the item."""
    by_id = {person.id: person for person in people}
    for n, wish in enumerate(wishes):
        if wish.profissional_id is None:
            continue
        field = f"{at}.{n}.profissional_id" if at else "profissional_id"
        person = by_id.get(wish.profissional_id)
        if person is None:
            raise ReferenceNotFoundError.at(field, wish.profissional_id)
        if not person.ativo:
            raise ValidationError.at(field, "They take no bookings any more.", "profissional_inactive")
        if not person.does(wish.servico_id):
            raise ValidationError.at(field, "They do not do this serviço.", "servico_not_done")
