"""A real SMTP server, a queue of its own, and senders before them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from libs.common.database import Database
from services.notifications.sender import Sender
from tests.infra.logs import capture_logs
from tests.infra.servers import Servers
from tests.infra.smtp import ScriptedSmtp, running_smtp
from tests.infra.sql import fetch
from tests.notifications.sending import MakeSender, make_sender

__all__ = ["capture_logs"]


@pytest_asyncio.fixture
async def smtp(tmp_path: Path, admin_url: str) -> AsyncIterator[ScriptedSmtp]:
    """A server, and a queue without other tests' letters."""
    await fetch(admin_url, "DELETE FROM svc_notifications.deliveries")
    async with running_smtp(tmp_path / "smtp") as server:
        yield server


@pytest.fixture
def make(notifications_db: Database, servers: Servers, smtp: ScriptedSmtp) -> MakeSender:
    def sender(**options: object) -> Sender:
        return make_sender(notifications_db, servers.keys.token_file, smtp.port, **options)  # type: ignore[arg-type]

    return sender
