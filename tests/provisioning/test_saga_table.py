"""The saga's table, read as a conversation: it is pure, so nothing is started here."""

from collections.abc import Iterable

import pytest

from libs.common.contracts.events import ProvisioningAborted, ProvisioningUndone, SchemaDropped
from services.provisioning.saga import (
    EXPIRES,
    FAILED,
    REPEATS,
    TABLE,
    TERMINAL,
    Effect,
    State,
    Trigger,
    actions,
    next_move,
    remaining,
)


def walk(*triggers: Trigger) -> State:
    state = State.REQUESTED
    for trigger in triggers:
        move = next_move(state, trigger)
        assert move is not None, f"{trigger} is ignored in {state}"
        state = move.to
    return state


HAPPY = (Trigger.SCHEMA_BUILT, Trigger.ADMIN_CREATED, Trigger.TENANT_ACTIVATED)
UNDO = (Trigger.ADMIN_REMOVED, Trigger.TENANT_RELEASED)


def test_happy_path_completes() -> None:
    assert walk(*HAPPY) is State.COMPLETED


@pytest.mark.parametrize(
    "failure",
    [
        (Trigger.SCHEMA_FAILED,),
        (Trigger.TIMED_OUT,),
        (Trigger.SCHEMA_BUILT, Trigger.ADMIN_REJECTED),
        (Trigger.SCHEMA_BUILT, Trigger.TIMED_OUT),
    ],
)
def test_every_failure_before_no_return_rolls_back(failure: Iterable[Trigger]) -> None:
    assert walk(*failure, *UNDO) is State.ROLLED_BACK


def test_undoing_goes_admin_then_schema_then_name() -> None:
    aborted = next_move(State.SCHEMA_CREATED, Trigger.ADMIN_REJECTED)
    removed = next_move(State.COMPENSATING, Trigger.ADMIN_REMOVED)
    assert aborted is not None
    assert aborted.emits == (ProvisioningAborted,)
    assert aborted.effect is None
    assert removed is not None
    assert removed.effect is Effect.DROP_SCHEMA
    assert removed.emits == (SchemaDropped, ProvisioningUndone)
    assert next_move(State.COMPENSATING, Trigger.TENANT_RELEASED) is None


@pytest.mark.parametrize("trigger", list(Trigger))
def test_after_no_return_only_forward_moves(trigger: Trigger) -> None:
    move = next_move(State.ADMIN_CREATED, trigger)
    assert (move is not None) == (trigger in (Trigger.TENANT_ACTIVATED, Trigger.RESOLVE_COMPLETED))


@pytest.mark.parametrize("state", [State.COMPENSATING, State.RELEASING, State.ROLLED_BACK, *sorted(FAILED)])
def test_late_admin_is_removed_and_changes_no_state(state: State) -> None:
    move = next_move(state, Trigger.ADMIN_CREATED)
    assert move is not None
    assert move.to is state
    assert move.emits == (ProvisioningAborted,)


@pytest.mark.parametrize("trigger", list(Trigger))
def test_completed_never_moves(trigger: Trigger) -> None:
    assert next_move(State.COMPLETED, trigger) is None


def test_every_waiting_state_has_a_timer_and_something_to_repeat() -> None:
    waiting = set(State) - TERMINAL - {State.REQUESTED}
    assert set(REPEATS) == waiting


def test_every_state_is_reachable_and_every_waiting_one_has_an_end() -> None:
    reached, frontier = {State.REQUESTED}, [State.REQUESTED]
    while frontier:
        state = frontier.pop()
        for (source, _), move in TABLE.items():
            if source is state and move.to not in reached:
                reached.add(move.to)
                frontier.append(move.to)
    assert reached == set(State)
    for state in set(State) - TERMINAL:
        assert any(source is state and move.to is not state for (source, _), move in TABLE.items())


def test_only_states_before_no_return_time_out() -> None:
    assert {state for state, trigger in TABLE if trigger is Trigger.TIMED_OUT} == {
        State.REQUESTED,
        State.SCHEMA_CREATED,
    }


def test_every_deadline_has_a_move_and_only_going_forward_has_no_deadline() -> None:
    assert set(EXPIRES) == set(State) - TERMINAL - {State.ADMIN_CREATED}
    assert all((state, trigger) in TABLE for state, trigger in EXPIRES.items())


def test_operator_may_press_what_the_table_allows() -> None:
    retry, compensate = Trigger.RETRY, Trigger.COMPENSATE
    assert actions(State.REQUESTED) == actions(State.SCHEMA_CREATED) == (retry, compensate)
    assert actions(State.ADMIN_CREATED) == (retry, Trigger.RESOLVE_COMPLETED)
    assert actions(State.COMPENSATING) == actions(State.RELEASING) == (retry,)
    for state in FAILED:
        assert actions(state) == (retry, compensate, Trigger.RESOLVE_ROLLED_BACK)
    assert actions(State.COMPLETED) == actions(State.ROLLED_BACK) == ()


def test_what_remains_is_named_until_the_end() -> None:
    assert remaining(State.COMPENSATION_FAILED) == ("remove_admin", "drop_schema", "release_name")
    assert remaining(State.RELEASE_FAILED) == ("release_name",)
    assert all(bool(remaining(state)) == (state not in TERMINAL - FAILED) for state in State)
