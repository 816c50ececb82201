"""Senders as the service runs them, before a real SMTP server that is told how to behave."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from libs.common.database import Database
from libs.common.sealing import Sealer, TokenSealer
from services.notifications.channels.smtp import SmtpChannel, SmtpServer
from services.notifications.composer import Composer
from services.notifications.links import Links
from services.notifications.models import Channel
from services.notifications.reminders.leaving import LeaveTokens
from services.notifications.sender import Pace, Sender
from tests.infra.sql import fetch, fetchval
from tests.infra.waiting import eventually

PACE = Pace(lease=timedelta(seconds=60), poll_s=0.1, retry_after_s=0.05, away_pause_s=0.2)
WORKERS = 4
MakeSender = Callable[..., Sender]


def make_sender(
    database: Database, key_file: Path, port: int, *, pace: Pace = PACE, command_timeout_s: float = 5
) -> Sender:
    """Of e-mail."""
    server = SmtpServer(
        host="127.0.0.1",
        port=port,
        security="none",
        ca_file=None,
        username=None,
        password=None,
        command_timeout_s=command_timeout_s,
        letter_timeout_s=command_timeout_s * 6,
        idle_s=10,
    )
    composer = Composer(
        links=Links("http://localhost:8080"),
        tokens=TokenSealer(key_file),
        leaving=LeaveTokens(Sealer(key_file)),
    )
    return Sender(
        database=database,
        channel=Channel.EMAIL,
        sending=SmtpChannel(server, sender="nao-responda@example.com", sender_name="Focinho", connections=WORKERS),
        composer=composer,
        domain="example.com",
        pace=pace,
        workers=WORKERS,
    )


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[asyncio.Task[None]]:
    """Until the end of the block."""
    task = asyncio.ensure_future(sender.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


async def settled(admin_url: str, *, timeout_s: float = 60) -> None:
    """Every letter has come to its end."""
    query = "SELECT count(*) = 0 FROM svc_notifications.deliveries WHERE finished_at IS NULL"
    look: Callable[[], object] = lambda: fetchval(admin_url, query)  # noqa: E731
    await eventually(look, timeout_s=timeout_s)


async def states_of(admin_url: str) -> Counter[str]:
    """How many letters there are in each state."""
    rows = await fetch(admin_url, "SELECT state FROM svc_notifications.deliveries")
    return Counter(row["state"] for row in rows)
