"""What a request knows about its shop."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from libs.common.errors import AppError

_IDENTIFIER = re.compile(r"tenant_[0-9a-f]{12}")


class TenantStatus(StrEnum):
    PROVISIONING = "provisioning"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETING = "deleting"
    DELETED = "deleted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tenant:
    """A shop as the directory knows it; `schema_name` and `role_name` are its walls in PostgreSQL."""

    id: UUID
    name: str
    subdomain: str
    status: TenantStatus
    schema_name: str
    role_name: str
    plan_type: str

    def __post_init__(self) -> None:
        checked_identifier(self.schema_name)
        checked_identifier(self.role_name)


def is_tenant_identifier(name: str) -> bool:
    """Whether a tenant's schema or role may have this name."""
    return _IDENTIFIER.fullmatch(name) is not None


def checked_identifier(name: str) -> str:
    """The name of a tenant's schema or role, safe to stand in DDL. Raises ValueError for anything else."""
    if not is_tenant_identifier(name):
        raise ValueError(f"not a tenant identifier: {name!r}")
    return name


def schema_name_for(tenant_id: UUID) -> str:
    """Schema and role of a new shop: the last 12 hex digits of its id (the first of a UUIDv7 are the clock)."""
    return f"tenant_{tenant_id.hex[-12:]}"


class TenantRequiredError(AppError):
    status, code, title = 400, "TENANT_REQUIRED", "This address belongs to no shop"


class TenantNotFoundError(AppError):
    status, code, title = 404, "TENANT_NOT_FOUND", "Tenant not found"


class TenantMismatchError(AppError):
    status, code, title = 403, "TENANT_MISMATCH", "The request names more than one shop"


class TenantNotReadyError(AppError):
    status, code, title = 409, "TENANT_NOT_READY", "This shop is still being set up"


class TenantSuspendedError(AppError):
    status, code, title = 403, "TENANT_SUSPENDED", "This shop is suspended"


class TenantDeletedError(AppError):
    status, code, title = 410, "TENANT_DELETED", "This shop is gone"


class SchemaConnectionError(AppError):
    """One shop's schema cannot be reached while the database itself answers."""

    status, code, title = 503, "SCHEMA_UNAVAILABLE", "This shop's data is out of reach for a moment"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, headers={"Retry-After": "5"})


_current: ContextVar[Tenant | None] = ContextVar("current_tenant", default=None)


@contextmanager
def tenant_context(tenant: Tenant) -> Iterator[Tenant]:
    """Makes `tenant` the current one for the block and everything it awaits."""
    token = _current.set(tenant)
    try:
        yield tenant
    finally:
        _current.reset(token)


def current_tenant() -> Tenant:
    """The shop of this request. Raises TenantRequiredError: there is no default shop."""
    tenant = _current.get()
    if tenant is None:
        raise TenantRequiredError
    return tenant


def current_tenant_or_none() -> Tenant | None:
    return _current.get()


def require_active(tenant: Tenant) -> Tenant:
    """Raises the refusal that fits a shop that is not open."""
    if tenant.status is TenantStatus.ACTIVE:
        return tenant
    if tenant.status is TenantStatus.PROVISIONING:
        raise TenantNotReadyError
    if tenant.status is TenantStatus.SUSPENDED:
        raise TenantSuspendedError
    if tenant.status is TenantStatus.FAILED:
        raise TenantNotFoundError
    raise TenantDeletedError
