"""The demo's rides: who is fetched and brought home by the táxi dog."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

SHARE, BOTH_WAYS, WITHOUT_DRIVER = 0.12, 0.8, 0.2
WINDOW, FEE = timedelta(minutes=30), Decimal(15)
_TUTOR, _HOME = 5, 4
_OFF = ("cancelado", "faltou")

Record = tuple[Any, ...]


def rides(
    random: Random,
    bookings: Sequence[Record],
    *,
    animais: Sequence[Record],
    tutores: Sequence[Record],
    people: int,
    now: datetime,
) -> Iterator[Record]:
    """Of bookings whose tutor's address is known; records number from 1."""
    for row_id, animal_id, begin, end, status, *_ in bookings:
        home = tutores[animais[animal_id - 1][_TUTOR] - 1][_HOME]
        if home is None or random.random() >= SHARE:
            continue
        driver = None if begin > now and random.random() < WITHOUT_DRIVER else random.randrange(1, people + 1)
        ways = [("busca", begin - WINDOW, begin)]
        if random.random() < BOTH_WAYS:
            ways.append(("entrega", end, end + WINDOW))
        for way, leaves, arrives in ways:
            state = "cancelado" if status in _OFF else _state(leaves, arrives, now)
            yield row_id, way, home, leaves, arrives, driver, FEE, state


def _state(leaves: datetime, arrives: datetime, now: datetime) -> str:
    if arrives <= now:
        return "feito"
    return "a_caminho" if leaves <= now else "pendente"
