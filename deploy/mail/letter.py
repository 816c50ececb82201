"""A letter taken apart for reading; whatever is wrong with it, something readable comes out."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

SNIPPET_CHARS = 160


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Parts:
    """`headers` as they are meant to be read, in order."""

    headers: tuple[tuple[str, str], ...]
    subject: str
    message_id: str
    return_path: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    html: str
    text: str

    @property
    def snippet(self) -> str:
        return " ".join(self.text.split())[:SNIPPET_CHARS]


def take_apart(source: bytes) -> Parts:
    """Never raises, whatever the bytes are."""
    # Not the modern policy: its parser of addresses raises on some of what strangers write.
    message = message_from_bytes(source)
    headers = [(name, _unfolded(str(value))) for name, value in message.raw_items()]
    senders = _addresses(headers, "from")
    return Parts(
        headers=tuple((name, _decoded(value)) for name, value in headers),
        subject=_decoded(_first(headers, "subject")),
        message_id=_bare(_first(headers, "message-id")),
        return_path=_bare(_first(headers, "return-path")),
        sender=senders[0] if senders else Address("", ""),
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        html=_body(message, "text/html"),
        text=_body(message, "text/plain"),
    )


def _unfolded(value: str) -> str:
    """One line; bytes that are not ASCII are taken for UTF-8."""
    return re.sub(r"[\r\n]+", "", value.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _first(headers: list[tuple[str, str]], name: str) -> str:
    return next((value for found, value in headers if found.lower() == name), "").strip()


def _addresses(headers: list[tuple[str, str]], name: str) -> tuple[Address, ...]:
    values = [value for found, value in headers if found.lower() == name]
    return tuple(Address(_decoded(shown), address) for shown, address in getaddresses(values) if address)


def _bare(value: str) -> str:
    return value.removeprefix("<").removesuffix(">")


def _body(message: Message, content_type: str) -> str:
    for part in message.walk():
        if part.get_content_type() == content_type and part.get_filename() is None:
            payload = part.get_payload(decode=True)
            return _text(payload, part.get_content_charset("utf-8")) if isinstance(payload, bytes) else ""
    return ""


def _text(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset, "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
