"""Facts → findings. Pure: every rule reads one list and asks the others, so each pair is compared both ways.

What belongs to a saga under way is no finding: schema, role and list entry are made in one transaction with their
saga, and users only after it, so anything without such a saga cannot be in the making. Only a sign-up that nobody
has picked up yet needs time, `grace`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from libs.common.tenancy.tenant import is_tenant_identifier
from services.provisioning.reconcile.comparison import GONE, LIVING, Comparison
from services.provisioning.reconcile.facts import RoleFact, SagaFact, TenantFact
from services.provisioning.reconcile.grants import differences
from services.provisioning.reconcile.kinds import ADVICE, Action, Kind
from services.provisioning.saga import FAILED, State

_SHUT_OUT = frozenset({"aborted", "rejected"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit. `since` is when it began, where PostgreSQL or a row knows."""

    kind: Kind
    subject: str
    action: Action
    will: str
    risk: str
    tenant_id: UUID | None = None
    saga_id: UUID | None = None
    since: datetime | None = None
    detail: str | None = None

    @property
    def schema(self) -> str | None:
        """The schema whose size says how much is at stake."""
        return self.subject if self.kind in (Kind.SCHEMA_WITHOUT_TENANT, Kind.SCHEMA_OF_FAILED_TENANT) else None


def find(comparison: Comparison) -> list[Finding]:
    """Everything that does not fit."""
    rules = (_schemas, _roles, _registered, _tenants, _sagas, _users)
    return [finding for rule in rules for finding in rule(comparison)]


def _finding(
    kind: Kind,
    subject: object,
    *,
    tenant: TenantFact | None = None,
    tenant_id: UUID | None = None,
    saga_id: UUID | None = None,
    since: datetime | None = None,
    detail: str | None = None,
    instead: str | None = None,
) -> Finding:
    """`instead` says why the usual action is not safe here."""
    advice = ADVICE[kind]
    return Finding(
        kind,
        str(subject),
        Action.NONE if instead else advice.action,
        (instead or advice.will).format(subject=subject),
        advice.risk,
        tenant.id if tenant else tenant_id,
        tenant.saga_id if tenant and saga_id is None else saga_id,
        since,
        detail,
    )


def _schemas(c: Comparison) -> Iterator[Finding]:
    for name in c.facts.schemas:
        tenant = c.by_schema.get(name)
        if c.is_busy(name, *([tenant.id] if tenant else ())):
            continue
        foreign = None if is_tenant_identifier(name) else "Nothing is safe: {subject} is no name that we give."
        kept = foreign or c.why_not_gone(name)
        if tenant is None:
            yield _finding(Kind.SCHEMA_WITHOUT_TENANT, name, instead=kept)
        elif tenant.status in GONE:
            yield _finding(Kind.SCHEMA_OF_FAILED_TENANT, name, tenant=tenant, instead=kept)
        elif tenant.status in LIVING:
            yield from _living_schema(c, name, tenant)


def _living_schema(c: Comparison, name: str, tenant: TenantFact) -> Iterator[Finding]:
    entry, version = c.registered.get(tenant.id), c.facts.versions.get(name)
    own = version.own if version else None
    known = own in c.known_versions
    unknown = None if known else f"Nothing is safe: the schema names revision {own}, which nobody knows."
    if entry is None or (entry.schema_name, entry.role_name) != (name, tenant.role_name):
        yield _finding(Kind.SCHEMA_UNREGISTERED, name, tenant=tenant, instead=unknown)
    elif version and (own is None or own != version.registered):
        detail = f"registered at {version.registered}, the schema is at {own}"
        yield _finding(Kind.SCHEMA_VERSION_DIFFERS, name, tenant=tenant, detail=detail, instead=unknown)
    role = c.roles.get(tenant.role_name)
    if role is not None:
        yield from _wall(name, tenant, role, differences(c.facts.acls.get(name, "")))


def _wall(name: str, tenant: TenantFact, role: RoleFact, differing: Iterable[str]) -> Iterator[Finding]:
    phrases = [*differing, *(f"the role holds something on {thing}" for thing in role.outside)]
    if not role.is_wall:
        phrases.append("the role's powers or members are not as built")
    if phrases:
        owns = f"Nothing is safe: the role owns {role.owned} object(s); give them to svc_provisioning first."
        instead = owns if role.owned else None
        yield _finding(Kind.GRANTS_DIFFER, name, tenant=tenant, detail="; ".join(phrases), instead=instead)


def _roles(c: Comparison) -> Iterator[Finding]:
    for role in c.facts.roles:
        tenant = c.by_role.get(role.name)
        # Roles are the cluster's: one that is used in another database belongs to that.
        if role.is_elsewhere or c.is_busy(role.name, *([tenant.id] if tenant else ())):
            continue
        kept = _why_kept(role) or c.why_not_gone(role.name)
        if tenant is None:
            yield _finding(Kind.ROLE_WITHOUT_TENANT, role.name, instead=kept)
        elif tenant.status in GONE:
            yield _finding(Kind.ROLE_OF_FAILED_TENANT, role.name, tenant=tenant, instead=kept)


