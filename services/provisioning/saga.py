"""The creation saga as a table: state × trigger → next state, steps, effect, events out. Pure, no I/O.

    REQUESTED ──schema built──▶ SCHEMA_CREATED ──admin created──▶ ADMIN_CREATED ──tenant activated──▶ COMPLETED
        │                            │                            (no way back: forward only, with retries)
        └── failed · timed out ──────┴── rejected · timed out ──▶ COMPENSATING ──admin removed──▶ RELEASING
                                                                      ──tenant released──▶ ROLLED_BACK
Undoing goes strictly in reverse: the admin, then schema and role, then the name.
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

    @property
    def public(self) -> str:
        """The name in the contract: RELEASING is the second half of COMPENSATING."""
        return State.COMPENSATING.value if self is State.RELEASING else self.value


TERMINAL = frozenset({State.COMPLETED, State.ROLLED_BACK, State.COMPENSATION_FAILED})
BEFORE_NO_RETURN = frozenset({State.REQUESTED, State.SCHEMA_CREATED})


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
# The admin is gone: schema and role follow.
_UNDONE = Move(
    State.RELEASING,
    (SchemaDropped, ProvisioningUndone),
    {
        Step.CREATE_ADMIN: Change.UNDO,
        Step.INITIALIZE_DATA: Change.UNDO,
        Step.CREATE_SCHEMA: Change.UNDO,
    },
    Effect.DROP_SCHEMA,
)

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
        (State.RELEASING, Trigger.GAVE_UP): Move(State.COMPENSATION_FAILED),
        # Giving up is not the end: the answer that comes after all takes the undoing up again.
        (State.COMPENSATION_FAILED, Trigger.ADMIN_REMOVED): _UNDONE,
        (State.COMPENSATION_FAILED, Trigger.TENANT_RELEASED): Move(State.ROLLED_BACK),
        (State.COMPENSATION_FAILED, Trigger.ADMIN_CREATED): Move(
            State.COMPENSATION_FAILED, (ProvisioningAborted,)
        ),
        # An admin that turns up late is removed, whatever state the undoing has reached.
        (State.COMPENSATING, Trigger.ADMIN_CREATED): Move(State.COMPENSATING, (ProvisioningAborted,)),
        (State.RELEASING, Trigger.ADMIN_CREATED): Move(State.RELEASING, (ProvisioningAborted,)),
        (State.ROLLED_BACK, Trigger.ADMIN_CREATED): Move(State.ROLLED_BACK, (ProvisioningAborted,)),
    }
)

# What a waiting state asks for again, with a new event id, when no answer comes.
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


def next_move(state: State, trigger: Trigger) -> Move | None:
    """What happens; None means that the trigger is late or repeated and changes nothing."""
    return TABLE.get((state, trigger))
