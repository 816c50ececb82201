"""Rides go where their booking goes."""

from collections.abc import Sequence
from datetime import datetime

from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.agenda.planning import Placed
from services.business.agenda.states import State
from services.business.taxi import repository

_OFF = frozenset({State.CANCELADO, State.FALTOU})


async def follow_move(work: Transaction, booking: Row, placed: Sequence[Placed]) -> None:
    """Before the booking goes there. Always asked: a ride may have come while the booking was waited for."""
    begin, end = placed[0].inicio, placed[-1].fim
    if (begin, end) != (booking.inicio, booking.fim):
        await repository.follow(work, [(booking.id, begin, end)])


async def follow_step(work: Transaction, booking: Row, before: State, after: State) -> None:
    """What is called off or missed is fetched by nobody; taken back, it is pending again."""
    if (before in _OFF) == (after in _OFF):
        return
    of, to = ("pendente", "cancelado") if after in _OFF else ("cancelado", "pendente")
    await repository.switch(work, [booking.id], of=of, to=to)


async def follow_series(
    work: Transaction, moved: Sequence[tuple[int, datetime, datetime]], gone: Sequence[int]
) -> None:
    """Before the bookings of a series go there, or are called off."""
    if moved:
        await repository.follow(work, moved)
    if gone:
        await repository.switch(work, gone, of="pendente", to="cancelado")
