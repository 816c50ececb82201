"""The creation saga as a table: state × trigger → next state, steps, effect, events out. Pure, no I/O.

    REQUESTED ──schema built──▶ SCHEMA_CREATED ──admin created──▶ ADMIN_CREATED ──tenant activated──▶ COMPLETED
        │                            │                            (no way back: forward only, with retries)
        └── failed · timed out ──────┴── rejected · timed out ──▶ COMPENSATING ──admin removed──▶ RELEASING
                                                                      ──tenant released──▶ ROLLED_BACK
Undoing goes strictly in reverse: the admin, then schema and role, then the name. What stays unanswered until its
deadline fails visibly (COMPENSATION_FAILED, RELEASE_FAILED) and waits for an operator, or for the late answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    ProvisioningAborted,
    ProvisioningUndone,
    SchemaCreated,
    SchemaDropped,
    TenantProvisioned,
)


class State(StrEnum):
    REQUESTED = "REQUESTED"
    SCHEMA_CREATED = "SCHEMA_CREATED"
    ADMIN_CREATED = "ADMIN_CREATED"
    COMPLETED = "COMPLETED"
    COMPENSATING = "COMPENSATING"
    RELEASING = "RELEASING"
    ROLLED_BACK = "ROLLED_BACK"
    COMPENSATION_FAILED = "COMPENSATION_FAILED"
    RELEASE_FAILED = "RELEASE_FAILED"

    @property
    def public(self) -> str:
        """The name in the contract, which does not tell the second half of undoing from the first."""
        return _PUBLIC.get(self, self).value


_PUBLIC = MappingProxyType({State.RELEASING: State.COMPENSATING, State.RELEASE_FAILED: State.COMPENSATION_FAILED})
PUBLIC_STATES = tuple(dict.fromkeys(state.public for state in State))
FAILED = frozenset({State.COMPENSATION_FAILED, State.RELEASE_FAILED})
TERMINAL = frozenset({State.COMPLETED, State.ROLLED_BACK, *FAILED})


class Trigger(StrEnum):
    SCHEMA_BUILT = "schema_built"
    SCHEMA_FAILED = "schema_failed"
    ADMIN_CREATED = "admin_created"
    ADMIN_REJECTED = "admin_rejected"
    TENANT_ACTIVATED = "tenant_activated"
    TIMED_OUT = "timed_out"
    ADMIN_REMOVED = "admin_removed"
    TENANT_RELEASED = "tenant_released"
    GAVE_UP = "gave_up"
    # What an operator may press.
    RETRY = "retry"
    COMPENSATE = "compensate"
    RESOLVE_COMPLETED = "resolve_completed"
    RESOLVE_ROLLED_BACK = "resolve_rolled_back"


class Step(StrEnum):
    CREATE_SCHEMA = "create_schema"
    INITIALIZE_DATA = "initialize_data"
    CREATE_ADMIN = "create_admin"
    ACTIVATE_TENANT = "activate_tenant"


class Change(StrEnum):
    """What a move does to a step."""

    START = "start"
    FINISH = "finish"
    FAIL = "fail"  # broken off → failed; never begun → skipped; done stays
    UNDO = "undo"  # done → compensated; others stay


class Effect(StrEnum):
    """Work of our own that belongs to the move's transaction."""

    DROP_SCHEMA = "drop_schema"


@dataclass(frozen=True, slots=True)
class Move:
    to: State
    emits: tuple[type[Event], ...] = ()
    steps: Mapping[Step, Change] = field(default_factory=dict)
    effect: Effect | None = None


_ABORT = {
    Step.CREATE_SCHEMA: Change.FAIL,
    Step.INITIALIZE_DATA: Change.FAIL,
    Step.CREATE_ADMIN: Change.FAIL,
    Step.ACTIVATE_TENANT: Change.FAIL,
}
_ABORTED = Move(State.COMPENSATING, (ProvisioningAborted,), _ABORT)
# An operator sends the undoing on its way again, from its beginning.
_UNDO_AGAIN = Move(State.COMPENSATING, (ProvisioningAborted,))
_UNDO = {
    Step.CREATE_ADMIN: Change.UNDO,
    Step.INITIALIZE_DATA: Change.UNDO,
    Step.CREATE_SCHEMA: Change.UNDO,
}
# The admin is gone: schema and role follow.
_UNDONE = Move(State.RELEASING, (SchemaDropped, ProvisioningUndone), _UNDO, Effect.DROP_SCHEMA)

