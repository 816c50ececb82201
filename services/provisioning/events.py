"""The events of a saga, each built from its row: what the table names, a repeat can say again."""

from collections.abc import Callable

from libs.common.contracts.base import Event
from libs.common.contracts.events import (
    AdminDraft,
    Owner,
    ProvisioningAborted,
    ProvisioningUndone,
    SchemaCreated,
    SchemaDropped,
    TenantProvisioned,
)
from services.provisioning.models import SagaRow


def build_event(event: type[Event], row: SagaRow) -> Event:
    """The event as the saga stands now."""
    return _BUILDERS[event](row)


def _schema_created(row: SagaRow) -> Event:
    return SchemaCreated(
        tenant_id=row.tenant_id,
        saga_id=row.saga_id,
        schema_name=row.schema_name,
        schema_version=row.schema_version or "",
        admin=AdminDraft.model_validate(row.admin),
    )


def _tenant_provisioned(row: SagaRow) -> Event:
    return TenantProvisioned(
        tenant_id=row.tenant_id,
        saga_id=row.saga_id,
        schema_name=row.schema_name,
        role_name=row.role_name,
        schema_version=row.schema_version or "",
        owner=Owner.model_validate(row.owner),
    )


_BUILDERS: dict[type[Event], Callable[[SagaRow], Event]] = {
    SchemaCreated: _schema_created,
    TenantProvisioned: _tenant_provisioned,
    ProvisioningAborted: lambda row: ProvisioningAborted(
        tenant_id=row.tenant_id, saga_id=row.saga_id, code=row.failure_code or "CANCELLED"
    ),
    SchemaDropped: lambda row: SchemaDropped(tenant_id=row.tenant_id, schema_name=row.schema_name),
    ProvisioningUndone: lambda row: ProvisioningUndone(
        tenant_id=row.tenant_id, saga_id=row.saga_id, code=row.failure_code or "CANCELLED"
    ),
}
