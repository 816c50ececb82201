"""The facts with what the rules look up again and again; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from services.provisioning.reconcile.facts import Facts, RegisteredFact, RoleFact, SagaFact, TenantFact
from services.provisioning.saga import State

LIVING = frozenset({"active", "suspended"})
GONE = frozenset({"failed", "deleted"})
_SETTLED = frozenset({State.COMPLETED.value, State.ROLLED_BACK.value})


@dataclass(frozen=True)
class Comparison:
    """The facts with what is looked up again and again."""

    facts: Facts
    known_versions: frozenset[str]
    now: datetime
    grace: timedelta

    @cached_property
    def tenants(self) -> dict[UUID, TenantFact]:
        return {tenant.id: tenant for tenant in self.facts.tenants}

    @cached_property
    def by_schema(self) -> dict[str, TenantFact]:
        return {tenant.schema_name: tenant for tenant in self.facts.tenants}

    @cached_property
    def by_role(self) -> dict[str, TenantFact]:
        return {tenant.role_name: tenant for tenant in self.facts.tenants}

    @cached_property
    def schemas(self) -> frozenset[str]:
        return frozenset(self.facts.schemas)

    @cached_property
    def roles(self) -> dict[str, RoleFact]:
        return {role.name: role for role in self.facts.roles}

    @cached_property
    def registered(self) -> dict[UUID, RegisteredFact]:
        return {entry.tenant_id: entry for entry in self.facts.registered}

    @cached_property
    def sagas(self) -> dict[UUID, SagaFact]:
        return {saga.saga_id: saga for saga in self.facts.sagas}

    @cached_property
    def _busy(self) -> frozenset[UUID | str]:
        under_way = [saga for saga in self.facts.sagas if saga.state not in _SETTLED]
        return frozenset(key for saga in under_way for key in (saga.tenant_id, saga.schema_name, saga.role_name))

    def is_busy(self, *keys: UUID | str) -> bool:
        """Whether a tenant or a name belongs to a saga under way, or to a deletion."""
        return any(key in self._busy for key in keys) or any(
            isinstance(key, UUID) and key in self.tenants and self.tenants[key].status == "deleting"
            for key in keys
        )

    @cached_property
    def _built(self) -> frozenset[UUID | str]:
        """Everything of a shop whose sign-up completed and that was never deleted."""
        built = [
            saga
            for saga in self.facts.sagas
            if saga.kind == "create_tenant"
            and saga.state == State.COMPLETED
            and (saga.tenant_id not in self.tenants or self.tenants[saga.tenant_id].status != "deleted")
        ]
        return frozenset(key for saga in built for key in (saga.tenant_id, saga.schema_name, saga.role_name))

    def why_not_gone(self, *keys: UUID | str) -> str | None:
        """What the registry calls gone is not to be dropped while a completed sign-up says that it was built."""
        if not any(key in self._built for key in keys):
            return None
        return "Nothing is safe: a completed sign-up built this and no deletion ran; the registry may be wrong."

    def is_gone(self, tenant_id: UUID) -> bool:
        """Whether the registry has no such tenant, or only its record."""
        tenant = self.tenants.get(tenant_id)
        return tenant is None or tenant.status in GONE
