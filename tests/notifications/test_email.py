"""Letters on the wire: nothing that a person typed becomes a header, an address, or something else than text."""

import unicodedata
from dataclasses import replace
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.notifications.channels.base import Envelope
from services.notifications.channels.email import AddressError, build_message, clean, mailbox, to_bytes
from services.notifications.models import Kind
from tests.notifications.letters import letter

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
SENDER = "nao-responda@focinho.example.com"
NASTY = [
    "Ana\r\nBcc: eve@example.com",
    "Ana\nBcc: eve@example.com\n\nNew body",
    "Ana\rBcc: eve@example.com",
    "Ana\u2028Bcc: eve@example.com",
    "Ana\u2029Bcc: eve@example.com",
    "Ana\x85Bcc: eve@example.com",
    "Ana\0Bcc: eve@example.com",
    "Ana\x0b\x0cBcc: eve@example.com",
    '"Ana" <eve@example.com>, Eve',
    "eve@example.com",
    "Ana, Eve; Group: eve@example.com;",
    "=?utf-8?q?Ana=0D=0ABcc=3A_eve=40example=2Ecom?=",
    "=?utf-8?b?QW5hDQpCY2M6IGV2ZUBleGFtcGxlLmNvbQ==?=",
    "A" * 10_000,
    "ção " * 2_500,
    "\u202egro.elpmaxe@eve\u202c",
    "\ud800 lone",
    "(comment) \\ \" '",
    "",
]


def sent(envelope: Envelope) -> EmailMessage:
    """What the other side reads."""
    message = build_message(envelope, sender=SENDER, sender_name="Focinho")
    raw = to_bytes(message, is_utf8=False)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def address(message: EmailMessage, header: str) -> Address:
    """The only one there."""
    (found,) = message[header].addresses
    assert isinstance(found, Address)
    return found


def is_printed(text: str) -> bool:
    """No control, no line break, nothing that turns the direction."""
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return not any(unicodedata.category(char) in hidden and char not in "\u200c\u200d" for char in text)


def test_letter_sent_again_on_purpose_is_of_today() -> None:
    first = letter()
    again = sent(replace(first, delivery=replace(first.delivery, round=2)))
    assert "2025" in sent(first)["Date"]
    assert "2025" not in again["Date"]


def test_build_message_holds_the_letter_in_text_and_html() -> None:
    message = sent(letter(subject="Bem-vindo à Pet Feliz 🐶", text="Olá 🐶\n", html="<p>Olá 🐶</p>"))
    assert message.keys() == HEADERS
    assert message["Subject"] == "Bem-vindo à Pet Feliz 🐶"
    assert message["Date"] == "Mon, 24 Nov 2025 12:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert plain.get_content().strip() == "Olá 🐶"
    assert html.get_content_type() == "text/html"
    assert html.get_content().strip() == "<p>Olá 🐶</p>"


def test_build_message_again_keeps_the_message_id() -> None:
    envelope = letter(message_id=f"<0198a2f0-0000-7000-8000-000000000000.12@{'a' * 60}.{'b' * 60}.example.com>")
    assert sent(envelope)["Message-ID"] == sent(envelope)["Message-ID"] == envelope.delivery.message_id


@pytest.mark.parametrize("kind", list(Kind))
def test_shop_signs_letters_of_its_bookings_and_no_other(kind: Kind) -> None:
    message = sent(letter(kind=kind, shop="Cão & Cia"))
    name = "Cão & Cia via Focinho" if kind.startswith("booking_") else "Focinho"
    assert address(message, "From") == Address(name, addr_spec=SENDER)


def test_long_one_click_address_stays_readable_as_it_is() -> None:
    url = "https://pet.focinho.example.com/api/v1/notifications/opt-outs/" + "aB_-" * 80
    headers = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    envelope = letter(kind=Kind.BOOKING_REMINDER, headers=headers)
    raw = to_bytes(build_message(envelope, sender=SENDER, sender_name="Focinho"), is_utf8=False)
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw
    assert sent(envelope)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: ascii(text[:30]))
def test_nasty_name_stays_a_name(nasty: str) -> None:
    envelope = letter(
        kind=Kind.BOOKING_CREATED,
        name=nasty,
        shop=nasty,
        subject=nasty,
        headers={"List-Unsubscribe": nasty},
        text=nasty,
        html=f"<p>{nasty}</p>",
    )
    message = sent(envelope)
    assert sorted(message.keys()) == sorted([*HEADERS, "List-Unsubscribe"])
    assert address(message, "From").addr_spec == SENDER
    assert address(message, "To").addr_spec == "joao@example.com"
    for text in (address(message, "From").display_name, address(message, "To").display_name, message["Subject"]):
        assert is_printed(text)
        assert len(text) <= 400


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_stays_a_name(name: str, shop: str) -> None:
    message = sent(
        letter(kind=Kind.BOOKING_CREATED, name=name, shop=shop, subject=shop, text=name, html=f"<p>{name}</p>")
    )
    assert message.keys() == HEADERS
    assert address(message, "From").addr_spec == SENDER
    assert address(message, "To").addr_spec == "joao@example.com"
    assert is_printed(address(message, "To").display_name)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Ana\t\r\n Maria ", "Ana Maria"),
        ("أحمد \u202eevil", "أحمد evil"),
        ("👩‍⚕️ Ana", "👩‍⚕️ Ana"),
        ("Ana\u200b\ufeff", "Ana"),
        ("a" * 10_000, "a" * 20),
    ],
)
def test_clean_keeps_what_people_read(text: str, cleaned: str) -> None:
    assert clean(text, longest=20) == cleaned


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "joao",
        "@example.com",
        "joao@",
        "joao@exam ple.com",
        "joao@example.com\r\nBcc: eve@example.com",
        "joao@example.com>\r\nRCPT TO:<eve@example.com",
        "joao@example.com, eve@example.com",
        "Joao <joao@example.com>",
        "joao\0@example.com",
        "jo\u2028ao@example.com",
        "joao@-example.com",
        "joao@" + "a" * 10_000 + ".com",
        "\ud800@example.com",
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_mailbox_of_no_address_is_refused(bad: str) -> None:
    with pytest.raises(AddressError):
        mailbox(bad)


def test_mailbox_writes_domains_in_punycode() -> None:
    assert mailbox("joao@ração.com.br").addr_spec == "joao@xn--rao-nlat.com.br"


def test_address_outside_ascii_stands_as_it_is_in_utf8() -> None:
    message = build_message(letter("joão@ração.com.br", name="Ana"), sender=SENDER, sender_name="Focinho")
    raw = to_bytes(message, is_utf8=True)
    assert "\r\nTo: Ana <joão@xn--rao-nlat.com.br>\r\n".encode() in raw
