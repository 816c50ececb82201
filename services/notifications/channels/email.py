"""A letter as it stands on the wire (RFC 5322): nothing that a person typed can become a header or an address."""

import re
import unicodedata
from email import policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy

from email_validator import validate_email

from libs.common.clock import utc_now
from services.notifications.channels.base import Envelope
from services.notifications.models import Kind

LONGEST_NAME = 200
LONGEST_SUBJECT = 400

_BY_SHOPS = (
    Kind.BOOKING_CREATED,
    Kind.BOOKING_CHANGED,
    Kind.BOOKING_CANCELLED,
    Kind.BOOKING_READY,
    Kind.BOOKING_REMINDER,
)
# Controls, lone surrogates, line and paragraph separators, and what is invisible: bidi controls among them.
_NOT_PRINTED = ("Cc", "Cf", "Cs", "Zl", "Zp")
# They hold emoji and Persian words together.
_JOINERS = "\u200c\u200d"
_BODY_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class AddressError(ValueError):
    """No server could take this address."""


class _OneLine(UnstructuredHeader, BaseHeader):
    """The standard library would encode a long address in it, and mail programs then do not see it (RFC 8058)."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}" if self.isascii() else super().fold(policy=policy)


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", _OneLine)
# 7bit: bodies pass through every server, whatever it offers.
_WIRE = policy.SMTP.clone(cte_type="7bit", header_factory=_headers)
_WIRE_UTF8 = _WIRE.clone(utf8=True)


def clean(text: str, *, longest: int) -> str:
    """One printable line of at most `longest` characters, safe in any header."""
    shown = "".join(" " if _is_not_printed(char) else char for char in text[: longest * 4])
    # "=?" would begin an encoded word (RFC 2047), in which line breaks can hide.
    return " ".join(shown.replace("=?", "= ?").split())[:longest].strip()


def _is_not_printed(char: str) -> bool:
    return unicodedata.category(char) in _NOT_PRINTED and char not in _JOINERS


def mailbox(address: str, name: str = "") -> Address:
    """The address, its domain in punycode, with a name for people. Raises AddressError."""
    try:
        # As at the door (libs/common/types.py): syntax only.
        checked = validate_email(address, check_deliverability=False, globally_deliverable=False)
        return Address(clean(name, longest=LONGEST_NAME), checked.local_part, checked.ascii_domain)
    except ValueError as error:
        raise AddressError(str(error)) from error


def build_message(envelope: Envelope, *, sender: str, sender_name: str) -> EmailMessage:
    """The letter with all its headers. Raises AddressError."""
    delivery, rendered = envelope.delivery, envelope.rendered
    message = EmailMessage(policy=_WIRE)
    message["From"] = mailbox(sender, _signature(envelope, sender_name))
    message["To"] = mailbox(delivery.recipient, delivery.recipient_name)
    message["Subject"] = clean(rendered.subject, longest=LONGEST_SUBJECT)
    # Sent again on purpose it is a letter of today.
    message["Date"] = delivery.created_at if delivery.round == 1 else utc_now()
    message["Message-ID"] = clean(delivery.message_id, longest=LONGEST_SUBJECT)
    # RFC 3834: no holiday notice answers it.
    message["Auto-Submitted"] = "auto-generated"
    for name, value in envelope.headers.items():
        message[name] = clean(value, longest=900)
    message.set_content(_body(rendered.text), charset="utf-8")
    if rendered.html:
        message.add_alternative(_body(rendered.html), subtype="html", charset="utf-8")
    return message


def to_bytes(message: EmailMessage, *, is_utf8: bool) -> bytes:
    """What follows DATA; `is_utf8`: with addresses as they are, for a server that offered SMTPUTF8 (RFC 6531)."""
    return message.as_bytes(policy=_WIRE_UTF8 if is_utf8 else _WIRE)


def _signature(envelope: Envelope, sender_name: str) -> str:
    shop = clean(str(envelope.delivery.content.get("shop", "")), longest=LONGEST_NAME // 2)
    is_by_shop = envelope.delivery.kind in _BY_SHOPS and shop
    return f"{shop} via {sender_name}" if is_by_shop else sender_name


def _body(text: str) -> str:
    return _BODY_CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
