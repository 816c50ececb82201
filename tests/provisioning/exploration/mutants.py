"""Planted bugs: the real rules with one of them replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    AdminCreated,
    AdminRemoved,
    ProvisioningAborted,
    ProvisioningUndone,
    SchemaCreated,
    TenantActivated,
    TenantProvisioned,
    TenantReleased,
)
from libs.common.tenancy.tenant import TenantStatus
from services.auth.models import Outcome
from services.provisioning.saga import EXPIRES, FAILED, REPEATS, Effect, Move, State, Trigger, next_move
from services.provisioning.saga import actions as real_actions
from services.provisioning.saga import remaining as real_remaining
from tests.provisioning.exploration.participants import ask_again, create_admin, remove_admin
from tests.provisioning.exploration.rules import Rules, participant_handlers, reality
from tests.provisioning.exploration.world import Handler, Result, World

Key = tuple[State, Trigger]
ABORTS: tuple[Key, ...] = (
    (State.REQUESTED, Trigger.SCHEMA_FAILED),
    (State.REQUESTED, Trigger.TIMED_OUT),
    (State.REQUESTED, Trigger.COMPENSATE),
    (State.SCHEMA_CREATED, Trigger.ADMIN_REJECTED),
    (State.SCHEMA_CREATED, Trigger.TIMED_OUT),
    (State.SCHEMA_CREATED, Trigger.COMPENSATE),
)
UNDOES: tuple[Key, ...] = (
    (State.COMPENSATING, Trigger.ADMIN_REMOVED),
    (State.COMPENSATION_FAILED, Trigger.ADMIN_REMOVED),
)
RELEASES: tuple[Key, ...] = tuple(
    (state, Trigger.TENANT_RELEASED)
    for state in (State.RELEASING, State.RELEASE_FAILED, State.COMPENSATION_FAILED)
)
# An answer after giving up; what it does, an operator's retry would do too.
LATE_ANSWERS: tuple[Key, ...] = (
    (State.COMPENSATION_FAILED, Trigger.ADMIN_REMOVED),
    (State.COMPENSATION_FAILED, Trigger.TENANT_RELEASED),
    (State.RELEASE_FAILED, Trigger.TENANT_RELEASED),
)
LATE_ADMINS: tuple[Key, ...] = tuple(
    (state, Trigger.ADMIN_CREATED)
    for state in (State.COMPENSATING, State.RELEASING, State.ROLLED_BACK, *sorted(FAILED))
)


def with_moves(changes: Mapping[Key, Move | None], **others: Any) -> Rules:
    """Some moves of the table replaced; None removes one."""

    def altered(state: State, trigger: Trigger) -> Move | None:
        key = (state, trigger)
        return changes[key] if key in changes else next_move(state, trigger)

    return Rules(next_move=altered, **others)


def with_handler(event: type[Event], handler: Handler, **others: Any) -> Rules:
    return Rules(handlers={**participant_handlers(), event: handler}, **others)


def without(mapping: Mapping[State, Any], *states: State) -> dict[State, Any]:
    return {state: value for state, value in mapping.items() if state not in states}


def abort_forgets_the_admin() -> Rules:
    """The schema goes and the name is freed, and nobody tells auth."""
    move = Move(State.RELEASING, (ProvisioningUndone,), effect=Effect.DROP_SCHEMA)
    return with_moves(dict.fromkeys(ABORTS, move))


def abort_is_never_announced() -> Rules:
    silent = Move(State.COMPENSATING)
    return with_moves(dict.fromkeys(ABORTS, silent), repeats=without(REPEATS, State.COMPENSATING))


def schema_is_never_dropped() -> Rules:
    return with_moves(dict.fromkeys(UNDOES, Move(State.RELEASING, (ProvisioningUndone,))))


def schema_goes_before_the_admin() -> Rules:
    move = Move(State.COMPENSATING, (ProvisioningAborted,), effect=Effect.DROP_SCHEMA)
    return with_moves(dict.fromkeys(ABORTS, move))


def name_goes_before_the_schema() -> Rules:
    asks = dict.fromkeys(UNDOES, Move(State.RELEASING, (ProvisioningUndone,)))
    drops = dict.fromkeys(RELEASES, Move(State.ROLLED_BACK, effect=Effect.DROP_SCHEMA))
    return with_moves({**asks, **drops})


def times_out_after_no_return() -> Rules:
    move = Move(State.COMPENSATING, (ProvisioningAborted,))
    expires = {**EXPIRES, State.ADMIN_CREATED: Trigger.TIMED_OUT}
    return with_moves({(State.ADMIN_CREATED, Trigger.TIMED_OUT): move}, expires=expires)


def operator_compensates_after_no_return() -> Rules:
    move = Move(State.COMPENSATING, (ProvisioningAborted,))

    def offered(state: State) -> Sequence[Trigger]:
        return (*real_actions(state), *([Trigger.COMPENSATE] if state is State.ADMIN_CREATED else []))

    return with_moves({(State.ADMIN_CREATED, Trigger.COMPENSATE): move}, actions=offered)


def never_gives_up_compensating() -> Rules:
    return Rules(expires=without(EXPIRES, State.COMPENSATING))


def gives_up_into_nothing() -> Rules:
    """The timer fires, and the table has no row for it."""
    return with_moves({(State.RELEASING, Trigger.GAVE_UP): None})


def never_repeats(state: State) -> Rules:
    return Rules(repeats=without(REPEATS, state))


def repeats_the_wrong_event() -> Rules:
    return Rules(repeats={**REPEATS, State.RELEASING: ProvisioningAborted})


class _NeverForgets(Rules):
    def enter(self, world: World, to: State) -> World:
        return replace(super().enter(world, to), hashed=world.hashed)


def hash_is_never_scrubbed() -> Rules:
    return _NeverForgets()


def auth_has_no_fence() -> Rules:
    """Auth remembers nothing of an abort: a late SchemaCreated makes a ghost."""

    def removes_only(world: World) -> Sequence[Result]:
        return [(replace(world, admin=None, user=False), (AdminRemoved,))]

    return with_handler(ProvisioningAborted, removes_only)


def auth_ignores_its_fence() -> Rules:
    def makes_anyway(world: World) -> Sequence[Result]:
        if world.admin is Outcome.ABORTED:
            return [(replace(world, admin=Outcome.CREATED, user=True), (AdminCreated,))]
        return create_admin(world)

    return with_handler(SchemaCreated, makes_anyway)


def auth_is_silent_about_nobody() -> Rules:
    """No answer when there was no admin to remove."""

    def answers_for_somebody(world: World) -> Sequence[Result]:
        ((after, emits),) = remove_admin(world)
        return [(after, emits if world.user else ())]

    return with_handler(ProvisioningAborted, answers_for_somebody)


def auth_answers_once() -> Rules:
    def answers_the_first(world: World) -> Sequence[Result]:
        return create_admin(world) if world.admin is None else [(world, ())]

    def removes_once(world: World) -> Sequence[Result]:
        return [(world, ())] if world.admin is Outcome.ABORTED else remove_admin(world)

    once: dict[type[Event], Handler] = {SchemaCreated: answers_the_first, ProvisioningAborted: removes_once}
    return Rules(handlers={**participant_handlers(), **once})


def auth_keeps_the_user() -> Rules:
    def only_fences(world: World) -> Sequence[Result]:
        return [(replace(world, admin=Outcome.ABORTED), (AdminRemoved,))]

    return with_handler(ProvisioningAborted, only_fences)


def tenant_opens_whatever_comes() -> Rules:
    def opens(world: World) -> Sequence[Result]:
        return [(replace(world, tenant=TenantStatus.ACTIVE, asking=False), (TenantActivated,))]

    return with_handler(TenantProvisioned, opens)


def tenant_gives_up_by_itself() -> Rules:
    """ADR 0005's refused design: the tenant service lets a sign-up fail by its own deadline."""

    def asks_or_fails(world: World) -> Sequence[Result]:
        if world.expired and world.asking:
            return [(replace(world, tenant=TenantStatus.FAILED, asking=False), ())]
        return ask_again(world)

    return Rules(tenant_timer=asks_or_fails)


