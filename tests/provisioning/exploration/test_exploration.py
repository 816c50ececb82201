"""The proof: every interleaving of one sign-up, and every way on from each, ends as the saga says."""

import time
from collections.abc import Callable

import pytest

from services.provisioning.saga import EXPIRES, TABLE, State, Trigger, next_move
from tests.provisioning.exploration.explorer import Exploration
from tests.provisioning.exploration.liveness import prove_calm, prove_escape
from tests.provisioning.exploration.outbox import explore_outboxes, without_outboxes
from tests.provisioning.exploration.rules import Rules

Figures = Callable[[str, str], None]
# Floors, so that a model in which hardly anything can happen is noticed.
WORLDS, STATES, EDGES = 250, 15_000, 200_000
OUTBOX_STATES, OUTBOX_EDGES = 1_000_000, 20_000_000
LONGEST_CALM_WAY = 20
BUDGET_S = 60


@pytest.fixture(scope="module")
def explored() -> Exploration:
    return Exploration(Rules())


def test_no_interleaving_breaks_an_invariant(explored: Exploration, record_property: Figures) -> None:
    longest, escaping = prove_calm(explored), prove_escape(explored)
    record_property(
        "figures",
        f"exploration: {len(explored.nodes)} worlds, {explored.states} states, {explored.edges} edges;"
        f" once the world is calm, every sign-up ends within {longest} steps",
    )
    assert explored.violations == {}, "\n".join(map(str, explored.violations.values()))
    assert escaping == explored.states
    assert longest <= LONGEST_CALM_WAY
    assert len(explored.nodes) >= WORLDS
    assert explored.states >= STATES
    assert explored.edges >= EDGES


def test_exploration_takes_every_move_of_the_table() -> None:
    taken: set[tuple[State, Trigger]] = set()

    def recording(state: State, trigger: Trigger):  # type: ignore[no-untyped-def]
        taken.add((state, trigger))
        return next_move(state, trigger)

    Exploration(Rules(next_move=recording))
    assert set(TABLE) <= taken
    assert set(EXPIRES.items()) <= taken
    late = {(State.ROLLED_BACK, Trigger.TENANT_RELEASED), (State.COMPLETED, Trigger.ADMIN_CREATED)}
    assert late <= taken - set(TABLE)


def test_exploration_meets_every_state_with_and_without_its_deadline(explored: Exploration) -> None:
    met = {(node.world.saga, node.world.late) for node in explored.nodes}
    assert met == {(None, False), *((state, False) for state in State), *((state, True) for state in EXPIRES)}


def test_exploration_is_deterministic(explored: Exploration) -> None:
    again = Exploration(Rules())
    assert list(again.parents.items()) == list(explored.parents.items())
    assert [node.world for node in again.nodes] == [node.world for node in explored.nodes]


def test_rows_of_an_outbox_add_no_interleaving(record_property: Figures) -> None:
    """Crashes of the relay included: without telling rows from wire, exactly the same states are reached.

    Without hands, which send and take no messages, and would double the search.
    """
    started, explored = time.process_time(), Exploration(Rules(hands=False))
    states, edges = explore_outboxes(explored)
    seconds = time.process_time() - started
    figures = f"exploration with outboxes: {len(states)} states, {edges} edges, {seconds:.1f} s of one core"
    record_property("figures", figures)
    assert explored.violations == {}
    assert {without_outboxes(state) for state in states} == set(explored.parents)
    assert len(states) >= OUTBOX_STATES
    assert edges >= OUTBOX_EDGES
    assert seconds < BUDGET_S
