"""What is there, read in one moment from every place that knows something about a tenant.

Subscriptions have no table yet. When they have one, they come in here as one more list, with one more query in
`catalog.py` and one more rule in `findings.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TenantFact:
    """A row of the registry."""

    id: UUID
    saga_id: UUID
    status: str
    schema_name: str
    role_name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A role with a tenant's name. `is_wall`: no login, no powers, and svc_business its one member, as built."""

    name: str
    is_wall: bool
    is_elsewhere: bool
    owned: int
    strangers: Sequence[str] = ()
    outside: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RegisteredFact:
    """A row of provisioning's own list of schemas."""

    tenant_id: UUID
    schema_name: str
    role_name: str
    version: str


@dataclass(frozen=True, slots=True)
class SagaFact:
    """A saga. `admin_outcome` is what auth keeps of it, read for those that were rolled back."""

    saga_id: UUID
    tenant_id: UUID
    kind: str
    schema_name: str
    role_name: str
    state: str
    has_owner: bool
    started_at: datetime
    finished_at: datetime | None
    admin_outcome: str | None = None


@dataclass(frozen=True, slots=True)
class UserFact:
    """A user whose tenant is no living one."""

    user_id: UUID
    tenant_id: UUID
    created_at: datetime


@dataclass(frozen=True, slots=True)
class VersionFact:
    """The revision a schema says it has, and the one it is registered with, read in one statement."""

    own: str | None
    registered: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`acls`: schemas of living tenants → what `grants.py` reads; `owners`: tenants → their active owners."""

    tenants: Sequence[TenantFact] = ()
    schemas: Sequence[str] = ()
    roles: Sequence[RoleFact] = ()
    registered: Sequence[RegisteredFact] = ()
    sagas: Sequence[SagaFact] = ()
    users: Sequence[UserFact] = ()
    owners: Mapping[UUID, int] = field(default_factory=dict)
    acls: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, VersionFact] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How much was compared."""
        return {
            "tenants": len(self.tenants),
            "schemas": len(self.schemas),
            "roles": len(self.roles),
            "registered": len(self.registered),
            "sagas": len(self.sagas),
        }
