"""Connections to the one SMTP server: few, kept for the next letter, and never less private than asked for."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPTimeoutError,
)

from services.notifications.channels.replies import CLOSING, is_no, tidy

_FAREWELL_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where letters go, and how long anything there may take."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    ca_file: Path | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    command_timeout_s: float
    letter_timeout_s: float
    idle_s: float


class UnavailableError(Exception):
    """No connection on which a letter could begin; `code` says at which point it failed."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class NotBegunError(Exception):
    """What the letter needs this server does not offer; nothing was said to it."""


Begin = Callable[[SMTP], Awaitable[object]]


@dataclass(slots=True, eq=False)
class _Idle:
    client: SMTP
    expiry: asyncio.TimerHandle | None = None

    def stop_waiting(self) -> None:
        if self.expiry is not None:
            self.expiry.cancel()


class Connections:
    """At most `limit` at a time; one that nobody used for `idle_s` is closed. `hello`: our name in EHLO."""

    def __init__(self, server: SmtpServer, *, limit: int, hello: str) -> None:
        self._server, self._hello = server, hello
        # Read once: a certificate file that is missing stops the service at its start.
        self._tls = None if server.security == "none" else ssl.create_default_context(cafile=server.ca_file)
        self._slots = asyncio.Semaphore(limit)
        self._idle: list[_Idle] = []
        self._farewells: set[asyncio.Task[None]] = set()
        self._is_closed = False

    @asynccontextmanager
    async def begun(self, begin: Begin) -> AsyncIterator[SMTP]:
        """A connection on which `begin` was done. Raises UnavailableError, and what `begin` raises."""
        async with self._slots:
            client = await self._reused(begin) or await self._opened(begin)
            async with self._in_step(client):
                yield client
            self._keep(client)

    async def close(self) -> None:
        """Says goodbye, for two seconds at most."""
        self._is_closed = True
        while self._idle:
            self._retire(self._idle[-1])
        if self._farewells:
            await asyncio.wait(self._farewells, timeout=_FAREWELL_S + 1)

    async def _reused(self, begin: Begin) -> SMTP | None:
        """None when there was none, or it was stale: nothing is lost before the recipient is named."""
        client = self._take_idle()
        if client is None:
            return None
        try:
            async with self._in_step(client):
                await client.rset()
                await begin(client)
        except SMTPSenderRefused as refusal:
            # Servers end a connection after so many letters, too.
            if refusal.code == CLOSING:
                return None
            raise
        except (SMTPException, OSError):
            return None
        return client

    async def _opened(self, begin: Begin) -> SMTP:
        client = await self._connect()
        async with self._in_step(client):
            await begin(client)
        return client

    @asynccontextmanager
    async def _in_step(self, client: SMTP) -> AsyncIterator[None]:
        """Where the block fails, keeps a connection whose last reply was read and plain, and closes any other."""
        try:
            yield
        except (SMTPSenderRefused, SMTPRecipientRefused, SMTPDataError) as reply:
            if not is_no(reply) or reply.code == CLOSING:
                client.close()
            self._keep(client)
            raise
        except NotBegunError:
            self._keep(client)
            raise
        except BaseException:
            client.close()
            raise

    def _take_idle(self) -> SMTP | None:
        while self._idle:
            idle = self._idle.pop()
            idle.stop_waiting()
            if idle.client.is_connected:
                return idle.client
        return None

    def _keep(self, client: SMTP) -> None:
        if not client.is_connected:
            return
        idle = _Idle(client)
        self._idle.append(idle)
        if self._is_closed:
            self._retire(idle)
        else:
            loop = asyncio.get_running_loop()
            idle.expiry = loop.call_later(self._server.idle_s, self._retire, idle)

    def _retire(self, idle: _Idle) -> None:
        idle.stop_waiting()
        self._idle.remove(idle)
        farewell = asyncio.get_running_loop().create_task(_farewell(idle.client))
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)

    async def _connect(self) -> SMTP:
        server = self._server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._hello,
            timeout=server.command_timeout_s,
            use_tls=server.security == "tls",
            # Demanded below; the library's own way would pass over a server that does not offer it.
            start_tls=False,
            tls_context=self._tls,
        )
        try:
            await self._introduce(client)
        except BaseException:
            client.close()
            raise
        return client

    async def _introduce(self, client: SMTP) -> None:
        with _failing_as("SMTP_UNREACHABLE"):
            await client.connect()
            await client.ehlo()
        if self._server.security == "starttls":
            with _failing_as("SMTP_TLS"):
                await client.starttls()
                await client.ehlo()
        if self._server.username is not None:
            with _failing_as("SMTP_AUTH"):
                await client.login(self._server.username, self._server.password or "")


async def _farewell(client: SMTP) -> None:
    with suppress(SMTPException, OSError):
        await client.quit(timeout=_FAREWELL_S)
    client.close()


@contextmanager
def _failing_as(code: str) -> Iterator[None]:
    try:
        yield
    except SMTPResponseException as reply:
        is_plain_reply = code == "SMTP_UNREACHABLE" and reply.code > 0
        name = f"SMTP_{reply.code}" if is_plain_reply else code
        raise UnavailableError(name, tidy(f"{reply.code} {reply.message}")) from None
    except SMTPTimeoutError as error:
        raise UnavailableError("SMTP_TIMEOUT", tidy(str(error))) from error
    except (SMTPException, OSError) as error:
        is_tls = isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError)
        raise UnavailableError("SMTP_TLS" if is_tls else code, tidy(str(error))) from error
