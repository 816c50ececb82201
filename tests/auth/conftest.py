"""Two places to test in: the running system's own database, and a scratch one in which nothing else runs."""

import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest_asyncio

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from libs.common.passwords import hash_password
from libs.common.tenancy.tenant import schema_name_for
from services.auth import keys, operator_service
from services.auth.app import create_service
from services.auth.settings import Settings
from tests.auth.accounts import PASSWORD, Desk, desk_of
from tests.auth.helpers import (
    OPERATOR_PASSWORD,
    Browser,
    Registered,
    Visit,
    at,
    deliver,
    refresh_token,
    schema_created,
)
from tests.infra.servers import Servers
from tests.infra.shops import Shop, new_email
from tests.infra.system import System

# Two labels: shops there are siblings of one site, which SameSite does not part.
OWN_DOMAIN = "petshop.test"


@pytest_asyncio.fixture
async def live_db(system: System) -> AsyncIterator[Database]:
    """The database of the running system, as auth sees it."""
    database = Database(system.service_url("auth"), pool_size=2, application_name="test")
    yield database
    await database.close()


@pytest_asyncio.fixture
async def operator_email(live_db: Database) -> str:
    """A new platform operator of the running system."""
    email, password_hash = new_email(), await hash_password(OPERATOR_PASSWORD)
    async with live_db.transaction(registry_scope(None)) as session:
        assert await operator_service.add(session, email=email, password_hash=password_hash)
    return email


@dataclasses.dataclass(frozen=True)
class OwnAuth:
    """Auth inside this process, at a base domain off loopback, with key files of its own."""

    client: httpx.AsyncClient
    private_file: Path
    jwks_file: Path


@pytest_asyncio.fixture
async def own_auth(system: System, tmp_path: Path) -> AsyncIterator[OwnAuth]:
    private_file, jwks_file = tmp_path / "private.json", tmp_path / "jwks.json"
    keys.generate_keys(private_file, jwks_file)
    environment = system.processes["auth"].env | {
        "base_domain": OWN_DOMAIN,
        "jwt_private_key_file": private_file,
        "jwks_file": jwks_file,
    }
    settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
    app = create_service(settings, "api")
    await app.state.runtime.revocations.read()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"https://{OWN_DOMAIN}") as client:
        yield OwnAuth(client, private_file, jwks_file)
    await app.state.runtime.database.close()


@pytest_asyncio.fixture
async def visit(anonymous: httpx.AsyncClient, shop: Shop) -> Visit:
    """The owner at the apex, about to go to his shop's host."""
    apex = Browser(anonymous)
    login = await apex.log_in(shop.owner_email, shop.owner_password)
    return Visit(shop, apex, at(shop, anonymous), refresh_token(login), login.json()["access_token"])


@pytest_asyncio.fixture
async def registered(admin_url: str, auth_db: Database) -> Registered:
    """A shop that is no more than its row in the scratch registry, and its owner."""
    return await _register(admin_url, auth_db)


@pytest_asyncio.fixture
async def desk(servers: Servers, auth_db: Database, registered: Registered) -> Desk:
    """The owner of a scratch shop, with a password."""
    found = await desk_of(auth_db, servers.keys, registered)
    await found.change_user("password_hash = :hash", hash=await hash_password(PASSWORD))
    return found


@pytest_asyncio.fixture
async def neighbour(admin_url: str, auth_db: Database) -> Registered:
    """A second one."""
    return await _register(admin_url, auth_db)


async def _register(admin_url: str, auth_db: Database) -> Registered:
    tenant_id = new_id()
    name = schema_name_for(tenant_id)
    admin = await asyncpg.connect(admin_url)
    try:
        await admin.execute(
            "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
            " VALUES ($1, $2, 'Pet Shop', $3, $4, $4, 'active')",
            tenant_id,
            new_id(),
            name.replace("_", "-"),
            name,
        )
    finally:
        await admin.close()
    answer = await deliver(auth_db, schema_created(tenant_id))
    return Registered(tenant_id, answer["email"])
