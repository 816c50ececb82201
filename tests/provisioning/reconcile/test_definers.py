"""The administrator's functions check for themselves: a mistake of ours must not reach a living shop."""

import asyncpg
import pytest

from libs.common.clock import new_id
from tests.infra.servers import Servers
from tests.infra.sql import connected, fetch
from tests.provisioning.reconcile.world import World, hand_made_name

LIVING = ["provisioning", "active", "suspended", "deleting"]


@pytest.fixture
def url(servers: Servers, world_database: str) -> str:
    return servers.service_url("provisioning", world_database)


@pytest.mark.parametrize("status", LIVING)
@pytest.mark.parametrize("function", ["take_orphan_schema", "drop_orphan_role"])
async def test_living_tenants_schema_and_role_are_refused(
    world: World, url: str, status: str, function: str
) -> None:
    made = await world.make(status=status)
    with pytest.raises(asyncpg.ObjectInUseError, match="living tenant"):
        await fetch(url, f"SELECT provisioning_api.{function}($1)", made.name)
    assert await world.has_schema(made.name)
    assert await world.has_role(made.name)


@pytest.mark.parametrize(
    "name", ["shared", "svc_auth", "pg_catalog", "tenant_0123456789ab; --", "tenant_0123456789AB"]
)
@pytest.mark.parametrize("function", ["take_orphan_schema", "drop_orphan_role"])
async def test_names_that_are_no_tenants_are_refused(url: str, world: World, name: str, function: str) -> None:
    with pytest.raises(asyncpg.InvalidParameterValueError, match="not the name"):
        await fetch(url, f"SELECT provisioning_api.{function}($1)", name)


@pytest.mark.parametrize("status", ["provisioning", "deleting", "failed", "deleted", None])
async def test_wall_of_a_tenant_that_is_not_open_is_not_restored(
    world: World, url: str, status: str | None
) -> None:
    made = await world.make(status=status)
    await world.run(f"ALTER ROLE {made.name} LOGIN")
    with pytest.raises(asyncpg.ObjectInUseError, match="no living tenant"):
        await fetch(url, "SELECT provisioning_api.restore_tenant_wall($1)", made.tenant_id)
    assert await world.value("SELECT rolcanlogin FROM pg_roles WHERE rolname = $1", made.name)
    await world.run(f"ALTER ROLE {made.name} NOLOGIN")


@pytest.mark.parametrize("function", ["take_orphan_schema", "drop_orphan_role"])
@pytest.mark.parametrize("status", ["failed", None])
async def test_what_a_completed_sign_up_built_is_claimed_whatever_the_registry_says(
    world: World, url: str, function: str, status: str | None
) -> None:
    made = await world.make(status=status)
    with pytest.raises(asyncpg.ObjectInUseError):
        await fetch(url, f"SELECT provisioning_api.{function}($1)", made.name)
    assert await world.has_schema(made.name)


async def test_role_that_owns_something_is_neither_dropped_nor_emptied(world: World, url: str) -> None:
    name = hand_made_name()
    await world.run(f"CREATE ROLE {name}; CREATE SCHEMA {name} AUTHORIZATION {name}; CREATE TABLE {name}.t ()")
    with pytest.raises(asyncpg.DependentObjectsStillExistError, match="owns"):
        await fetch(url, "SELECT provisioning_api.drop_orphan_role($1)", name)
    assert await world.value("SELECT count(*) FROM pg_tables WHERE schemaname = $1", name) == 1
    made = await world.make()
    await world.run(f"ALTER TABLE {made.name}.api_servico OWNER TO {made.name}")
    with pytest.raises(asyncpg.DependentObjectsStillExistError, match="owns"):
        await fetch(url, "SELECT provisioning_api.restore_tenant_wall($1)", made.tenant_id)
    assert await world.value(f"SELECT count(*) FROM {made.name}.api_servico") == 3


async def test_orphan_that_is_taken_cannot_be_claimed_until_the_end(world: World, url: str) -> None:
    """The registry's row stays locked, so that nobody wakes the tenant while its schema goes."""
    made = await world.make(status="failed", saga="ROLLED_BACK", outcome="aborted")
    async with connected(url) as taker, taker.transaction():
        await taker.execute(f"SELECT provisioning_api.take_orphan_schema('{made.name}')")
        async with connected(world.url) as rival:
            await rival.execute("SET lock_timeout = '200ms'")
            with pytest.raises(asyncpg.LockNotAvailableError):
                await rival.execute(f"UPDATE shared.tenants SET status = 'active' WHERE id = '{made.tenant_id}'")


@pytest.mark.parametrize("service", ["tenant", "auth", "business", "notifications"])
async def test_other_services_cannot_call_them(
    servers: Servers, world_database: str, world: World, service: str
) -> None:
    url = servers.service_url(service, world_database)
    for call in (
        f"take_orphan_schema('{hand_made_name()}')",
        f"drop_orphan_role('{hand_made_name()}')",
        f"restore_tenant_wall('{new_id()}')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await fetch(url, f"SELECT provisioning_api.{call}")
