"""How the world moves: provisioning by the real table, the others by their models, and what befalls them all.

Mirrors `engine.py` and `service.py` of provisioning; `test_replay.py` takes explored paths on the real ones.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from services.provisioning.reality import Reality
from services.provisioning.saga import (
    EXPIRES,
    FAILED,
    REPEATS,
    TERMINAL,
    Effect,
    Move,
    State,
    Trigger,
    actions,
    next_move,
    remaining,
)
from tests.provisioning.exploration import participants
from tests.provisioning.exploration.world import Handler, Kind, Result, Step, World

ANSWER_TRIGGERS: Mapping[type[Event], Trigger] = {
    AdminCreated: Trigger.ADMIN_CREATED,
    AdminRejected: Trigger.ADMIN_REJECTED,
    AdminRemoved: Trigger.ADMIN_REMOVED,
    TenantActivated: Trigger.TENANT_ACTIVATED,
    TenantReleased: Trigger.TENANT_RELEASED,
}
RESOLUTIONS = {Trigger.RESOLVE_COMPLETED: State.COMPLETED, Trigger.RESOLVE_ROLLED_BACK: State.ROLLED_BACK}
UNDOING = frozenset({State.COMPENSATING, State.RELEASING, *FAILED})


def reality(world: World) -> Reality:
    """What the operator's check of a resolution would read."""
    return Reality(
        schema=world.schema,
        role=world.role,
        registered=world.schema,
        users=int(world.user),
        owners=int(world.user),
        admin_outcome=world.admin,
        tenant_status=world.tenant,
    )


def is_true(world: World, outcome: State) -> bool:
    return not reality(world).contradictions(outcome)


def participant_handlers() -> dict[type[Event], Handler]:
    return {
        SchemaCreated: participants.create_admin,
        ProvisioningAborted: participants.remove_admin,
        ProvisioningStarted: participants.hand_over,
        TenantProvisioned: participants.activate,
        ProvisioningUndone: participants.release,
    }


