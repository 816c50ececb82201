"""Empty queues and messaging tables for every test."""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from tests.infra.broker import amqp_url, channel, declared_url, proxy
from tests.infra.logs import capture_logs

__all__ = ["amqp_url", "capture_logs", "channel", "declared_url", "proxy"]

WITH_OUTBOX = ("tenant", "auth", "provisioning", "business", "notifications")


@pytest_asyncio.fixture
async def admin(admin_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """The administrator on scratch, with every service's messaging tables empty."""
    connection = await asyncpg.connect(admin_url)
    tables = [f"svc_{name}.{table}" for name in WITH_OUTBOX for table in ("outbox", "inbox", "leases")]
    await connection.execute(f"TRUNCATE {', '.join(tables)}, svc_auth.saga_admins")
    yield connection
    await connection.close()