def _why_kept(role: RoleFact) -> str | None:
    if not is_tenant_identifier(role.name):
        return "Nothing is safe: {subject} is no name that we give."
    if role.owned:
        return f"Nothing is safe: the role owns {role.owned} object(s); drop or give away those first."
    if role.strangers:
        return f"Nothing is safe: {', '.join(role.strangers)} would lose what this role gives."
    return None


def _registered(c: Comparison) -> Iterator[Finding]:
    for entry in c.facts.registered:
        if not c.is_gone(entry.tenant_id) or c.is_busy(entry.tenant_id, entry.schema_name):
            continue
        holder = c.by_schema.get(entry.schema_name)
        is_orphans = entry.schema_name in c.schemas and (holder is None or holder.status in GONE)
        if not is_orphans:
            kept = c.why_not_gone(entry.tenant_id, entry.schema_name)
            yield _finding(
                Kind.REGISTERED_WITHOUT_TENANT, entry.schema_name, tenant_id=entry.tenant_id, instead=kept
            )


def _tenants(c: Comparison) -> Iterator[Finding]:
    for tenant in c.facts.tenants:
        if c.is_busy(tenant.id):
            continue
        if tenant.status in LIVING:
            if tenant.schema_name not in c.schemas:
                yield _finding(Kind.TENANT_WITHOUT_SCHEMA, tenant.id, tenant=tenant)
            elif tenant.role_name not in c.roles:
                yield _finding(Kind.TENANT_WITHOUT_ROLE, tenant.id, tenant=tenant)
            if not c.facts.owners.get(tenant.id):
                yield _finding(Kind.TENANT_WITHOUT_OWNER, tenant.id, tenant=tenant)
        elif _was_never_picked_up(c, tenant):
            yield _finding(Kind.TENANT_WITHOUT_SAGA, tenant.id, tenant=tenant, since=tenant.created_at)


def _was_never_picked_up(c: Comparison, tenant: TenantFact) -> bool:
    is_old = c.now - tenant.created_at > c.grace
    return tenant.status == "provisioning" and tenant.saga_id not in c.sagas and is_old


def _sagas(c: Comparison) -> Iterator[Finding]:
    for saga in c.facts.sagas:
        if saga.kind != "create_tenant":
            continue
        tenant = c.tenants.get(saga.tenant_id)
        if saga.state in FAILED:
            yield _of_saga(Kind.SAGA_FAILED, saga, saga.started_at)
        elif saga.state == State.COMPLETED and tenant is None:
            yield _of_saga(Kind.SAGA_WITHOUT_TENANT, saga, saga.finished_at)
        elif saga.state == State.COMPLETED and tenant and tenant.status in ("provisioning", "failed"):
            yield _completed(saga, tenant)
        elif saga.state == State.ROLLED_BACK:
            yield from _rolled_back(saga, tenant)


def _of_saga(kind: Kind, saga: SagaFact, since: datetime | None) -> Finding:
    return _finding(kind, saga.saga_id, tenant_id=saga.tenant_id, saga_id=saga.saga_id, since=since)


def _completed(saga: SagaFact, tenant: TenantFact) -> Finding:
    instead = None
    if tenant.status == "failed":
        instead = (
            "Nothing is safe: the saga built this shop and the registry calls it failed; find out which is true."
        )
    elif not saga.has_owner:
        instead = "Nothing is safe: the saga does not know the shop's owner any more."
    kind = Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT
    return _finding(
        kind, saga.saga_id, tenant=tenant, saga_id=saga.saga_id, since=saga.finished_at, instead=instead
    )


def _rolled_back(saga: SagaFact, tenant: TenantFact | None) -> Iterator[Finding]:
    if tenant is not None and tenant.saga_id == saga.saga_id and tenant.status not in GONE:
        living = (
            "Nothing is safe: the saga undid this shop and the registry calls it alive; find out which is true."
        )
        kind = Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT
        instead = None if tenant.status == "provisioning" else living
        yield _finding(kind, saga.saga_id, tenant=tenant, since=saga.finished_at, instead=instead)
    if saga.admin_outcome not in _SHUT_OUT:
        yield _of_saga(Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT, saga, saga.finished_at)


def _users(c: Comparison) -> Iterator[Finding]:
    for user in c.facts.users:
        tenant = c.tenants.get(user.tenant_id)
        if tenant is None or c.is_busy(tenant.id):
            continue
        if tenant.status in GONE:
            kept, since = c.why_not_gone(tenant.id), user.created_at
            yield _finding(Kind.USER_OF_FAILED_TENANT, user.user_id, tenant=tenant, since=since, instead=kept)
        elif _was_never_picked_up(c, tenant):
            yield _finding(Kind.USER_OF_UNMADE_TENANT, user.user_id, tenant=tenant, since=user.created_at)
