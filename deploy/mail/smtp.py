"""The door of the catcher: every letter is taken, whoever it is for."""

import asyncio
import logging
from email.utils import formatdate

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.mail.store import Store

LARGEST_BYTES = 10 * 1024 * 1024
log = logging.getLogger(__name__)


class Handler:
    """Keeps what comes, with the envelope on top as a mail server of the last hop writes it (RFC 5321, 4.4)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        if not isinstance(content, bytes):
            raise TypeError("the server was told to leave the bytes alone")
        try:
            letter_id = self._store.add(_envelope(session, envelope) + content)
        except OSError as error:
            log.error("a letter could not be kept: %s", error)
            return "452 4.3.1 It could not be written down"
        return f"250 2.0.0 Kept as {letter_id}"


async def listen(store: Store, host: str, port: int) -> asyncio.Server:
    """The server, already listening; raises OSError where the port is taken."""
    loop = asyncio.get_running_loop()
    handler = Handler(store)

    def create() -> SMTP:
        return SMTP(
            handler,
            hostname="localhost",
            ident="petshop mail catcher",
            data_size_limit=LARGEST_BYTES,
            enable_SMTPUTF8=True,
            loop=loop,
        )

    return await loop.create_server(create, host, port)


def _envelope(session: Session, envelope: Envelope) -> bytes:
    lines = [
        f"Return-Path: <{envelope.mail_from or ''}>",
        *(f"Delivered-To: {address}" for address in envelope.rcpt_tos),
        f"Received: from {session.host_name or 'unknown'} by localhost; {formatdate(localtime=True)}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")
