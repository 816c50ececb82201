"""One sign-up as the databases hold it: what decides how it goes on, without ids, stamps and counters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    AdminCreated,
    AdminRejected,
    AdminRemoved,
    ProvisioningAborted,
    ProvisioningStarted,
    ProvisioningUndone,
    SchemaCreated,
    TenantActivated,
    TenantProvisioned,
    TenantReleased,
    TenantRequested,
)
from libs.common.tenancy.tenant import TenantStatus
from services.auth.models import Outcome
from services.provisioning.saga import FAILED, State

# Every event that a participant of the saga takes; SchemaDropped only empties caches.
KINDS: tuple[type[Event], ...] = (
    TenantRequested,
    ProvisioningStarted,
    SchemaCreated,
    AdminCreated,
    AdminRejected,
    TenantProvisioned,
    TenantActivated,
    ProvisioningAborted,
    AdminRemoved,
    ProvisioningUndone,
    TenantReleased,
)


@dataclass(frozen=True, slots=True)
class World:
    """What the three services' tables say of one sign-up."""

    saga: State | None = None  # None: no row, because none was begun or it was pruned
    late: bool = False  # the deadline of the saga's state has passed
    expired: bool = False  # the request's own deadline passed before a saga was begun
    hashed: bool = False  # the saga's row holds the password hash
    schema: bool = False  # with its row in the registry
    role: bool = False
    admin: Outcome | None = None  # auth's row for the saga
    user: bool = False
    tenant: TenantStatus = TenantStatus.PROVISIONING
    asking: bool = True  # the tenant service has not handed the sign-up over, and repeats it

    @property
    def needs_operator(self) -> bool:
        return self.saga in FAILED

    def __str__(self) -> str:
        things = [name for name in ("late", "expired", "schema", "role", "user", "asking") if getattr(self, name)]
        row, auth = self.saga or "no saga", self.admin or "no row"
        return f"{row}, {self.tenant}, auth {auth}, {'+'.join(things) or 'nothing'}"


Events = tuple[type[Event], ...]
# What one transaction leaves behind: the rows and, in the same commit, the events in its outbox.
Result = tuple[World, Events]
# A transaction's possible ends; the first is the one of a sunny day.
Handler = Callable[[World], Sequence[Result]]


class Kind(Enum):
    """Who takes a step, which decides whether a calm world takes it."""

    DELIVERY = "delivery"
    OWN = "own"  # provisioning's own work
    TIMER = "timer"
    OPERATOR = "operator"
    CLOCK = "clock"  # time passes
    HAND = "hand"  # somebody changes a database by hand, or runs the shop's later life
    FAULT = "fault"  # what only a mutant does


class Step(NamedTuple):
    label: str
    kind: Kind
    world: World
    emits: Events
    event: type[Event] | None = None  # the message it takes
