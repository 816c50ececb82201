"""A proof that cannot fail proves nothing: each planted bug must be found, and by the invariant it offends."""

from collections.abc import Callable

import pytest

from services.provisioning.saga import REPEATS, TABLE, State
from tests.provisioning.exploration import invariants, mutants
from tests.provisioning.exploration.explorer import Exploration
from tests.provisioning.exploration.invariants import (
    BUTTONS_WORK,
    COMPLETED_IS_TRUE,
    ENDS_WELL,
    FAILS_VISIBLY,
    HASH_IS_FORGOTTEN,
    NAME_FREED_LAST,
    NAMES_WHAT_REMAINS,
    NEVER_STUCK,
    NO_TRAP,
    NO_WAY_BACK,
    NOBODY_AFTER_ABORT,
    NOTHING_HALF_MADE,
    ROLLED_BACK_IS_TRUE,
    STAYS_CLOSED,
    STRICT_REVERSE,
    WAY_OUT,
)
from tests.provisioning.exploration.liveness import prove_calm, prove_escape
from tests.provisioning.exploration.rules import Rules

Mutant = Callable[[], Rules]
OFFENDED: list[tuple[Mutant, set[str]]] = [
    (mutants.abort_forgets_the_admin, {NAME_FREED_LAST, ROLLED_BACK_IS_TRUE, HASH_IS_FORGOTTEN, ENDS_WELL}),
    (mutants.abort_is_never_announced, {NEVER_STUCK, NO_TRAP}),
    (mutants.schema_is_never_dropped, {NAME_FREED_LAST, ROLLED_BACK_IS_TRUE, NAMES_WHAT_REMAINS}),
    (mutants.schema_goes_before_the_admin, {STRICT_REVERSE}),
    (mutants.name_goes_before_the_schema, {NAME_FREED_LAST, NAMES_WHAT_REMAINS}),
    (mutants.times_out_after_no_return, {NO_WAY_BACK, NOTHING_HALF_MADE, ROLLED_BACK_IS_TRUE}),
    (mutants.operator_compensates_after_no_return, {NO_WAY_BACK, NOTHING_HALF_MADE, ROLLED_BACK_IS_TRUE}),
    (mutants.never_gives_up_compensating, {FAILS_VISIBLY}),
    (mutants.gives_up_into_nothing, {FAILS_VISIBLY, NEVER_STUCK}),
    (mutants.repeats_the_wrong_event, {NO_TRAP}),
    (mutants.hash_is_never_scrubbed, {HASH_IS_FORGOTTEN}),
    (mutants.auth_has_no_fence, {ROLLED_BACK_IS_TRUE, NAME_FREED_LAST, ENDS_WELL}),
    (mutants.auth_ignores_its_fence, {NOBODY_AFTER_ABORT, ROLLED_BACK_IS_TRUE}),
    (mutants.auth_is_silent_about_nobody, {NO_TRAP}),
    (mutants.auth_answers_once, {NO_TRAP}),
    (mutants.auth_keeps_the_user, {NOBODY_AFTER_ABORT, NAME_FREED_LAST, ROLLED_BACK_IS_TRUE}),
    (mutants.tenant_opens_whatever_comes, {STAYS_CLOSED}),
    (mutants.tenant_gives_up_by_itself, {NEVER_STUCK, ENDS_WELL}),
    (mutants.tenant_gives_up_when_it_likes, {COMPLETED_IS_TRUE, NAME_FREED_LAST}),
    (mutants.tenant_asks_once, {NEVER_STUCK, ENDS_WELL}),
    (mutants.tenant_releases_without_a_word, {NO_TRAP}),
    (mutants.operator_is_believed, {ROLLED_BACK_IS_TRUE, COMPLETED_IS_TRUE}),
    (mutants.operators_have_no_retry, {WAY_OUT}),
    (mutants.compensate_does_nothing, {BUTTONS_WORK}),
    (mutants.remaining_forgets_the_schema, {NAMES_WHAT_REMAINS}),
]


def find(rules: Rules, offended: set[str] | None = None) -> Exploration:
    """What is wrong under the rules; everything, if it is not said what to look for."""
    wanted = frozenset(offended or ())
    exploration = Exploration(rules, until=wanted)
    if not wanted or not wanted <= set(exploration.violations):
        prove_calm(exploration)
    return exploration


@pytest.mark.parametrize(("mutant", "offended"), OFFENDED, ids=lambda value: getattr(value, "__name__", ""))
def test_planted_bug_is_found(mutant: Mutant, offended: set[str]) -> None:
    assert offended <= set(find(mutant(), offended).violations)


