"""A wire from one service to one server: slow as a real one, and it can be cut. It keeps nothing that passes."""

import asyncio
from collections import deque
from typing import cast
from urllib.parse import urlsplit, urlunsplit

from tests.infra.servers import free_ports


class _End(asyncio.Protocol):
    """One end of a connection; what it receives leaves at the other end, later and in order."""

    def __init__(self, wire: "Wire", other: "_End | None" = None) -> None:
        self._wire, self._other = wire, other
        self._on_the_way: deque[bytes | None] = deque()
        self._early: list[bytes | None] = []
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclass.
        self.transport = cast(asyncio.Transport, transport)
        self._wire.open.add(self.transport)
        if self._other is None:
            self._wire.dial(self)
        else:
            self._other.join(self)

    def join(self, other: "_End") -> None:
        """The far end stands: what came before it goes first."""
        self._other = other
        for data in self._early:
            other.carry(data)
        self._early.clear()

    def data_received(self, data: bytes) -> None:
        self._forward(data)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:
            self._wire.open.discard(self.transport)
        self._forward(None)

    def _forward(self, data: bytes | None) -> None:
        if self._other is None:
            self._early.append(data)
        else:
            self._other.carry(data)

    def carry(self, data: bytes | None) -> None:
        """Takes what is to leave here; None hangs up."""
        self._on_the_way.append(data)
        asyncio.get_running_loop().call_later(self._wire.delay_s, self._deliver)

    def _deliver(self) -> None:
        data = self._on_the_way.popleft()
        if self.transport is None or self.transport.is_closing():
            return
        if data is None:
            self.transport.close()
        else:
            self.transport.write(data)

    def pause_writing(self) -> None:
        if self._other is not None and self._other.transport is not None:
            self._other.transport.pause_reading()

    def resume_writing(self) -> None:
        if self._other is not None and self._other.transport is not None:
            self._other.transport.resume_reading()


class Wire:
    """`port` stands for the server's own; nobody answers there before `mend` and after `cut`."""

    def __init__(self, target_port: int, *, delay_s: float) -> None:
        # One way.
        self.delay_s = delay_s
        self.port = free_ports(1)[0]
        self.open: set[asyncio.Transport] = set()
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._dials: set[asyncio.Task[None]] = set()

    def url(self, direct: str) -> str:
        """The server's URL, over this wire."""
        parts = urlsplit(direct)
        return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.port}", f":{self.port}")))

    async def mend(self) -> None:
        """Passes connections on, from now on; a whole wire stays as it is."""
        if self._server is None:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(lambda: _End(self), "127.0.0.1", self.port)

    def cut(self) -> None:
        """Breaks every open connection and refuses new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for transport in list(self.open):
            transport.abort()

    def dial(self, near: _End) -> None:
        """Connects a caller to the server, or hangs up on him."""
        task = asyncio.ensure_future(self._dial(near))
        self._dials.add(task)
        task.add_done_callback(self._dials.discard)

    async def _dial(self, near: _End) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: _End(self, near), "127.0.0.1", self._target_port)
        except OSError:
            near.carry(None)
