"""Parking on real servers: queues and tables empty at first, a collector and a runner that tests start."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest_asyncio
from faststream.rabbit import RabbitBroker

from libs.common.database import Database, registry_scope
from libs.common.messaging.broker import create_broker, start_broker
from services.provisioning.parking import service
from services.provisioning.parking.collector import ParkingCollector
from services.provisioning.parking.replays import service as replays
from services.provisioning.parking.replays.runner import ReplayRunner
from services.provisioning.parking.schemas import AffectedSet, GroupReplayIn, MessageDetail, MessageOut, ReplayOut
from services.provisioning.parking.sealing import Sealer
from tests.infra.broker import amqp_url, channel, declared_url, proxy
from tests.infra.logs import capture_logs
from tests.infra.servers import Servers
from tests.infra.waiting import eventually
from tests.messaging.helpers import Admin

__all__ = ["amqp_url", "capture_logs", "channel", "declared_url", "proxy"]

ACTOR = "0199b5a0-0000-7000-8000-000000000001"
TABLES = (
    "svc_provisioning.parked_messages",
    "svc_provisioning.replays",
    "svc_provisioning.sagas",
    "svc_auth.inbox",
    "svc_auth.saga_admins",
)


@dataclass(slots=True)
class Parking:
    """The rules as the routes call them, each in a transaction of its own, and the administrator's eyes."""

    database: Database
    sealer: Sealer
    admin: Admin

    async def row(self, **where: Any) -> asyncpg.Record:
        """The one message there is."""
        rows = await self.rows(**where)
        assert len(rows) == 1, rows
        return rows[0]

    async def rows(self, **where: Any) -> list[asyncpg.Record]:
        conditions = "".join(f" AND {name} = ${place}" for place, name in enumerate(where, start=1))
        query = f"SELECT * FROM svc_provisioning.parked_messages WHERE true{conditions} ORDER BY id"
        return await self.admin.fetch(query, *where.values())

    async def stored(self, count: int) -> list[asyncpg.Record]:
        """The messages, once there are so many."""

        async def found() -> list[asyncpg.Record] | None:
            rows = await self.rows()
            return rows if len(rows) == count else None

        return await eventually(found)

    async def show(self, message: int) -> MessageDetail:
        async with self.database.transaction(registry_scope(None)) as session:
            return await service.show_message(session, message)

    async def discard(self, message: int) -> MessageOut:
        async with self.database.transaction(registry_scope(None)) as session:
            return await service.discard(session, message, actor=ACTOR, reason="not worth it")

    async def dry_run(self, fingerprint: str, **filters: str) -> AffectedSet:
        async with self.database.transaction(registry_scope(None)) as session:
            return await replays.show_affected(session, GroupReplayIn(fingerprint=fingerprint, **filters))

    async def replay_one(self, message: int) -> ReplayOut:
        async with self.database.transaction(registry_scope(None)) as session:
            return await replays.replay_message(session, message, actor=ACTOR, reason="fixed")

    async def replay_group(self, fingerprint: str, digest: str | None = None, **filters: str) -> ReplayOut:
        """The set as it is now, unless another digest is given."""
        seen = digest or (await self.dry_run(fingerprint, **filters)).set_digest
        wish = GroupReplayIn(fingerprint=fingerprint, set_digest=seen, reason="fixed", **filters)
        async with self.database.transaction(registry_scope(None)) as session:
            return await replays.replay_group(session, wish, actor=ACTOR)

    async def replay(self, replay: UUID) -> ReplayOut:
        async with self.database.transaction(registry_scope(None)) as session:
            return await replays.show_replay(session, replay)

    async def ended(self, replay: UUID) -> ReplayOut:
        async def found() -> ReplayOut | None:
            shown = await self.replay(replay)
            return None if shown.status == "running" else shown

        return await eventually(found)

    async def audited(self, target: str) -> list[asyncpg.Record]:
        query = "SELECT * FROM svc_provisioning.audit WHERE target = $1 ORDER BY id"
        return await self.admin.fetch(query, target)

    @asynccontextmanager
    async def collecting(self, url: str, *, database: Database | None = None) -> AsyncIterator[RabbitBroker]:
        """A worker's broker that empties the parking queues; it can publish too."""
        broker = create_broker(url, service="provisioning", on_connected=lambda: None)
        stopping = asyncio.Event()
        collector = ParkingCollector(database=database or self.database, sealer=self.sealer, stopping=stopping)
        collector.attach(broker)
        await start_broker(broker, lambda: None)
        try:
            yield broker
        finally:
            stopping.set()
            await broker.stop()

    def runner(self, broker: RabbitBroker, *, timeout_s: float = 30, sealer: Sealer | None = None) -> ReplayRunner:
        return ReplayRunner(
            database=self.database,
            broker=broker,
            sealer=sealer or self.sealer,
            answer_timeout=timedelta(seconds=timeout_s),
        )


@pytest_asyncio.fixture
async def parking(servers: Servers, admin_url: str, provisioning_db: Database) -> AsyncIterator[Parking]:
    connection = await asyncpg.connect(admin_url)
    await connection.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    yield Parking(provisioning_db, Sealer(servers.keys.parking_file), connection)
    await connection.close()
