"""Tables of the tenant service and the only changes of a shop's status that exist."""

from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table, Uuid, func

from libs.common.tenancy.tenant import TenantStatus

metadata = MetaData()


def _times() -> list[Column[Any]]:
    return [
        Column("created_at", DateTime(timezone=True), server_default=func.now()),
        Column("updated_at", DateTime(timezone=True), server_default=func.now()),
    ]


tenants = Table(
    "tenants",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("saga_id", Uuid),
    Column("name", String(255)),
    Column("subdomain", String(63)),
    Column("schema_name", String(63)),
    Column("role_name", String(63)),
    Column("status", String),
    Column("plan_type", String(50)),
    Column("max_users", Integer),
    Column("max_animals", Integer),
    Column("locale", String(10)),
    Column("failure_code", String),
    Column("version", Integer),
    *_times(),
    schema="shared",
)

configurations = Table(
    "tenant_configurations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("tenant_id", Uuid),
    Column("config_key", String(100)),
    Column("config_value", String),
    *_times(),
    schema="shared",
)

signups = Table(
    "signups",
    metadata,
    Column("saga_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid),
    Column("email", String),
    Column("password_hash", String),
    Column("first_name", String),
    Column("last_name", String),
    Column("attempts", Integer),
    Column("next_attempt_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), server_default=func.now()),
    schema="svc_tenant",
)

usage = Table(
    "usage",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("animals", Integer),
    Column("sequence", BigInteger),
    Column("users", Integer),
    Column("users_sequence", BigInteger),
    schema="svc_tenant",
)

# From each status, where a shop may go; everything else is refused by the WHERE of the update.
TRANSITIONS: dict[TenantStatus, frozenset[TenantStatus]] = {
    TenantStatus.PROVISIONING: frozenset({TenantStatus.ACTIVE, TenantStatus.FAILED}),
    TenantStatus.ACTIVE: frozenset({TenantStatus.SUSPENDED, TenantStatus.DELETING}),
    TenantStatus.SUSPENDED: frozenset({TenantStatus.ACTIVE, TenantStatus.DELETING}),
    TenantStatus.DELETING: frozenset({TenantStatus.DELETED}),
    TenantStatus.DELETED: frozenset(),
    TenantStatus.FAILED: frozenset(),
}
