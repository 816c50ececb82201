"""What must hold, architecture §4: in every world, of every step, and of every way on from there."""

from collections.abc import Iterator

from libs.common.tenancy.tenant import TenantStatus
from services.auth.models import Outcome
from services.provisioning.saga import FAILED, TERMINAL, State, Trigger
from tests.provisioning.exploration.rules import Rules, is_true
from tests.provisioning.exploration.world import Kind, Step, World

NOTHING_HALF_MADE = "an open shop has schema, role and owner"
NAME_FREED_LAST = "the name is freed when schema, role and user are gone"
NO_WAY_BACK = "after the point of no return only forward"
STRICT_REVERSE = "schema and role are dropped when the user is gone"
COMPLETED_IS_TRUE = "COMPLETED means schema, role, owner and an open shop"
ROLLED_BACK_IS_TRUE = "ROLLED_BACK means no schema, no role, no user and a free name"
NOBODY_AFTER_ABORT = "auth makes no user for a sign-up it has shut out"
HASH_IS_FORGOTTEN = "the saga holds the password hash while it may still need it, and no longer"
NEVER_STUCK = "what is not at an end has a timer that does something"
WAY_OUT = "a failed saga offers retry and compensate"
NAMES_WHAT_REMAINS = "a failed saga names all that is still there"
STAYS_CLOSED = "messages open only a shop that is being provisioned"
BUTTONS_WORK = "what operators are offered does something"
FAILS_VISIBLY = "when nobody answers, the saga ends where operators see it"
ENDS_WELL = "once the world is calm, every sign-up completes or is rolled back"
NO_TRAP = "once the world is calm, nothing goes round in circles"

_OPEN = (TenantStatus.ACTIVE, TenantStatus.SUSPENDED)
_FORWARD = (State.ADMIN_CREATED, State.COMPLETED)


def broken_in_world(rules: Rules, world: World) -> Iterator[str]:
    """Each message may be lost at any time, so what holds at rest must hold at once."""
    there = world.schema and world.role and world.user
    if world.tenant in _OPEN and not there:
        yield NOTHING_HALF_MADE
    if world.saga in _FORWARD and not there:
        yield NO_WAY_BACK
    if world.saga is State.COMPLETED and world.tenant not in _OPEN:
        yield COMPLETED_IS_TRUE
    if world.saga is State.ROLLED_BACK and not is_true(world, State.ROLLED_BACK):
        yield ROLLED_BACK_IS_TRUE
    if world.admin is not Outcome.CREATED and world.user:
        yield NOBODY_AFTER_ABORT
    if world.hashed != (world.saga in (State.REQUESTED, State.SCHEMA_CREATED)):
        yield HASH_IS_FORGOTTEN
    if not _has_timer(rules, world):
        yield NEVER_STUCK
    if world.saga in FAILED:
        yield from _unhelpful(rules, world, world.saga)
    if not _ends_unanswered(rules, world):
        yield FAILS_VISIBLY


def broken_by_step(before: World, step: Step) -> Iterator[str]:
    after = step.world
    freed = before.tenant is not TenantStatus.FAILED and after.tenant is TenantStatus.FAILED
    by_hand = step.kind is Kind.HAND
    if freed and not by_hand and (after.schema or after.role or after.user):
        yield NAME_FREED_LAST
    if not by_hand and before.schema and not after.schema and after.user:
        yield STRICT_REVERSE
    if before.saga in _FORWARD and after.saga not in _FORWARD:
        yield NO_WAY_BACK
    opened = before.tenant is not TenantStatus.ACTIVE and after.tenant is TenantStatus.ACTIVE
    if opened and before.tenant is not TenantStatus.PROVISIONING:
        yield STAYS_CLOSED
    if step.kind is Kind.OPERATOR and not (step.emits or after != before):
        yield BUTTONS_WORK
    if before.admin in (Outcome.ABORTED, Outcome.REJECTED) and after.user and not before.user:
        yield NOBODY_AFTER_ABORT


def is_good_end(world: World) -> bool:
    """Where a sign-up may rest for ever; a rolled-back saga is pruned some day."""
    if world.saga is None:
        return is_true(world, State.ROLLED_BACK)
    return world.saga in TERMINAL - FAILED


def _has_timer(rules: Rules, world: World) -> bool:
    if world.saga in TERMINAL or is_good_end(world):
        return True
    if world.saga is State.REQUESTED:
        return True  # the sweeper begins the step of our own
    return any(step.emits or step.world != world for step in rules.timers(world))


def _unhelpful(rules: Rules, world: World, saga: State) -> Iterator[str]:
    offered, named = rules.actions(saga), rules.remaining(saga)
    if not {Trigger.RETRY, Trigger.COMPENSATE} <= set(offered):
        yield WAY_OUT
    there = {
        "remove_admin": world.user,
        "drop_schema": world.schema or world.role,
        "release_name": world.tenant is TenantStatus.PROVISIONING,
    }
    # More may be named than is there: undoing again from its beginning, or after repairs by hand.
    if not {name for name, is_there in there.items() if is_there} <= set(named):
        yield NAMES_WHAT_REMAINS


def _ends_unanswered(rules: Rules, world: World) -> bool:
    """Only clock and sweeper go on. Past the point of no return, and before provisioning is there, they wait."""
    met = set()
    while world.saga not in (None, *_FORWARD, *TERMINAL) and world not in met:
        met.add(world)
        following = [*rules.clock(world), *(step for step in rules.timers(world) if step.world != world)]
        if not following:
            return False
        world = following[0].world
    return world not in met