TABLE: Mapping[tuple[State, Trigger], Move] = MappingProxyType(
    {
        (State.REQUESTED, Trigger.SCHEMA_BUILT): Move(
            State.SCHEMA_CREATED,
            (SchemaCreated,),
            {
                Step.CREATE_SCHEMA: Change.FINISH,
                Step.INITIALIZE_DATA: Change.FINISH,
                Step.CREATE_ADMIN: Change.START,
            },
        ),
        (State.REQUESTED, Trigger.SCHEMA_FAILED): _ABORTED,
        (State.REQUESTED, Trigger.TIMED_OUT): _ABORTED,
        (State.SCHEMA_CREATED, Trigger.ADMIN_CREATED): Move(
            State.ADMIN_CREATED,
            (TenantProvisioned,),
            {Step.CREATE_ADMIN: Change.FINISH, Step.ACTIVATE_TENANT: Change.START},
        ),
        (State.SCHEMA_CREATED, Trigger.ADMIN_REJECTED): _ABORTED,
        (State.SCHEMA_CREATED, Trigger.TIMED_OUT): _ABORTED,
        (State.ADMIN_CREATED, Trigger.TENANT_ACTIVATED): Move(
            State.COMPLETED, (), {Step.ACTIVATE_TENANT: Change.FINISH}
        ),
        (State.COMPENSATING, Trigger.ADMIN_REMOVED): _UNDONE,
        (State.COMPENSATING, Trigger.GAVE_UP): Move(State.COMPENSATION_FAILED),
        (State.RELEASING, Trigger.TENANT_RELEASED): Move(State.ROLLED_BACK),
        (State.RELEASING, Trigger.GAVE_UP): Move(State.RELEASE_FAILED),
        # Giving up is not the end: the answer that comes after all takes the undoing up again.
        (State.COMPENSATION_FAILED, Trigger.ADMIN_REMOVED): _UNDONE,
        (State.COMPENSATION_FAILED, Trigger.TENANT_RELEASED): Move(State.ROLLED_BACK),
        (State.RELEASE_FAILED, Trigger.TENANT_RELEASED): Move(State.ROLLED_BACK),
        # An admin that turns up late is removed, whatever state the undoing has reached.
        **{
            (state, Trigger.ADMIN_CREATED): Move(state, (ProvisioningAborted,))
            for state in (State.COMPENSATING, State.RELEASING, State.ROLLED_BACK, *FAILED)
        },
        # Operators. After the point of no return there is nothing to undo, only to go on with.
        (State.REQUESTED, Trigger.COMPENSATE): _ABORTED,
        (State.SCHEMA_CREATED, Trigger.COMPENSATE): _ABORTED,
        (State.COMPENSATION_FAILED, Trigger.COMPENSATE): _UNDO_AGAIN,
        (State.RELEASE_FAILED, Trigger.COMPENSATE): _UNDO_AGAIN,
        (State.COMPENSATION_FAILED, Trigger.RETRY): _UNDO_AGAIN,
        (State.RELEASE_FAILED, Trigger.RETRY): Move(State.RELEASING, (ProvisioningUndone,)),
        # By hand, and only where reality agrees (`reality.py`).
        (State.ADMIN_CREATED, Trigger.RESOLVE_COMPLETED): Move(
            State.COMPLETED, (), {Step.ACTIVATE_TENANT: Change.FINISH}
        ),
        (State.COMPENSATION_FAILED, Trigger.RESOLVE_ROLLED_BACK): Move(State.ROLLED_BACK, (), _UNDO),
        (State.RELEASE_FAILED, Trigger.RESOLVE_ROLLED_BACK): Move(State.ROLLED_BACK, (), _UNDO),
    }
)

# What becomes of a state whose deadline passes; after the point of no return there is none.
EXPIRES: Mapping[State, Trigger] = MappingProxyType(
    {
        State.REQUESTED: Trigger.TIMED_OUT,
        State.SCHEMA_CREATED: Trigger.TIMED_OUT,
        State.COMPENSATING: Trigger.GAVE_UP,
        State.RELEASING: Trigger.GAVE_UP,
    }
)

# What a waiting state asks for again, with a new event id, when no answer comes. REQUESTED waits for nobody:
# its step is our own, and is begun again.
REPEATS: Mapping[State, type[Event]] = MappingProxyType(
    {
        State.SCHEMA_CREATED: SchemaCreated,
        State.ADMIN_CREATED: TenantProvisioned,
        State.COMPENSATING: ProvisioningAborted,
        State.RELEASING: ProvisioningUndone,
    }
)

# The step whose attempts count while the saga waits in a state.
WAITING_STEP: Mapping[State, Step] = MappingProxyType(
    {
        State.REQUESTED: Step.CREATE_SCHEMA,
        State.SCHEMA_CREATED: Step.CREATE_ADMIN,
        State.ADMIN_CREATED: Step.ACTIVATE_TENANT,
    }
)


# What is still to do, in order, until the saga ends the way it is going.
_REMAINING: Mapping[State, tuple[str, ...]] = MappingProxyType(
    {
        State.REQUESTED: tuple(step.value for step in Step),
        State.SCHEMA_CREATED: (Step.CREATE_ADMIN.value, Step.ACTIVATE_TENANT.value),
        State.ADMIN_CREATED: (Step.ACTIVATE_TENANT.value,),
        State.COMPENSATING: ("remove_admin", "drop_schema", "release_name"),
        State.COMPENSATION_FAILED: ("remove_admin", "drop_schema", "release_name"),
        State.RELEASING: ("release_name",),
        State.RELEASE_FAILED: ("release_name",),
    }
)
_ACTIONS = (Trigger.RETRY, Trigger.COMPENSATE, Trigger.RESOLVE_COMPLETED, Trigger.RESOLVE_ROLLED_BACK)


def remaining(state: State) -> tuple[str, ...]:
    """What is still to do, in order; nothing at an end."""
    return _REMAINING.get(state, ())


def actions(state: State) -> tuple[Trigger, ...]:
    """What an operator may press. A waiting saga can always be asked again at once."""
    waiting = state not in TERMINAL
    return tuple(
        action for action in _ACTIONS if (state, action) in TABLE or (action is Trigger.RETRY and waiting)
    )


def next_move(state: State, trigger: Trigger) -> Move | None:
    """What happens; None means that the trigger is late or repeated and changes nothing."""
    return TABLE.get((state, trigger))
