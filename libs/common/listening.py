"""PostgreSQL's NOTIFY as a wake-up call, on a direct connection: LISTEN does not survive a transaction pooler."""

import asyncio
from collections.abc import Callable

import asyncpg

from libs.common.database import ScopedConnection
from libs.common.logging import get_logger

log = get_logger(__name__)

RECONNECT_S = 0.5


async def listen(
    dsn: str,
    channel: str,
    *,
    application_name: str,
    on_payload: Callable[[str], None],
    on_connected: Callable[[], None],
) -> None:
    """Listens until cancelled and outlives restarts; `on_connected` is told that calls may have been missed."""
    while True:
        try:
            await _listen_connected(dsn, channel, application_name, on_payload, on_connected)
        except Exception as error:  # noqa: BLE001 - a listener outlives any outage
            log.warning("listening interrupted", channel=channel, error=repr(error))
        await asyncio.sleep(RECONNECT_S)


async def _listen_connected(
    dsn: str,
    channel: str,
    application_name: str,
    on_payload: Callable[[str], None],
    on_connected: Callable[[], None],
) -> None:
    lost = asyncio.Event()
    connection = await asyncpg.connect(
        dsn,
        connection_class=ScopedConnection,
        timeout=5,
        # It waits for hours where nothing happens.
        server_settings={"application_name": application_name, "idle_session_timeout": "0"},
    )
    try:
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(channel, lambda *notification: on_payload(str(notification[-1])))
        on_connected()
        await lost.wait()
    finally:
        connection.terminate()
