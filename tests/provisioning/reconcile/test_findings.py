"""The rules alone: for each kind the facts that make it, and the smallest change that makes it no finding."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from libs.common.clock import new_id
from services.provisioning.reconcile.comparison import Comparison
from services.provisioning.reconcile.facts import (
    Facts,
    RegisteredFact,
    RoleFact,
    SagaFact,
    TenantFact,
    UserFact,
    VersionFact,
)
from services.provisioning.reconcile.findings import Finding, find
from services.provisioning.reconcile.grants import FIELD, LINE, OWNER, differences
from services.provisioning.reconcile.kinds import ADVICE, Action, Kind
from services.provisioning.tenant_manager import TENANT_GRANTS

NOW = datetime(2026, 6, 1, tzinfo=UTC)
GRACE = timedelta(minutes=15)
NAME = "tenant_0123456789ab"
LETTERS = {"INSERT": "a", "SELECT": "r", "UPDATE": "w", "DELETE": "d"}
TENANT, SAGA, USER = new_id(), new_id(), new_id()


def acl_line(name: str, acl: str, owner: str = OWNER) -> str:
    return f"{name}{FIELD}{owner}{FIELD}{acl}{LINE}"


def built_acls(**changed: str) -> str:
    """The ACLs of a schema as it is built; `changed` replaces those of some tables."""
    acls = {".": f"{{{OWNER}=UC/{OWNER},@=U/{OWNER}}}"}
    for table, rights in TENANT_GRANTS.items():
        # As the catalog writes them, one letter each and always in this order.
        letters = "".join(LETTERS[right] for right in LETTERS if right in rights.split(", "))
        acls[table] = f"{{{OWNER}=arwdDxtm/{OWNER},@={letters}/{OWNER}}}"
    acls |= {"alembic_version": "", "api_cliente_id_seq": ""}
    return "".join(acl_line(name, acl) for name, acl in (acls | changed).items())


SOUND = Facts(
    tenants=[TenantFact(TENANT, SAGA, "active", NAME, NAME, NOW - timedelta(days=1))],
    schemas=[NAME],
    roles=[RoleFact(NAME, is_wall=True, is_elsewhere=False, owned=0)],
    registered=[RegisteredFact(TENANT, NAME, NAME, "0002")],
    sagas=[
        SagaFact(
            SAGA, TENANT, "create_tenant", NAME, NAME, "COMPLETED", True, NOW - timedelta(days=1), NOW - GRACE
        )
    ],
    owners={TENANT: 1},
    acls={NAME: built_acls()},
    versions={NAME: VersionFact("0002", "0002")},
)


def found(facts: Facts) -> list[Finding]:
    return find(Comparison(facts, frozenset({"0001", "0002"}), NOW, GRACE))


def kinds(facts: Facts) -> set[Kind]:
    return {finding.kind for finding in found(facts)}


def tenant(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, tenants=[replace(facts.tenants[0], **changes)])


def saga(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, sagas=[replace(facts.sagas[0], **changes)])


def role(facts: Facts, **changes: Any) -> Facts:
    return replace(facts, roles=[replace(facts.roles[0], **changes)])


FAILED = saga(tenant(SOUND, status="failed"), state="ROLLED_BACK", admin_outcome="aborted")
EMPTY = replace(FAILED, schemas=[], roles=[], registered=[], owners={}, acls={}, versions={})
WITHOUT_SAGA = replace(tenant(EMPTY, status="provisioning"), sagas=[])
USERS = [UserFact(USER, TENANT, NOW - timedelta(days=1))]


@dataclass(frozen=True, slots=True)
class Case:
    """Facts that make a finding, and a change after which they do not."""

    facts: Facts
    cured: Callable[[Facts], Facts]
    action: Action


CASES: dict[Kind, Case] = {
    Kind.SCHEMA_WITHOUT_TENANT: Case(Facts(schemas=[NAME]), lambda facts: replace(facts, schemas=[]), Action.DROP),
    Kind.SCHEMA_OF_FAILED_TENANT: Case(
        replace(EMPTY, schemas=[NAME]), lambda facts: saga(facts, state="COMPENSATING"), Action.DROP
    ),
    Kind.SCHEMA_UNREGISTERED: Case(
        replace(SOUND, registered=[]), lambda facts: replace(facts, registered=SOUND.registered), Action.ADOPT
    ),
    Kind.SCHEMA_VERSION_DIFFERS: Case(
        replace(SOUND, versions={NAME: VersionFact("0001", "0002")}),
        lambda facts: replace(facts, versions={NAME: VersionFact("0001", "0001")}),
        Action.ADOPT,
    ),
    Kind.GRANTS_DIFFER: Case(role(SOUND, is_wall=False), lambda facts: role(facts, is_wall=True), Action.ADOPT),
    Kind.ROLE_WITHOUT_TENANT: Case(
        Facts(roles=SOUND.roles), lambda facts: role(facts, is_elsewhere=True), Action.DROP
    ),
    Kind.ROLE_OF_FAILED_TENANT: Case(
        replace(EMPTY, roles=SOUND.roles), lambda facts: saga(facts, state="RELEASING"), Action.DROP
    ),
    Kind.REGISTERED_WITHOUT_TENANT: Case(
        Facts(registered=SOUND.registered), lambda facts: replace(facts, registered=[]), Action.DROP
    ),
    Kind.TENANT_WITHOUT_SCHEMA: Case(
        replace(SOUND, schemas=[]), lambda facts: tenant(facts, status="deleting"), Action.NONE
    ),
    Kind.TENANT_WITHOUT_ROLE: Case(
        replace(SOUND, roles=[]), lambda facts: replace(facts, roles=SOUND.roles), Action.ADOPT
    ),
    Kind.TENANT_WITHOUT_OWNER: Case(
        replace(SOUND, owners={}), lambda facts: replace(facts, owners={TENANT: 1}), Action.NONE
    ),
    Kind.TENANT_WITHOUT_SAGA: Case(WITHOUT_SAGA, lambda facts: tenant(facts, created_at=NOW - GRACE), Action.NONE),
    Kind.SAGA_WITHOUT_TENANT: Case(
        replace(SOUND, tenants=[], schemas=[], roles=[], registered=[]),
        lambda facts: saga(facts, state="ROLLED_BACK", admin_outcome="rejected"),
        Action.NONE,
    ),
    Kind.SAGA_FAILED: Case(
        saga(FAILED, state="RELEASE_FAILED"), lambda facts: saga(facts, state="RELEASING"), Action.NONE
    ),
    Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT: Case(
        tenant(SOUND, status="provisioning"), lambda facts: tenant(facts, status="active"), Action.FINISH
    ),
    Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT: Case(
        tenant(EMPTY, status="provisioning"), lambda facts: tenant(facts, status="failed"), Action.FINISH
    ),
    Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT: Case(
        saga(EMPTY, admin_outcome="created"), lambda facts: saga(facts, admin_outcome="rejected"), Action.FINISH
    ),
    Kind.USER_OF_FAILED_TENANT: Case(
        replace(EMPTY, users=USERS), lambda facts: saga(facts, state="COMPENSATING"), Action.DROP
    ),
    Kind.USER_OF_UNMADE_TENANT: Case(
        replace(WITHOUT_SAGA, users=USERS), lambda facts: replace(facts, sagas=SOUND.sagas, users=[]), Action.NONE
    ),
}


def test_every_kind_has_its_case_and_its_advice() -> None:
    assert set(CASES) == set(Kind) == set(ADVICE)


@pytest.mark.parametrize("kind", Kind)
def test_facts_make_the_finding_and_a_small_change_unmakes_it(kind: Kind) -> None:
    case = CASES[kind]
    assert {finding.action for finding in found(case.facts) if finding.kind is kind} == {case.action}
    assert kind not in kinds(case.cured(case.facts))


@pytest.mark.parametrize("facts", [SOUND, EMPTY, Facts(), tenant(EMPTY, status="deleted")])
def test_what_fits_is_no_finding(facts: Facts) -> None:
    assert found(facts) == []


@pytest.mark.parametrize("state", ["REQUESTED", "SCHEMA_CREATED", "ADMIN_CREATED", "COMPENSATING", "RELEASING"])
@pytest.mark.parametrize("status", ["provisioning", "active", "failed"])
@pytest.mark.parametrize("has_walls", [True, False])
def test_nothing_of_a_saga_under_way_is_a_finding(state: str, status: str, has_walls: bool) -> None:
    facts = replace(tenant(saga(SOUND, state=state), status=status), owners={}, users=USERS)
    if not has_walls:
        facts = replace(facts, schemas=[], roles=[], registered=[])
    assert found(facts) == []


def test_a_failed_compensation_is_found_once_and_nothing_beside_it() -> None:
    facts = saga(tenant(SOUND, status="provisioning"), state="COMPENSATION_FAILED")
    (finding,) = found(facts)
    assert (finding.kind, finding.action) == (Kind.SAGA_FAILED, Action.NONE)
    assert str(SAGA) in finding.will


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (Facts(schemas=["tenant_x"]), Kind.SCHEMA_WITHOUT_TENANT),
        (Facts(roles=[RoleFact("tenant_x", False, False, 0)]), Kind.ROLE_WITHOUT_TENANT),
        (Facts(roles=[RoleFact(NAME, False, False, 3)]), Kind.ROLE_WITHOUT_TENANT),
        (Facts(roles=[RoleFact(NAME, False, False, 0, ["ana"])]), Kind.ROLE_WITHOUT_TENANT),
        (role(SOUND, is_wall=False, owned=1), Kind.GRANTS_DIFFER),
        (replace(SOUND, versions={NAME: VersionFact("beef", "0002")}), Kind.SCHEMA_VERSION_DIFFERS),
        (replace(SOUND, versions={NAME: VersionFact(None, None)}), Kind.SCHEMA_VERSION_DIFFERS),
        (replace(SOUND, registered=[], versions={}), Kind.SCHEMA_UNREGISTERED),
        (tenant(SOUND, status="failed"), Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT),
        (saga(tenant(SOUND, status="provisioning"), has_owner=False), Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT),
        (saga(SOUND, state="ROLLED_BACK", admin_outcome="aborted"), Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT),
    ],
)
def test_usual_action_that_is_not_safe_here_is_not_offered(facts: Facts, kind: Kind) -> None:
    (action,) = [finding.action for finding in found(facts) if finding.kind is kind]
    assert action is Action.NONE


@pytest.mark.parametrize(
    "facts",
    [
        replace(tenant(SOUND, status="failed"), users=USERS),
        replace(SOUND, tenants=[]),
        replace(SOUND, tenants=[], schemas=[], roles=[]),
    ],
    ids=["called failed", "lost from the registry", "lost with its walls"],
)
def test_nothing_of_a_completed_sign_up_is_dropped_because_the_registry_is_wrong(facts: Facts) -> None:
    findings = found(facts)
    assert findings
    assert {finding.action for finding in findings} == {Action.NONE}


def test_what_was_deleted_may_be_dropped_though_its_sign_up_completed() -> None:
    findings = {finding.kind: finding.action for finding in found(tenant(SOUND, status="deleted"))}
    assert findings[Kind.SCHEMA_OF_FAILED_TENANT] is Action.DROP
    assert findings[Kind.ROLE_OF_FAILED_TENANT] is Action.DROP


def test_entry_under_other_names_is_as_good_as_none() -> None:
    entry = replace(SOUND.registered[0], role_name="tenant_ffffffffffff")
    assert kinds(replace(SOUND, registered=[entry])) == {Kind.SCHEMA_UNREGISTERED}


def test_privilege_outside_of_the_schema_is_part_of_the_finding() -> None:
    (finding,) = found(role(SOUND, outside=["table shared.tenants"]))
    assert (finding.kind, finding.detail) == (
        Kind.GRANTS_DIFFER,
        "the role holds something on table shared.tenants",
    )


def test_finding_tells_whose_it_is_and_since_when() -> None:
    (finding,) = found(replace(EMPTY, users=USERS))
    assert (finding.subject, finding.tenant_id, finding.saga_id) == (str(USER), TENANT, SAGA)
    assert finding.since == USERS[0].created_at


@pytest.mark.parametrize("sagas_tenant", [TENANT, new_id()])
def test_other_kinds_of_sagas_are_not_judged_by_the_rules_of_sign_up(sagas_tenant: UUID) -> None:
    other = replace(SOUND.sagas[0], saga_id=new_id(), tenant_id=sagas_tenant, kind="delete_tenant")
    assert found(replace(SOUND, sagas=[*SOUND.sagas, other])) == []


@pytest.mark.parametrize(
    ("changed", "phrases"),
    [
        ({}, ()),
        ({"api_cliente": f"{{@=ar/{OWNER}}}"}, ("DELETE, UPDATE on api_cliente is missing",)),
        ({"api_cliente": ""}, ("DELETE, INSERT, SELECT, UPDATE on api_cliente is missing",)),
        ({"api_cliente": f"{{@=arwdD/{OWNER}}}"}, ("TRUNCATE on api_cliente is too much",)),
        ({"alembic_version": f"{{@=r/{OWNER}}}"}, ("SELECT on alembic_version is too much",)),
        ({"alembic_version": f"{{=r/{OWNER}}}"}, ("PUBLIC holds SELECT on alembic_version",)),
        (
            {"alembic_version": f'{{"\\"a,b\\"=r*/{OWNER}"}}'},
            ('"a,b" holds SELECT WITH GRANT OPTION on alembic_version',),
        ),
        ({".": f"{{@=UC/{OWNER}}}"}, ("CREATE on the schema is too much",)),
    ],
)
def test_grants_are_compared_in_both_directions(changed: dict[str, str], phrases: tuple[str, ...]) -> None:
    assert differences(built_acls(**changed)) == phrases


def test_foreign_owner_is_named_and_his_own_rights_are_not() -> None:
    line = acl_line("alembic_version", "{postgres=arwdDxtm/postgres}", owner="postgres")
    assert differences(line) == ("alembic_version is owned by postgres",)
