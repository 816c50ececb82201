"""What goes wrong and when: chosen by a seed, so that a run that found something can be played again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from deploy.gateway.config import SERVICES
from libs.common.faults import CrashPoint

SAGA_SERVICES = ("tenant", "auth", "provisioning")
SERVERS = ("postgres", "rabbitmq")
# Which services pass a point when somebody signs up. Other points belong to what operators do.
PASSED_BY = {
    "relay": SAGA_SERVICES,
    "consumer": SAGA_SERVICES,
    "edge": ("tenant",),
    "ddl": ("provisioning",),
}
POINTS = tuple(point for point in CrashPoint if point.partition(".")[0] in PASSED_BY)
# One cut of the network after so many kills.
CUT_EVERY = 8
MOST_PASSES = 3


class Kind(StrEnum):
    POINT = "at a crash point"
    RANDOM = "at any moment"
    SERVER = "a server"
    CUT = "network cut"


@dataclass(frozen=True, slots=True)
class Fault:
    """`target`: the service or server that dies; for a cut, the server that cannot be reached."""

    kind: Kind
    target: str
    point: CrashPoint | None = None
    passes: int = 1

    @property
    def label(self) -> str:
        return f"{self.point}" if self.point else f"{self.kind}: {self.target}"


def services_at(point: CrashPoint) -> tuple[str, ...]:
    return PASSED_BY[point.partition(".")[0]]


def rounds(kills: int, rng: random.Random) -> Iterator[tuple[Fault, ...]]:
    """So many kills, every point and both servers among them; up to two services die in one round."""
    waiting: list[Fault] = []
    for number, fault in enumerate(_kills(kills, rng), start=1):
        if waiting and (fault.kind is Kind.SERVER or fault.target == waiting[0].target):
            yield (waiting.pop(),)
        waiting.append(fault)
        if len(waiting) == 2 or fault.kind is Kind.SERVER or number == kills:
            yield tuple(waiting)
            waiting.clear()
        if number % CUT_EVERY == 0:
            yield (Fault(Kind.CUT, rng.choice(SERVERS)),)


def _kills(kills: int, rng: random.Random) -> list[Fault]:
    chosen = [_at(point, rng.choice(services_at(point)), rng) for point in POINTS]
    chosen += [Fault(Kind.SERVER, name) for name in SERVERS]
    chosen.append(Fault(Kind.RANDOM, rng.choice(SERVICES)))
    if kills < len(chosen):
        raise ValueError(f"{kills} kills are too few to kill everything once: that takes {len(chosen)}")
    while len(chosen) < kills:
        chosen += _deck(rng)[: kills - len(chosen)]
    rng.shuffle(chosen)
    return chosen


def _deck(rng: random.Random) -> list[Fault]:
    """Every point in every service once, each service three times at random, each server once."""
    deck = [_at(point, service, rng) for point in POINTS for service in services_at(point)]
    deck += [Fault(Kind.RANDOM, service) for service in SERVICES] * 3
    deck += [Fault(Kind.SERVER, name) for name in SERVERS]
    rng.shuffle(deck)
    return deck


def _at(point: CrashPoint, service: str, rng: random.Random) -> Fault:
    return Fault(Kind.POINT, service, point, rng.randint(1, MOST_PASSES))
