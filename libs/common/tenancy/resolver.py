"""From a request to its shop: subdomain, header and token must all name the same one."""

from dataclasses import dataclass
from uuid import UUID

from libs.common.auth import Principal
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.tenant import Tenant, TenantMismatchError, TenantNotFoundError, require_active

MAX_IDENTIFIER = 63


@dataclass(frozen=True, slots=True)
class TenantSources:
    """Every way in which one request names a shop; None where it does not."""

    subdomain: str | None
    header: str | None
    token_tenant_id: UUID | None


def subdomain_of(host: str, base_domain: str) -> str | None:
    """The shop's label of a Host header, None at the apex or at an address. Raises TenantNotFoundError."""
    # An empty port is a port (RFC 3986, 3.2.3); an IPv6 address ends in "]" and stays whole.
    before, colon, port = host.rpartition(":")
    name = (before if colon and (not port or port.isdigit()) else host).rstrip(".").lower()
    if not name.endswith(f".{base_domain}"):
        return None
    label = name.removesuffix(f".{base_domain}")
    if "." in label or not 0 < len(label) <= MAX_IDENTIFIER:
        raise TenantNotFoundError(f"No shop answers at '{label[:MAX_IDENTIFIER]}'.")
    return label


def sources_of(*, host: str, base_domain: str, header: str | None, principal: Principal | None) -> TenantSources:
    """What the request says, not yet looked up."""
    return TenantSources(
        subdomain=subdomain_of(host, base_domain),
        header=header.strip().lower() if header else None,
        token_tenant_id=principal.tenant_id if principal else None,
    )


async def resolve_tenant(directory: TenantDirectory, sources: TenantSources) -> Tenant | None:
    """The one active shop that all present sources name; None when there is no source.

    Raises TenantNotFoundError, TenantMismatchError, or the refusal of a shop that is not open.
    """
    found: list[Tenant] = []
    if sources.subdomain is not None:
        found.append(await directory.by_subdomain(sources.subdomain))
    if sources.header is not None:
        found.append(await _by_header(directory, sources.header))
    if sources.token_tenant_id is not None:
        found.append(await directory.by_id(sources.token_tenant_id))
    if not found:
        return None
    if any(tenant.id != found[0].id for tenant in found):
        raise TenantMismatchError
    return require_active(found[0])


async def _by_header(directory: TenantDirectory, value: str) -> Tenant:
    try:
        return await directory.by_id(UUID(value))
    except ValueError:
        if not value.isascii() or len(value) > MAX_IDENTIFIER:
            raise TenantNotFoundError from None
        return await directory.by_subdomain(value)
