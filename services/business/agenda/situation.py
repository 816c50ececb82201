"""What the agenda's rules look at, read for one question: people, their blocks, and what takes their time."""

from collections.abc import Sequence
from datetime import datetime

from libs.common.contracts.hours import HOURS
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository
from services.business.agenda.planning import Occupied, Person, Situation, Wish
from services.business.profissionais.repository import BloqueioRepository
from services.business.schemas import from_json
from services.business.shop.settings import ShopSettings

_MOST_BLOCKS = 1_000


async def read_situation(
    work: Transaction,
    shop: ShopSettings,
    wishes: Sequence[Wish],
    begin: datetime,
    until: datetime,
    *,
    animal_id: int | None,
    but: Sequence[int] = (),
    lock: bool = False,
) -> Situation:
    """For a period, without the bookings `but`; `lock`: whoever asks is going to write what comes of it."""
    named = sorted({wish.profissional_id for wish in wishes if wish.profissional_id is not None})
    everybody = any(wish.profissional_id is None for wish in wishes)
    rows = await repository.people(work, named, everybody=everybody, lock=lock)
    by_id = {row.id: person_of(row) for row in sorted(rows, key=lambda row: row.id)}
    people, animal_busy = list(by_id.values()), []
    for row in await repository.around(work, begin, until, but=but):
        if row.kind == "block":
            _block(people, row)
        elif row.kind == "skill":
            if row.profissional_id in by_id:
                by_id[row.profissional_id].servicos.add(row.about)
        else:
            item = Occupied(row.agendamento_id, row.profissional_id, row.about, row.inicio, row.fim, row.encaixe)
            if animal_id in (None, item.animal_id):
                animal_busy.append(item)
            if item.profissional_id in by_id:
                by_id[item.profissional_id].busy.append(item)
    return Situation(shop, people, animal_busy)


async def fill(work: Transaction, people: Sequence[Person], begin: datetime, until: datetime) -> Sequence[Row]:
    """Tells people of the blocks that touch a period; answers those."""
    blocks = await BloqueioRepository(work).within(begin, until, profissional_id=None, limit=_MOST_BLOCKS)
    for block in blocks:
        _block(people, block)
    return blocks


def _block(people: Sequence[Person], block: Row) -> None:
    for person in people:
        if block.profissional_id in (None, person.id):
            person.blocks.append((block.inicio, block.fim))


def person_of(row: Row) -> Person:
    """As `planning` knows them, but for what they do."""
    hours = None if row.horarios is None else HOURS.validate_python(from_json(row.horarios))
    return Person(row.id, row.ativo, hours)
