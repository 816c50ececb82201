"""Sagas without processes: the service is driven by the tests, its events stay in the outbox."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from libs.common.clock import new_id
from libs.common.contracts.events import AdminCreated, AdminDraft, TenantRequested
from libs.common.database import Database
from libs.common.tenancy.tenant import schema_name_for
from services.provisioning.engine import SagaEngine, Timing
from services.provisioning.migrations.bootstrap import checked_database
from services.provisioning.saga import Trigger
from services.provisioning.service import ProvisioningService
from services.provisioning.stock.service import Stock
from services.provisioning.tenant_manager import TenantManager
from tests.infra.databases import copy_template
from tests.infra.servers import Servers
from tests.infra.sql import fetch, fetchval

HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"


@dataclass(slots=True)
class Clock:
    """A clock that tests move; every reading is a little later than the one before."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=100)
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass(slots=True)
class SagaDriver:
    """One sign-up and the service that moves it."""

    service: ProvisioningService
    database: Database
    clock: Clock
    admin_url: str
    event: TenantRequested

    @property
    def saga_id(self) -> UUID:
        return self.event.saga_id

    async def begin(self) -> None:
        async with self.database.transaction() as session:
            await self.service.begin(session, self.event)

    async def build(self) -> None:
        await self.begin()
        await self.service.setup_schema(self.saga_id)

    async def admin_created(self) -> None:
        event = AdminCreated(
            tenant_id=self.event.tenant_id, saga_id=self.saga_id, user_id=new_id(), email=self.event.admin.email
        )
        async with self.database.transaction() as session:
            await self.service.admin_created(session, event)

    async def admin_rejected(self) -> None:
        async with self.database.transaction() as session:
            trigger = Trigger.ADMIN_REJECTED
            await self.service.answered(session, self.saga_id, trigger, failure_code="EMAIL_TAKEN")

    async def admin_removed(self) -> None:
        async with self.database.transaction() as session:
            await self.service.answered(session, self.saga_id, Trigger.ADMIN_REMOVED)

    async def tenant_activated(self) -> None:
        async with self.database.transaction() as session:
            await self.service.answered(session, self.saga_id, Trigger.TENANT_ACTIVATED)

    async def tenant_released(self) -> None:
        async with self.database.transaction() as session:
            await self.service.answered(session, self.saga_id, Trigger.TENANT_RELEASED)

    async def saga(self) -> Any:
        rows = await fetch(self.admin_url, "SELECT * FROM svc_provisioning.sagas WHERE saga_id = $1", self.saga_id)
        return rows[0]

    async def steps(self) -> dict[str, Any]:
        query = "SELECT * FROM svc_provisioning.saga_steps WHERE saga_id = $1"
        return {row["name"]: row for row in await fetch(self.admin_url, query, self.saga_id)}

    async def emitted(self) -> list[str]:
        query = "SELECT routing_key FROM svc_provisioning.outbox WHERE subject = $1 ORDER BY id"
        return [row["routing_key"] for row in await fetch(self.admin_url, query, self.event.tenant_id)]

    async def exists(self) -> tuple[bool, bool, bool]:
        """Schema, role, row of the schema's registry."""
        name = self.event.schema_name
        return (
            await fetchval(self.admin_url, "SELECT count(*) FROM pg_namespace WHERE nspname = $1", name) == 1,
            await fetchval(self.admin_url, "SELECT count(*) FROM pg_roles WHERE rolname = $1", name) == 1,
            await fetchval(
                self.admin_url, "SELECT count(*) FROM svc_provisioning.tenant_schemas WHERE schema_name = $1", name
            )
            == 1,
        )

    async def sweep_later(self, by: timedelta) -> None:
        """Time passes for this saga alone: its rows are moved into the past, other tests' stay."""
        self.clock.advance(by)
        async with self.database.transaction():
            pass
        query = "UPDATE svc_provisioning.sagas SET next_attempt_at = now() - interval '1 s' WHERE saga_id = $1"
        await fetch(self.admin_url, query, self.saga_id)
        await self.service.sweep()


def request(**overrides: Any) -> TenantRequested:
    tenant_id = new_id()
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "saga_id": new_id(),
        "name": "Pet Feliz",
        "subdomain": f"shop-{tenant_id.hex[-12:]}",
        "schema_name": schema_name_for(tenant_id),
        "plan_type": "basic",
        "admin": AdminDraft(email="ana@example.com", password_hash=HASH, first_name="Ana", last_name="Souza"),
        "expires_at": datetime.now(UTC) + timedelta(minutes=10),
    }
    return TenantRequested(**(values | overrides))


TIMING = Timing(
    deadline=timedelta(minutes=10), compensation_deadline=timedelta(hours=1), retry_after=timedelta(seconds=5)
)


@pytest.fixture
async def own_database(servers: Servers, worker: int, request: pytest.FixtureRequest) -> str:
    """A database whose shops no other test moves."""
    name = checked_database(f"m{worker}_{abs(hash(request.node.nodeid)) % 10**8}")
    await copy_template(servers, name)
    return name


@pytest.fixture
async def database(servers: Servers, own_database: str) -> AsyncIterator[Database]:
    opened = Database(servers.service_url("provisioning", own_database), pool_size=4, application_name="test")
    yield opened
    await opened.close()


@pytest.fixture
def driver(provisioning_db: Database, admin_url: str) -> SagaDriver:
    return make_driver(provisioning_db, admin_url)


def make_driver(database: Database, admin_url: str, *, ready: int = 0, **overrides: Any) -> SagaDriver:
    """A sign-up that builds its own schema, or that may take one of a stock where `ready` are wanted."""
    clock = Clock()
    engine = SagaEngine(manager=TenantManager(), timing=TIMING, now=clock)
    stock = Stock(database=database, manager=engine.manager, wanted=ready)
    service = ProvisioningService(database=database, engine=engine, stock=stock)
    return SagaDriver(service, database, clock, admin_url, request(**overrides))
