"""Open shops from memory, everything else from the registry."""

import asyncpg
import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.tenancy import directory as module
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.tenant import Tenant, TenantNotFoundError, TenantStatus
from tests.common.helpers import Register


async def _move(admin: "asyncpg.Connection[asyncpg.Record]", tenant: Tenant, status: str) -> None:
    await admin.execute("UPDATE shared.tenants SET status = $2 WHERE id = $1", tenant.id, status)


async def test_active_shop_is_remembered_until_it_is_forgotten(
    register: Register, tenant_db: Database, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    shop, other, directory = await register(), await register(), TenantDirectory(tenant_db)
    assert await directory.by_id(shop.id) == await directory.by_subdomain(shop.subdomain) == shop
    await directory.by_id(other.id)
    await _move(admin, shop, "suspended")
    assert (await directory.by_id(shop.id)).status is TenantStatus.ACTIVE
    directory.forget(other.id)
    assert (await directory.by_subdomain(shop.subdomain)).status is TenantStatus.ACTIVE
    directory.forget(shop.id)
    assert (await directory.by_id(shop.id)).status is TenantStatus.SUSPENDED
    assert (await directory.by_subdomain(shop.subdomain)).status is TenantStatus.SUSPENDED


async def test_forgetting_everything_reads_again(
    register: Register, tenant_db: Database, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    shop, directory = await register(), TenantDirectory(tenant_db)
    await directory.by_id(shop.id)
    await _move(admin, shop, "deleting")
    directory.forget()
    assert (await directory.by_id(shop.id)).status is TenantStatus.DELETING


async def test_old_entry_is_read_again(
    register: Register,
    tenant_db: Database,
    admin: "asyncpg.Connection[asyncpg.Record]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop, directory = await register(), TenantDirectory(tenant_db)
    await directory.by_id(shop.id)
    await _move(admin, shop, "suspended")
    monkeypatch.setattr(module, "TTL_S", 0)
    assert (await directory.by_id(shop.id)).status is TenantStatus.SUSPENDED


async def test_shop_works_the_moment_it_is_active(
    register: Register, tenant_db: Database, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    shop, directory = await register("provisioning"), TenantDirectory(tenant_db)
    assert (await directory.by_subdomain(shop.subdomain)).status is TenantStatus.PROVISIONING
    await _move(admin, shop, "active")
    assert (await directory.by_subdomain(shop.subdomain)).status is TenantStatus.ACTIVE


async def test_unknown_shop_is_looked_up_each_time(register: Register, tenant_db: Database) -> None:
    directory, name = TenantDirectory(tenant_db), f"shop-{new_id().hex[-12:]}"
    with pytest.raises(TenantNotFoundError):
        await directory.by_subdomain(name)
    with pytest.raises(TenantNotFoundError):
        await directory.by_id(new_id())
    await register(subdomain=name)
    assert (await directory.by_subdomain(name)).subdomain == name


async def test_living_shop_wins_over_former_holders_of_its_name(register: Register, tenant_db: Database) -> None:
    name = f"shop-{new_id().hex[-12:]}"
    await register("deleted", name)
    living = await register("active", name)
    await register("failed", name)
    assert await TenantDirectory(tenant_db).by_subdomain(name) == living
