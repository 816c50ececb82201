"""Sign-ups in a database in which no service runs."""

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import asyncpg
import pytest
import pytest_asyncio

from libs.common.clock import new_id
from libs.common.contracts.events import TenantRequested
from libs.common.database import Database
from services.tenant import service as tenant_service
from services.tenant.service import Signup
from tests.infra.sql import connected
from tests.provisioning.conftest import HASH, make_driver
from tests.provisioning.exploration.real import RealWorld

SignUp = Callable[[], Awaitable[RealWorld]]


@pytest_asyncio.fixture
async def administrator(admin_url: str) -> "AsyncIterator[asyncpg.Connection[asyncpg.Record]]":
    async with connected(admin_url) as connection:
        yield connection


@pytest.fixture
def sign_up(
    auth_db: Database,
    tenant_db: Database,
    provisioning_db: Database,
    administrator: "asyncpg.Connection[asyncpg.Record]",
    admin_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> SignUp:
    """Begins a sign-up by the tenant service's own rule, up to its first message."""

    async def known_hash(_: str) -> str:
        return HASH

    # Hashing takes longer than all the rest of a sequence.
    monkeypatch.setattr(tenant_service, "hash_password", known_hash)
    databases = {"auth": auth_db, "tenant": tenant_db, "provisioning": provisioning_db}

    async def begin() -> RealWorld:
        name = f"shop-{new_id().hex[-12:]}"
        wanted = Signup("Pet Feliz", name, "basic", f"{name}@example.com", "Ana", "Souza", "pt-BR")
        minutes = timedelta(minutes=10)
        async with tenant_db.transaction() as session:
            accepted = await tenant_service.sign_up(
                session, wanted, password="banho e tosa às 9", expires_after=minutes, retry_after=minutes
            )
        world = RealWorld(make_driver(provisioning_db, admin_url), databases, administrator, accepted)
        assert await world.emitted() == (TenantRequested,)
        message = world.messages[TenantRequested]
        assert isinstance(message, TenantRequested)
        world.driver = dataclasses.replace(world.driver, event=message)
        return world

    return begin
