"""Breadth-first search over every state of a sign-up and of its messages in flight; no bound, no chance.

Messages in flight are the set of kinds that some delivery may still hand over. A delivery may keep its message (a
duplicate; a crash between commit and ack) or take it; a loss takes it unhandled; the order is free. (An inbox
ignores a message that it knows: that is a loss of one already handled.) An outbox adds
nothing to that: its rows are messages that cannot be lost yet (`test_exploration.py` shows it). A crash before the
commit changes nothing and is no step. All messages of one kind of one saga are equal, so a set is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from libs.common.contracts.base import Event
from libs.common.contracts.events import TenantRequested
from tests.provisioning.exploration.invariants import broken_by_step, broken_in_world
from tests.provisioning.exploration.rules import Rules
from tests.provisioning.exploration.world import KINDS, Events, Step, World

WIDTH = len(KINDS)
FLIGHT = (1 << WIDTH) - 1
BIT = {event: 1 << index for index, event in enumerate(KINDS)}


def flight_of(events: Events) -> int:
    return sum(BIT[event] for event in set(events))


def flying(flight: int) -> Iterator[type[Event]]:
    return (event for event in KINDS if flight & BIT[event])


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step between numbered worlds, with the messages that it sends."""

    step: Step
    to: int
    sends: int


@dataclass(slots=True)
class Node:
    """A world and the steps that leave it; those of a message are known once it was seen in flight here."""

    world: World
    first: int = -1  # the state in which the world was first met
    spontaneous: list[Arrow] = field(default_factory=list)
    deliveries: dict[int, list[Arrow]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken invariant and the shortest way there."""

    invariant: str
    trace: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            [f"{self.invariant}:", *(f"  {number}. {line}" for number, line in enumerate(self.trace, 1))]
        )


class Exploration:
    """All that can happen under the rules. A state is the number of a world and, in its low bits, the flight."""

    def __init__(self, rules: Rules, *, until: frozenset[str] = frozenset()) -> None:
        self.rules, self._until = rules, until
        self.nodes: list[Node] = []
        self._numbers: dict[World, int] = {}
        self.edges = 0
        self.violations: dict[str, Violation] = {}
        start = self._number(World()) << WIDTH | BIT[TenantRequested]
        self.parents = {start: start}
        self._open(start)
        self._explore(start)

    @property
    def states(self) -> int:
        return len(self.parents)

    def named_states(self) -> set[tuple[World, int]]:
        """All states, without this search's numbers."""
        return {(self.nodes[state >> WIDTH].world, state & FLIGHT) for state in self.parents}

    def arrows(self, state: int) -> Iterator[tuple[Arrow, int]]:
        """The steps that leave a state, losses apart, and where they lead."""
        node, flight = self.nodes[state >> WIDTH], state & FLIGHT
        for arrow in node.spontaneous:
            yield arrow, arrow.to << WIDTH | flight | arrow.sends
        for event in flying(flight):
            for arrow in node.deliveries[BIT[event]]:
                yield arrow, arrow.to << WIDTH | flight ^ BIT[event] | arrow.sends
                yield arrow, arrow.to << WIDTH | flight | arrow.sends

    def successors(self, state: int) -> list[int]:
        """The states one step away, a state as often as steps lead there."""
        node, flight = self.nodes[state >> WIDTH], state & FLIGHT
        found = [arrow.to << WIDTH | flight | arrow.sends for arrow in node.spontaneous]
        left = flight
        while left:
            bit = left & -left
            left ^= bit
            found.append(state ^ bit)
            for arrow in node.deliveries.get(bit) or self._deliver(node, state, bit):
                found.append(arrow.to << WIDTH | flight ^ bit | arrow.sends)
                found.append(arrow.to << WIDTH | flight | arrow.sends)
        return found

    def path(self, state: int) -> list[tuple[str, int]]:
        """The shortest way to a state: each step's label and the state it leads to."""
        steps = []
        while (before := self.parents[state]) != state:
            steps.append((self._label(before, state), state))
            state = before
        return steps[::-1]

    def report(self, invariant: str, state: int, *labels: str) -> None:
        """Keeps the first, and therefore shortest, way to break an invariant."""
        if invariant not in self.violations:
            lines = [f"{label} → {self.nodes[at >> WIDTH].world}" for label, at in self.path(state)]
            self.violations[invariant] = Violation(invariant, (*lines, *labels))

    def _explore(self, start: int) -> None:
        parents, level = self.parents, [start]
        while level and not (self._until and self._until <= set(self.violations)):
            following = []
            for state in level:
                found = self.successors(state)
                self.edges += len(found)
                for after in found:
                    if after not in parents:
                        parents[after] = state
                        following.append(after)
                        if self.nodes[after >> WIDTH].first < 0:
                            self._open(after)
            level = following

    def _number(self, world: World) -> int:
        number = self._numbers.get(world)
        if number is None:
            number = self._numbers[world] = len(self.nodes)
            self.nodes.append(Node(world))
        return number

    def _open(self, state: int) -> None:
        """The first time in a world: what is wrong with it, and what may happen in it."""
        node = self.nodes[state >> WIDTH]
        node.first = state
        for invariant in broken_in_world(self.rules, node.world):
            self.report(invariant, state)
        node.spontaneous = [self._arrow(node, state, step) for step in self.rules.spontaneous(node.world)]

    def _deliver(self, node: Node, state: int, bit: int) -> list[Arrow]:
        event = KINDS[bit.bit_length() - 1]
        arrows = [self._arrow(node, state, step) for step in self.rules.deliver(node.world, event)]
        node.deliveries[bit] = arrows
        return arrows

    def _arrow(self, node: Node, state: int, step: Step) -> Arrow:
        for invariant in broken_by_step(node.world, step):
            self.report(invariant, state, f"{step.label} → {step.world}")
        return Arrow(step, self._number(step.world), flight_of(step.emits))

    def _label(self, state: int, after: int) -> str:
        node, flight = self.nodes[state >> WIDTH], state & FLIGHT
        for arrow in node.spontaneous:
            if arrow.to << WIDTH | flight | arrow.sends == after:
                return arrow.step.label
        for event in flying(flight):
            bit = BIT[event]
            for arrow in node.deliveries[bit]:
                if arrow.to << WIDTH | flight ^ bit | arrow.sends == after:
                    return arrow.step.label
                if arrow.to << WIDTH | flight | arrow.sends == after:
                    return f"{arrow.step.label}, its message stays"
        return f"{next(event.__name__ for event in flying(flight ^ after & FLIGHT))} is lost"