def tenant_gives_up_when_it_likes() -> Rules:
    """The same, by a clock that does not agree with provisioning's."""

    def asks_or_fails(world: World) -> Sequence[Result]:
        failed = (replace(world, tenant=TenantStatus.FAILED, asking=False), ())
        return [*ask_again(world), failed] if world.asking else []

    return Rules(tenant_timer=asks_or_fails)


def tenant_asks_once() -> Rules:
    return Rules(tenant_timer=lambda world: [])


def tenant_releases_without_a_word() -> Rules:
    def releases(world: World) -> Sequence[Result]:
        said = world.tenant is TenantStatus.PROVISIONING
        return [(replace(world, tenant=TenantStatus.FAILED, asking=False), (TenantReleased,) if said else ())]

    return with_handler(ProvisioningUndone, releases)


def operator_is_believed() -> Rules:
    return Rules(may_resolve=lambda world, outcome: True)


def operator_is_checked_but_for(*claims: str) -> Rules:
    def may_resolve(world: World, outcome: State) -> bool:
        return all(any(claim in why for claim in claims) for why in reality(world).contradictions(outcome))

    return Rules(may_resolve=may_resolve)


def operators_have_no_retry() -> Rules:
    return Rules(actions=lambda state: [one for one in real_actions(state) if one is not Trigger.RETRY])


def remaining_forgets_the_schema() -> Rules:
    return Rules(remaining=lambda state: [one for one in real_remaining(state) if one != "drop_schema"])


def events_leave_before_the_commit() -> Rules:
    return Rules(announces_early=True, hands=False)


def commits_may_forget_events() -> Rules:
    return Rules(forgets_to_announce=True)


def compensate_does_nothing() -> Rules:
    return with_moves(dict.fromkeys(key for key in ABORTS if key[1] is Trigger.COMPENSATE))


def late_admin_is_ignored(**others: Any) -> Rules:
    return with_moves(dict.fromkeys(LATE_ADMINS), **others)
