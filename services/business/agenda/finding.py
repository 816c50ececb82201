"""A place for a booking, under the locks that keep it free until it is taken; else other times."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda import repository
from services.business.agenda.errors import SlotTakenError
from services.business.agenda.planning import Occupied, Placed, Refusal, Situation, Wish, free_places, place
from services.business.agenda.situation import read_situation
from services.business.agenda.views import as_placed
from services.business.agenda.wishes import check_people
from services.business.shop.settings import ShopSettings

# Where to look for other times, and how many to name.
SUGGESTED_DAYS, SUGGESTED = 14, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and when."""

    by: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Looks for a place, for one animal; `but`: bookings of its own that will move away."""

    work: Transaction
    shop: ShopSettings
    animal_id: int
    asked: Asked
    but: Sequence[int] = ()

    async def place(self, wishes: Sequence[Wish], start: datetime, *, squeeze: bool, at: str) -> list[Placed]:
        """Raises SlotTakenError."""
        end = start + sum((wish.duracao for wish in wishes), timedelta())
        situation = await self.situation(wishes, start, end, lock=True)
        check_people(wishes, situation.people, at=at)
        placed = place(situation, wishes, start, squeeze=squeeze)
        if isinstance(placed, Refusal):
            raise await self.refusal(placed, wishes, start)
        return placed

    async def situation(self, wishes: Sequence[Wish], begin: datetime, end: datetime, *, lock: bool) -> Situation:
        return await read_situation(
            self.work, self.shop, wishes, begin, end, animal_id=self.animal_id, but=self.but, lock=lock
        )

    async def refusal(self, refusal: Refusal, wishes: Sequence[Wish], start: datetime) -> SlotTakenError:
        """With other times, looked for when nobody waits for us any more: what was begun is undone first."""
        await self.work.rollback()
        first = max(start, self.asked.now).astimezone(self.shop.zone).date()
        days = [first + timedelta(days=n) for n in range(SUGGESTED_DAYS)]
        period = self.shop.day(days[0])[0], self.shop.day(days[-1])[1]
        situation = await self.situation(_by_anybody(wishes), *period, lock=False)
        not_before = max(start, self.asked.now)
        as_wished, by_others = await asyncio.to_thread(_other_times, situation, wishes, days, not_before)
        return SlotTakenError(
            refusal.reason,
            [in_the_way(item) for item in refusal.conflicts],
            [_offered(placed) for placed in as_wished],
            [_offered(placed) for placed in by_others],
        )


def _by_anybody(wishes: Sequence[Wish]) -> list[Wish]:
    return [replace(wish, profissional_id=None) for wish in wishes]


def _other_times(
    situation: Situation, wishes: Sequence[Wish], days: Sequence[date], not_before: datetime
) -> tuple[list[list[Placed]], list[list[Placed]]]:
    """As it was wished for; and what is sooner in somebody else's hands."""
    found = free_places(situation, wishes, days, not_before=not_before, most=SUGGESTED)
    if all(wish.profissional_id is None for wish in wishes):
        return found, []
    sooner = free_places(
        situation,
        _by_anybody(wishes),
        days,
        not_before=not_before,
        most=SUGGESTED,
        wanted=lambda begin: not found or begin < found[0][0].inicio,
    )
    return found, [placed for placed in sooner if len({part.profissional_id for part in placed}) == 1]


def _offered(placed: Sequence[Placed]) -> dict[str, Any]:
    return {
        "profissional_id": placed[0].profissional_id,
        "inicio": _told(placed[0].inicio),
        "fim": _told(placed[-1].fim),
    }


def in_the_way(item: Occupied) -> dict[str, Any]:
    """What a refusal says of what stands there."""
    return {
        "agendamento_id": item.agendamento_id,
        "profissional_id": item.profissional_id,
        "inicio": _told(item.inicio),
        "fim": _told(item.fim),
    }


async def check_room(
    work: Transaction, shop: ShopSettings, booking: Row, asked: Asked, *, as_before: bool
) -> None:
    """What held no time is to hold it now. Raises SlotTakenError.

    Judged like a new booking; but what stood there before (`as_before`) comes back though hours or people changed.
    """
    await repository.lock_animal(work, booking.animal_id)
    find = Finding(work, shop, booking.animal_id, asked, but=[booking.id])
    wishes = [item.wish for item in as_placed(booking)]
    situation = await find.situation(wishes, booking.inicio, booking.fim, lock=True)
    if as_before:
        situation = replace(situation, by_hours=False)
    placed = place(situation, wishes, booking.inicio, squeeze=booking.encaixe)
    if isinstance(placed, Refusal):
        raise await find.refusal(placed, wishes, booking.inicio)


def _told(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
