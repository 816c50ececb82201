"""E-mail by SMTP (RFC 5321): hands one letter over, and tells what came of it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from services.notifications.channels.base import Away, Envelope, Later, Outcome, Refused, Sent
from services.notifications.channels.connections import Connections, NotBegunError, SmtpServer, UnavailableError
from services.notifications.channels.email import AddressError, build_message, mailbox, to_bytes
from services.notifications.channels.replies import Quotes, is_no, tidy, verdict

__all__ = ["SmtpChannel", "SmtpServer"]

_INSIST_S = 0.1


@dataclass(slots=True)
class _Mail:
    """A letter on its way; `is_addressed` from the moment its recipient may have been named to the server."""

    sender: str
    recipient: str
    is_utf8: bool
    content: bytes
    quotes: Quotes
    is_addressed: bool = False


class SmtpChannel:
    """One server for every letter; at most `connections` at a time."""

    def __init__(self, server: SmtpServer, *, sender: str, sender_name: str, connections: int) -> None:
        self._server, self._sender, self._sender_name = server, sender, sender_name
        # Strict servers want a full name in EHLO, and a container's means nothing to them.
        self._connections = Connections(server, limit=connections, hello=mailbox(sender).domain)

    async def send(self, envelope: Envelope) -> Outcome:
        """Within `letter_timeout_s`, the wait for a free connection included."""
        try:
            mail = self._prepare(envelope)
        except AddressError as error:
            return Refused("ADDRESS_INVALID", tidy(str(error)))
        try:
            return await bounded(self._hand_over(mail), self._server.letter_timeout_s)
        except UnavailableError as error:
            return Away(error.code, error.detail)
        except NotBegunError:
            return Refused("ADDRESS_NEEDS_SMTPUTF8", "The server takes ASCII addresses only.")
        except SMTPResponseException as reply:
            if not is_no(reply):
                return _interrupted(mail, "SMTP_BROKEN", tidy(str(reply), mail.quotes))
            return verdict(reply, mail.quotes)
        except TimeoutError:
            return _interrupted(mail, "SMTP_TIMEOUT", "No answer in time.")
        except (SMTPException, OSError) as error:
            return _interrupted(mail, "SMTP_LOST", tidy(str(error), mail.quotes))

    async def close(self) -> None:
        await self._connections.close()

    def _prepare(self, envelope: Envelope) -> _Mail:
        message = build_message(envelope, sender=self._sender, sender_name=self._sender_name)
        sender = mailbox(self._sender).addr_spec
        recipient = mailbox(envelope.delivery.recipient).addr_spec
        is_utf8 = not (sender + recipient).isascii()
        quotes = Quotes.of(envelope.rendered.text, envelope.rendered.html)
        return _Mail(sender, recipient, is_utf8, to_bytes(message, is_utf8=is_utf8), quotes)

    async def _hand_over(self, mail: _Mail) -> Outcome:
        async def begin(client: SMTP) -> None:
            if mail.is_utf8 and not client.supports_extension("smtputf8"):
                raise NotBegunError
            options, encoding = (["SMTPUTF8"], "utf-8") if mail.is_utf8 else ([], "ascii")
            await client.mail(mail.sender, options=options, encoding=encoding)

        async with self._connections.begun(begin) as client:
            mail.is_addressed = True
            await client.rcpt(mail.recipient, encoding="utf-8" if mail.is_utf8 else "ascii")
            # RFC 5321 §4.5.3.2.6: who gives up early after the last dot sends it twice.
            reply = await client.data(mail.content, timeout=self._server.letter_timeout_s)
            return Sent(tidy(f"{reply.code} {reply.message}", mail.quotes))


async def bounded(work: Coroutine[Any, Any, Outcome], seconds: float) -> Outcome:
    """Raises TimeoutError. Insists: before Python 3.12, `wait_for` loses a cancellation that meets a reply."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=_INSIST_S)
    if task.cancelled():
        raise TimeoutError
    return task.result()


def _interrupted(mail: _Mail, code: str, detail: str) -> Outcome:
    """Before the recipient was named, it says nothing of this letter."""
    return Later(code, detail) if mail.is_addressed else Away(code, detail)
