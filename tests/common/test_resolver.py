"""Subdomain, header and token must all name the same, open shop."""

from uuid import UUID

import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.errors import AppError
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.resolver import TenantSources, resolve_tenant, sources_of, subdomain_of
from libs.common.tenancy.tenant import TenantMismatchError, TenantNotFoundError
from tests.common.helpers import Register, principal_of


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("acme.localhost", "acme"),
        ("acme.localhost:8080", "acme"),
        ("acme.localhost.", "acme"),
        ("acme.localhost.:8080", "acme"),
        ("acme.localhost:", "acme"),
        ("ACME.LocalHost:80", "acme"),
        ("a" * 63 + ".localhost", "a" * 63),
        ("localhost", None),
        ("localhost:8080", None),
        ("", None),
        ("127.0.0.1:8080", None),
        ("[::1]", None),
        ("[::1]:8080", None),
        ("acme.example.com", None),
        ("acme.localhost.example.com", None),
        ("acmelocalhost", None),
    ],
)
def test_subdomain_of_a_host(host: str, label: str | None) -> None:
    assert subdomain_of(host, "localhost") == label


@pytest.mark.parametrize("host", ["a.b.localhost", "www.acme.localhost:80", ".localhost", "a" * 64 + ".localhost"])
def test_host_that_can_be_no_shop_is_not_found(host: str) -> None:
    with pytest.raises(TenantNotFoundError) as caught:
        subdomain_of(host, "localhost")
    assert len(caught.value.detail) < 120


def test_subdomain_under_a_longer_base_domain() -> None:
    assert subdomain_of("acme.pets.example.com:443", "pets.example.com") == "acme"
    assert subdomain_of("pets.example.com", "pets.example.com") is None


def test_sources_of_a_request_are_kept_apart() -> None:
    tenant_id = new_id()
    found = sources_of(
        host="acme.localhost", base_domain="localhost", header=" OTHER ", principal=principal_of(tenant_id)
    )
    assert found == TenantSources("acme", "other", tenant_id)
    assert sources_of(host="localhost", base_domain="localhost", header="", principal=None) == TenantSources(
        None, None, None
    )


async def test_no_source_is_no_shop(tenant_db: Database) -> None:
    assert await resolve_tenant(TenantDirectory(tenant_db), TenantSources(None, None, None)) is None


async def test_each_source_alone_and_all_together_find_the_shop(register: Register, tenant_db: Database) -> None:
    shop, directory = await register(), TenantDirectory(tenant_db)
    by_id = str(shop.id)
    for sources in (
        TenantSources(shop.subdomain, None, None),
        TenantSources(None, shop.subdomain, None),
        TenantSources(None, by_id, None),
        TenantSources(None, None, shop.id),
        TenantSources(shop.subdomain, by_id, shop.id),
    ):
        assert await resolve_tenant(directory, sources) == shop


async def test_sources_that_differ_are_a_mismatch(register: Register, tenant_db: Database) -> None:
    shop, other, directory = await register(), await register(), TenantDirectory(tenant_db)
    for sources in (
        TenantSources(shop.subdomain, other.subdomain, None),
        TenantSources(shop.subdomain, None, other.id),
        TenantSources(None, str(shop.id), other.id),
        TenantSources(shop.subdomain, shop.subdomain, other.id),
    ):
        with pytest.raises(TenantMismatchError):
            await resolve_tenant(directory, sources)


@pytest.mark.parametrize("name", ["nobody", "é", "x" * 64, str(UUID(int=1)), "'; drop schema shared; --", "\x00"])
async def test_unknown_name_is_not_found(tenant_db: Database, name: str) -> None:
    with pytest.raises(TenantNotFoundError):
        await resolve_tenant(TenantDirectory(tenant_db), TenantSources(None, name, None))


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("provisioning", "TENANT_NOT_READY"),
        ("suspended", "TENANT_SUSPENDED"),
        ("deleting", "TENANT_DELETED"),
        ("deleted", "TENANT_DELETED"),
        ("failed", "TENANT_NOT_FOUND"),
    ],
)
async def test_shop_that_is_not_open_is_refused(
    register: Register, tenant_db: Database, status: str, code: str
) -> None:
    shop = await register(status)
    with pytest.raises(AppError) as caught:
        await resolve_tenant(TenantDirectory(tenant_db), TenantSources(shop.subdomain, None, None))
    assert caught.value.code == code


async def test_mismatch_says_nothing_about_a_closed_neighbour(register: Register, tenant_db: Database) -> None:
    shop, closed = await register(), await register("suspended")
    with pytest.raises(TenantMismatchError):
        await resolve_tenant(TenantDirectory(tenant_db), TenantSources(closed.subdomain, None, shop.id))
