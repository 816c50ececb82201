"""The repairs, by kind: each in a transaction in which its finding was just found again, under lock."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    ProvisioningAborted,
    ProvisioningUndone,
    TenantProvisioned,
    UserRemovalRequested,
)
from services.provisioning import repository as sagas
from services.provisioning.engine import outbox
from services.provisioning.events import build_event
from services.provisioning.migrations.scripts import revisions
from services.provisioning.reconcile import catalog, copies, removal, repository
from services.provisioning.reconcile.catalog import Size
from services.provisioning.reconcile.copies import Copied, CopyHead
from services.provisioning.reconcile.errors import RepairRefused
from services.provisioning.reconcile.findings import Finding
from services.provisioning.reconcile.kinds import Kind
from services.provisioning.tenant_manager import TenantManager, TenantNames


@dataclass(slots=True)
class Deed:
    """One repair under way: who wants it and why, and what it has done so far."""

    finding_id: UUID
    actor: str
    reason: str
    now: datetime
    copy_id: UUID
    manager: TenantManager
    rows_copied: int = 0
    has_copy: bool = False

    def add(self, copied: Copied | None) -> None:
        """Counts what was copied once it is committed."""
        if copied is not None:
            self.rows_copied, self.has_copy = self.rows_copied + copied.rows, True


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction of a repair came to. `asked`: somebody else does it."""

    is_last: bool = True
    asked: bool = False
    copied: Copied | None = None


DONE, ASKED = Step(), Step(asked=True)
Repair = Callable[[AsyncSession, Finding, Size, Deed], Awaitable[Step]]


async def _drop_schema(session: AsyncSession, finding: Finding, size: Size, deed: Deed) -> Step:
    """Everything at once, or a batch of tables at a time: what is dropped was copied in the same transaction."""
    name = finding.subject
    await removal.take_schema(session, name)
    outside = await removal.dependents_of(session, name)
    if outside:
        raise RepairRefused(f"other things depend on it: {'; '.join(outside)}")
    head = CopyHead(deed.copy_id, finding.kind.value, name, finding.tenant_id, deed.actor, deed.reason)
    await copies.open_copy(session, head)
    in_batches = size.relations > removal.AT_ONCE
    tables = await copies.tables_of(session, name, limit=removal.BATCH if in_batches else None)
    copied = await copies.copy_tables(session, deed.copy_id, name, tables)
    if in_batches:
        if tables:
            await removal.drop_tables(session, name, tables)
        else:
            await removal.drop_other_relations(session, name)
        if await removal.count_relations(session, name) < size.relations:
            return Step(is_last=False, copied=copied)
    await removal.drop_schema(session, name)
    await repository.unregister_schema(session, name)
    await copies.close_copy(session, deed.copy_id)
    return Step(copied=copied)


async def _drop_role(session: AsyncSession, finding: Finding, _: Size, __: Deed) -> Step:
    await removal.drop_role(session, finding.subject)
    return DONE


async def _unregister(session: AsyncSession, finding: Finding, _: Size, __: Deed) -> Step:
    await repository.unregister_schema(session, finding.subject)
    return DONE


async def _register(session: AsyncSession, finding: Finding, _: Size, __: Deed) -> Step:
    version = (await catalog.read_versions(session, [finding.subject]))[finding.subject].own
    if version is None:
        raise RepairRefused("the schema names no revision")
    await repository.register_schema(session, finding.subject, version=version)
    return DONE


async def _restore_wall(session: AsyncSession, finding: Finding, _: Size, deed: Deed) -> Step:
    names = TenantNames(*await repository.names_of(session, _needed(finding.tenant_id)))
    await removal.restore_wall(session, finding.tenant_id)
    version = (await catalog.read_versions(session, [names.schema_name]))[names.schema_name].own
    # A shop that is still behind has no more tables to grant than its revision has.
    is_known = version in revisions("tenant")
    manager = TenantManager(revision=version) if is_known else deed.manager
    await manager.regrant(session, names)
    return DONE


async def _request_removal(session: AsyncSession, finding: Finding, _: Size, deed: Deed) -> Step:
    event = UserRemovalRequested(
        tenant_id=_needed(finding.tenant_id), user_id=UUID(finding.subject), reason=deed.reason
    )
    await outbox.emit(session, event)
    return ASKED


def _say_again(event: type[Event]) -> Repair:
    """The event of an ended saga once more, with a new id; its receivers answer again and change what is amiss."""

    async def say_again(session: AsyncSession, finding: Finding, _: Size, __: Deed) -> Step:
        saga = await sagas.lock_saga(session, UUID(finding.subject))
        if saga is None:
            raise RepairRefused("the saga is gone")
        await outbox.emit(session, build_event(event, saga.row))
        return ASKED

    return say_again


def _needed(tenant_id: UUID | None) -> UUID:
    if tenant_id is None:
        raise RepairRefused("the finding names no tenant")
    return tenant_id


REPAIRS: Mapping[Kind, Repair] = MappingProxyType(
    {
        Kind.SCHEMA_WITHOUT_TENANT: _drop_schema,
        Kind.SCHEMA_OF_FAILED_TENANT: _drop_schema,
        Kind.SCHEMA_UNREGISTERED: _register,
        Kind.SCHEMA_VERSION_DIFFERS: _register,
        Kind.GRANTS_DIFFER: _restore_wall,
        Kind.TENANT_WITHOUT_ROLE: _restore_wall,
        Kind.ROLE_WITHOUT_TENANT: _drop_role,
        Kind.ROLE_OF_FAILED_TENANT: _drop_role,
        Kind.REGISTERED_WITHOUT_TENANT: _unregister,
        Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT: _say_again(TenantProvisioned),
        Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT: _say_again(ProvisioningUndone),
        Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT: _say_again(ProvisioningAborted),
        Kind.USER_OF_FAILED_TENANT: _request_removal,
    }
)


def steps_of(finding: Finding, size: Size) -> list[str]:
    """The repair in words, with figures where rows are at stake."""
    if finding.schema is None:
        return [finding.will]
    batches = size.relations > removal.AT_ONCE
    how = f"in batches of {removal.BATCH} tables, each a transaction" if batches else "in one transaction"
    return [
        f"Make svc_provisioning the owner of the schema {finding.subject}.",
        f"Copy about {size.rows} rows of {size.tables} tables, {size.size_bytes} bytes before compression, {how}.",
        f"Drop the schema {finding.subject} with {size.relations} relations once its rows are copied and counted.",
    ]
