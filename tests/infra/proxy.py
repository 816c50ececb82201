"""A TCP proxy that takes a server away: it listens only when told to, and cuts what is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

from tests.infra.servers import free_ports


class Proxy:
    """`port` is reserved from the start; nobody answers there before `listen`. `requests`: what clients sent."""

    def __init__(self, target_port: int) -> None:
        self.port = free_ports(1)[0]
        self.requests: list[bytes] = []
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    def url(self, direct: str) -> str:
        """The server's URL, through this proxy."""
        parts = urlsplit(direct)
        return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.port}", f":{self.port}")))

    async def listen(self) -> None:
        """Begins to pass connections on."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    def cut(self) -> None:
        """Closes every open connection, to both sides."""
        for writer in list(self._writers):
            writer.transport.abort()

    def take_away(self) -> None:
        """Cuts everything and refuses what comes."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.cut()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, server_writer}
        with suppress(OSError):
            to_server = self._pump(reader, server_writer, self.requests)
            await asyncio.gather(to_server, self._pump(server_reader, writer, None))
        self._writers -= {writer, server_writer}

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, record: list[bytes] | None
    ) -> None:
        try:
            while data := await reader.read(65_536):
                if record is not None:
                    record.append(data)
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def proxied(target_port: int) -> AsyncIterator[Proxy]:
    """A proxy that goes with the block; it listens only when told to."""
    proxy = Proxy(target_port)
    try:
        yield proxy
    finally:
        proxy.take_away()