def test_every_invariant_is_offended_by_a_planted_bug() -> None:
    names = {value for name, value in vars(invariants).items() if name.isupper() and isinstance(value, str)}
    assert set().union(*(offended for _, offended in OFFENDED)) == names


def test_every_row_of_the_table_is_needed_but_the_second_lines_of_defence() -> None:
    """The rows that may be missing: late admins, whom auth's fence keeps away, and answers after giving up."""
    spared = {row for row in TABLE if not find(mutants.with_moves({row: None})).violations}
    assert spared == {*mutants.LATE_ADMINS, *mutants.LATE_ANSWERS}


@pytest.mark.parametrize("state", list(REPEATS))
def test_waiting_without_a_repeat_is_found(state: State) -> None:
    assert NEVER_STUCK in find(mutants.never_repeats(state), {NEVER_STUCK}).violations


def test_a_trap_without_any_way_out_is_found() -> None:
    """Past the point of no return there is no deadline either: a lost TenantProvisioned would be the end."""
    exploration = Exploration(mutants.never_repeats(State.ADMIN_CREATED))
    assert prove_escape(exploration) < exploration.states
    assert set(exploration.violations) == {NEVER_STUCK, BUTTONS_WORK, ENDS_WELL}


@pytest.mark.parametrize(
    ("claim", "offended"),
    [
        ("the schema still exists", ROLLED_BACK_IS_TRUE),
        ("the role still exists", ROLLED_BACK_IS_TRUE),
        ("auth has not yet", ROLLED_BACK_IS_TRUE),
        ("its name not free", ROLLED_BACK_IS_TRUE),
        ("not active", COMPLETED_IS_TRUE),
    ],
)
def test_each_check_of_a_resolution_is_needed(claim: str, offended: str) -> None:
    ignored = {claim, claim.replace("the schema still exists", "the schema is still registered")}
    assert offended in find(mutants.operator_is_checked_but_for(*ignored), {offended}).violations


def test_the_check_for_users_is_redundant_behind_the_fence() -> None:
    """Auth shuts a sign-up out in the transaction that removes its user; the check is for users made elsewhere."""
    assert find(mutants.operator_is_checked_but_for("user(s)")).violations == {}


@pytest.mark.parametrize("offended", [NAME_FREED_LAST, STRICT_REVERSE, NO_WAY_BACK, NOTHING_HALF_MADE])
def test_events_that_leave_before_their_commit_are_found(offended: str) -> None:
    """Publishing from inside the transaction, which then is rolled back: why there is an outbox."""
    assert (
        offended in Exploration(mutants.events_leave_before_the_commit(), until=frozenset({offended})).violations
    )


def test_events_that_a_commit_forgets_are_no_worse_than_lost_ones() -> None:
    """The other half of a handler that is not atomic: repeats make up for it, so nothing new can happen."""
    forgetful, real = find(mutants.commits_may_forget_events()), Exploration(Rules())
    assert forgetful.violations == {}
    assert forgetful.edges > real.edges
    assert forgetful.named_states() == real.named_states()


def test_ignoring_a_late_admin_is_harmless_behind_the_fence() -> None:
    """The table's second line of defence: auth's row per saga alone keeps every ghost away.

    An AdminCreated after the abort can only be a late one whose user auth has removed or is about to.
    """
    assert find(mutants.late_admin_is_ignored()).violations == {}


def test_a_planted_bug_is_told_as_a_story() -> None:
    """A ghost owner: SchemaCreated overtaken by the abort, in an auth service that makes the user all the same."""
    story = Exploration(mutants.auth_ignores_its_fence()).violations[ROLLED_BACK_IS_TRUE]
    assert str(story).splitlines() == [
        f"{ROLLED_BACK_IS_TRUE}:",
        "  1. TenantRequested is handled → REQUESTED, provisioning, auth no row, asking",
        "  2. the schema is built → SCHEMA_CREATED, provisioning, auth no row, schema+role+asking",
        "  3. operator: compensate → COMPENSATING, provisioning, auth no row, schema+role+asking",
        "  4. ProvisioningAborted is handled → COMPENSATING, provisioning, auth aborted, schema+role+asking",
        "  5. SchemaCreated is handled → COMPENSATING, provisioning, auth created, schema+role+user+asking",
        "  6. AdminRemoved is handled → RELEASING, provisioning, auth created, user+asking",
        "  7. ProvisioningUndone is handled → RELEASING, failed, auth created, user",
        "  8. TenantReleased is handled → ROLLED_BACK, failed, auth created, user",
    ]
