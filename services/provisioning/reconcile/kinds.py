"""The kinds of findings: what each repair would do, in words, and what is at risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Action(StrEnum):
    FINISH = "finish"
    ADOPT = "adopt"
    DROP = "drop"
    NONE = "none"


class Kind(StrEnum):
    SCHEMA_WITHOUT_TENANT = "schema_without_tenant"
    SCHEMA_OF_FAILED_TENANT = "schema_of_failed_tenant"
    SCHEMA_UNREGISTERED = "schema_unregistered"
    SCHEMA_VERSION_DIFFERS = "schema_version_differs"
    GRANTS_DIFFER = "grants_differ"
    ROLE_WITHOUT_TENANT = "role_without_tenant"
    ROLE_OF_FAILED_TENANT = "role_of_failed_tenant"
    REGISTERED_WITHOUT_TENANT = "registered_without_tenant"
    TENANT_WITHOUT_SCHEMA = "tenant_without_schema"
    TENANT_WITHOUT_ROLE = "tenant_without_role"
    TENANT_WITHOUT_OWNER = "tenant_without_owner"
    TENANT_WITHOUT_SAGA = "tenant_without_saga"
    SAGA_WITHOUT_TENANT = "saga_without_tenant"
    SAGA_FAILED = "saga_failed"
    COMPLETED_SAGA_OF_INACTIVE_TENANT = "completed_saga_of_inactive_tenant"
    ROLLED_BACK_SAGA_OF_LIVING_TENANT = "rolled_back_saga_of_living_tenant"
    ROLLED_BACK_SAGA_NOT_SHUT_OUT = "rolled_back_saga_not_shut_out"
    USER_OF_FAILED_TENANT = "user_of_failed_tenant"
    USER_OF_UNMADE_TENANT = "user_of_unmade_tenant"


@dataclass(frozen=True, slots=True)
class Advice:
    """What is safe to do; sentences may name `{subject}`."""

    action: Action
    will: str
    risk: str


ADVICE: Mapping[Kind, Advice] = MappingProxyType(
    {
        Kind.SCHEMA_WITHOUT_TENANT: Advice(
            Action.DROP,
            "Store a copy of every row of {subject}, then drop the schema.",
            "The schema may hold the data of a shop whose row in the registry was lost; the copy keeps its rows,"
            " not its indexes and functions.",
        ),
        Kind.SCHEMA_OF_FAILED_TENANT: Advice(
            Action.DROP,
            "Store a copy of every row of {subject}, then drop the schema and its entry in the list of schemas.",
            "Its sign-up failed or its shop is gone, so nobody can reach these rows; the copy keeps them.",
        ),
        Kind.SCHEMA_UNREGISTERED: Advice(
            Action.ADOPT,
            "Add {subject} to the list of schemas, at the revision that the schema itself names.",
            "Until then no migration reaches this shop. No row is touched.",
        ),
        Kind.SCHEMA_VERSION_DIFFERS: Advice(
            Action.ADOPT,
            "Correct the list of schemas to the revision that {subject} itself names.",
            "With a wrong revision the next migration of this shop fails, or is left out. No row is touched.",
        ),
        Kind.GRANTS_DIFFER: Advice(
            Action.ADOPT,
            "Give role, owner and privileges of {subject} the state they were built with.",
            "A missing privilege breaks the shop; one too many is a hole in its wall. No row is touched.",
        ),
        Kind.ROLE_WITHOUT_TENANT: Advice(
            Action.DROP,
            "Take all privileges of the role {subject} away and drop it.",
            "Whoever still uses this role loses access.",
        ),
        Kind.ROLE_OF_FAILED_TENANT: Advice(
            Action.DROP,
            "Take all privileges of the role {subject} away and drop it.",
            "Its sign-up failed or its shop is gone: nobody needs it.",
        ),
        Kind.REGISTERED_WITHOUT_TENANT: Advice(
            Action.DROP,
            "Delete the entry of {subject} from the list of schemas.",
            "None: there is neither such a schema nor a living tenant.",
        ),
        Kind.TENANT_WITHOUT_SCHEMA: Advice(
            Action.NONE,
            "Nothing is safe: restore the schema of this shop from a backup.",
            "The shop's data is not in this database, and every request of the shop fails.",
        ),
        Kind.TENANT_WITHOUT_ROLE: Advice(
            Action.ADOPT,
            "Create the role of this shop again and give it the privileges it was built with.",
            "Every request of the shop fails until then. No row is touched.",
        ),
        Kind.TENANT_WITHOUT_OWNER: Advice(
            Action.NONE,
            "Nothing is safe: find out with the shop who owns it and let that person be activated.",
            "Nobody can administer this shop.",
        ),
        Kind.TENANT_WITHOUT_SAGA: Advice(
            Action.NONE,
            "Nothing to press: the tenant service asks again and lets the sign-up fail at its own deadline;"
            " see that it runs.",
            "The sign-up hangs and holds its name.",
        ),
        Kind.SAGA_WITHOUT_TENANT: Advice(
            Action.NONE,
            "Nothing is safe: the registry lost this shop; restore its row before its schema is judged an orphan.",
            "The shop's data may still be there while nobody can reach it.",
        ),
        Kind.SAGA_FAILED: Advice(
            Action.NONE,
            "Use retry, compensate or resolve of the saga itself: /api/v1/ops/sagas/{subject}.",
            "A half-undone sign-up holds its name and perhaps its owner's e-mail.",
        ),
        Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT: Advice(
            Action.FINISH,
            "Tell the tenant service once more that the shop stands, so that it becomes active.",
            "The owner was told that the shop works, and it does not open.",
        ),
        Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT: Advice(
            Action.FINISH,
            "Tell the tenant service once more that the sign-up was undone, so that its name becomes free.",
            "The name stays taken by a shop that does not exist.",
        ),
        Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT: Advice(
            Action.FINISH,
            "Tell auth once more that the sign-up was undone, so that no late message can make its owner.",
            "A late message could make a user without a shop, who holds his e-mail.",
        ),
        Kind.USER_OF_FAILED_TENANT: Advice(
            Action.DROP,
            "Ask auth to remove the user and end his sessions, which it does only for a failed or deleted tenant.",
            "The user's name, e-mail and password hash are gone for good; his e-mail is free again.",
        ),
        Kind.USER_OF_UNMADE_TENANT: Advice(
            Action.NONE,
            "Nothing yet: when the sign-up fails at its deadline the user becomes removable.",
            "The user holds his e-mail and has no shop.",
        ),
    }
)
