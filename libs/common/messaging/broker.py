"""The broker beside the app: it never keeps a service from starting, and it comes back by itself."""

import asyncio
from collections.abc import Callable

from aio_pika import RobustConnection
from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker
from faststream.rabbit.message import RabbitMessage

from libs.common.logging import get_logger
from libs.common.messaging.topology import declare_topology

log = get_logger(__name__)

RETRY_S = 0.5
HEARTBEAT_S = 10
# A server that accepts and then says nothing is as good as away.
CONNECT_S = 10


class _Connection(RobustConnection):
    """Ends with the `connect` that is cancelled.

    aio-pika's own goes on by itself then, out of anybody's reach, until the garbage collector meets it in the
    middle of its handshake.
    """

    async def connect(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as the driver calls it
        try:
            await super().connect(timeout)
        except asyncio.CancelledError:
            await self.close()
            raise


async def _raw(msg: RabbitMessage) -> bytes:
    """Handlers validate the body themselves, so that a malformed one is parked with its reason."""
    return msg.body


def create_broker(url: str, *, service: str, on_connected: Callable[[], None]) -> RabbitBroker:
    """A broker with publisher confirms that raise; `on_connected` also runs after every reconnection."""
    separator = "&" if "?" in url else "?"
    broker = RabbitBroker(
        f"{url}{separator}heartbeat={HEARTBEAT_S}",
        default_channel=Channel(on_return_raises=True),
        reconnect_interval=RETRY_S,
        timeout=CONNECT_S,
        graceful_timeout=10,
        fail_fast=True,
        app_id=service,
        ack_policy=AckPolicy.REJECT_ON_ERROR,
        decoder=_raw,
        on_reconnected=[lambda *_: on_connected()],
        logger=None,
    )
    # Handed on to aio_pika.connect_robust; the broker has no parameter for it.
    broker._connection_kwargs["connection_class"] = _Connection
    return broker


def is_cancelled() -> bool:
    """Whether this task was asked to stop; a publish on a dead connection raises CancelledError without that."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def start_broker(broker: RabbitBroker, on_connected: Callable[[], None]) -> None:
    """Connects, declares the topology and begins consuming; tries until it succeeds or is cancelled."""
    waiting = False
    while True:
        try:
            connection = await broker.connect()
            async with connection.channel() as channel:
                await declare_topology(channel)
            # broker.start() would begin a second time what began before a failure, and consume twice.
            for subscriber in broker.subscribers:
                if not subscriber.running:
                    await subscriber.start()
        except (Exception, asyncio.CancelledError) as error:
            if is_cancelled():
                raise
            if not waiting:
                log.warning("waiting for the broker", error=repr(error))
            waiting = True
            await asyncio.sleep(RETRY_S)
        else:
            on_connected()
            log.info("broker connected")
            return