@dataclass(frozen=True)
class Rules:
    """The real rules. A mutant is the same with one of them replaced."""

    next_move: Callable[[State, Trigger], Move | None] = next_move
    repeats: Mapping[State, type[Event]] = field(default_factory=lambda: REPEATS)
    expires: Mapping[State, Trigger] = field(default_factory=lambda: EXPIRES)
    handlers: Mapping[type[Event], Handler] = field(default_factory=participant_handlers)
    actions: Callable[[State], Sequence[Trigger]] = actions
    remaining: Callable[[State], Sequence[str]] = remaining
    may_resolve: Callable[[World, State], bool] = is_true
    tenant_timer: Handler = participants.ask_again
    # Whether people repair by hand, suspend shops and prune sagas.
    hands: bool = True
    # No outbox: events that leave though their transaction is rolled back, or that its commit forgets.
    announces_early: bool = False
    forgets_to_announce: bool = False

    def deliver(self, world: World, event: type[Event]) -> Iterator[Step]:
        """What becomes of one message. That nothing becomes of it, because it is lost, is the explorer's."""
        for after, emits in self._handle(world, event):
            for step in self._commit(f"{event.__name__} is handled", Kind.DELIVERY, world, (after, emits)):
                yield step._replace(event=event)

    def spontaneous(self, world: World) -> Iterator[Step]:
        """What may happen without a message."""
        yield from self.timers(world)
        yield from self._own(world)
        yield from self.clock(world)
        yield from self._operators(world)
        if self.hands:
            yield from self._by_hand(world)

    def timers(self, world: World) -> Iterator[Step]:
        """The sweeper of sagas and the tenant service's repetition."""
        for after, emits in self.tenant_timer(world):
            yield Step("the tenant service asks again", Kind.TIMER, after, emits)
        if world.saga is None or world.saga in TERMINAL:
            return
        expired = self.expires.get(world.saga) if world.late else None
        if expired is not None:
            after, emits = self.apply(world, expired)
            yield Step(f"the sweeper: {expired}", Kind.TIMER, after, emits)
        elif world.saga is not State.REQUESTED:
            yield Step("the sweeper asks again", Kind.TIMER, world, self._repeat(world))

    def apply(self, world: World, trigger: Trigger) -> Result:
        """`SagaEngine.apply`."""
        assert world.saga is not None
        move = self.next_move(world.saga, trigger)
        if move is None:
            return world, ()
        if move.effect is Effect.DROP_SCHEMA:
            world = replace(world, schema=False, role=False)
        return self.enter(world, move.to), tuple(event for event in move.emits if event in self.known)

    @property
    def known(self) -> frozenset[type[Event]]:
        return frozenset({*self.handlers, *ANSWER_TRIGGERS})

    def enter(self, world: World, to: State) -> World:
        """`SagaEngine._enter`."""
        before = world.saga
        if to is before:
            return world
        world = replace(world, saga=to)
        if to is State.COMPENSATING or before in FAILED:
            world = replace(world, hashed=False, late=False)
        if to in TERMINAL:
            world = replace(world, hashed=False)
        return world if to in self.expires else replace(world, late=False)

    def _handle(self, world: World, event: type[Event]) -> Sequence[Result]:
        if event is TenantRequested:
            return [self._begin(world)]
        if event in ANSWER_TRIGGERS:
            return [self._answered(world, ANSWER_TRIGGERS[event])]
        return self.handlers[event](world)

    def _begin(self, world: World) -> Result:
        if world.saga is not None:
            return world, (ProvisioningStarted,)
        begun = replace(world, saga=State.REQUESTED, hashed=True, expired=False, late=False)
        if not world.expired:
            return begun, (ProvisioningStarted,)
        undone, emits = self.apply(begun, Trigger.TIMED_OUT)
        return undone, (ProvisioningStarted, *emits)

    def _answered(self, world: World, trigger: Trigger) -> Result:
        if world.saga is None:
            return world, ()  # parked: an answer to a saga that was pruned
        if trigger is Trigger.ADMIN_CREATED and world.saga is State.SCHEMA_CREATED:
            world = replace(world, hashed=False)
        return self.apply(world, trigger)

    def _own(self, world: World) -> Iterator[Step]:
        """The step of our own, begun by the request's handler, by its repeat or by the sweeper."""
        if world.saga is State.REQUESTED:
            built = replace(world, schema=True, role=True)
            yield from self._commit(
                "the schema is built", Kind.OWN, world, self.apply(built, Trigger.SCHEMA_BUILT)
            )
            failed = self.apply(world, Trigger.SCHEMA_FAILED)
            yield from self._commit("the schema cannot be built", Kind.OWN, world, failed)

    def _commit(self, label: str, kind: Kind, before: World, result: Result) -> Iterator[Step]:
        after, emits = result
        yield Step(label, kind, after, emits)
        if emits and self.announces_early:
            yield Step(f"{label}, announced and rolled back", Kind.FAULT, before, emits)
        if emits and self.forgets_to_announce:
            yield Step(f"{label}, committed and not announced", Kind.FAULT, after, ())

    def clock(self, world: World) -> Iterator[Step]:
        if world.saga in self.expires and not world.late:
            yield Step("the deadline passes", Kind.CLOCK, replace(world, late=True), ())
        if world.saga is None and not world.expired:
            yield Step("the request expires", Kind.CLOCK, replace(world, expired=True), ())

    def _operators(self, world: World) -> Iterator[Step]:
        """Any number of them: each press meets the locked saga as it is, whatever its page still shows."""
        if world.saga is None:
            return
        for action in self.actions(world.saga):
            if action in RESOLUTIONS and not self.may_resolve(world, RESOLUTIONS[action]):
                continue
            if action is Trigger.RETRY and world.saga not in TERMINAL:
                # In REQUESTED nobody is asked: our own step becomes due, which it always is here.
                kind = Kind.CLOCK if world.saga is State.REQUESTED else Kind.OPERATOR
                yield Step("operator: ask again", kind, world, self._repeat(world))
                continue
            after, emits = self.apply(world, action)
            yield Step(f"operator: {action}", Kind.OPERATOR, after, emits)

    def _repeat(self, world: World) -> tuple[type[Event], ...]:
        """`SagaEngine.ask_again`; in REQUESTED it makes our own step due, which is always taken to be."""
        event = self.repeats.get(world.saga) if world.saga else None
        return () if event is None else (event,)

    def _by_hand(self, world: World) -> Iterator[Step]:
        """The shop's later life, and repairs in SQL: careless ones too, and while another's retry is under way."""
        if world.saga is State.ROLLED_BACK:
            # Much later than any request's expiry.
            yield Step("the saga is pruned", Kind.HAND, replace(world, saga=None, expired=True), ())
        if world.tenant is TenantStatus.ACTIVE:
            yield Step("the shop is suspended", Kind.HAND, replace(world, tenant=TenantStatus.SUSPENDED), ())
        if world.saga not in UNDOING:
            return
        if world.user:
            yield Step("by hand: user deleted", Kind.HAND, replace(world, user=False), ())
        if world.schema:
            yield Step("by hand: schema dropped", Kind.HAND, replace(world, schema=False), ())
        if world.role:
            yield Step("by hand: role dropped", Kind.HAND, replace(world, role=False), ())
        if world.tenant is TenantStatus.PROVISIONING:
            yield Step("by hand: name freed", Kind.HAND, replace(world, tenant=TenantStatus.FAILED), ())
