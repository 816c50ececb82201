"""Which numbers WhatsApp may live at, and the link that a person presses."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from libs.common.clock import new_id
from services.notifications.channels.base import Envelope, LinkReady, Refused
from services.notifications.channels.whatsapp import DDDS, WhatsAppLinks, is_mobile
from services.notifications.models import Channel, Delivery, Kind
from services.notifications.rendering.render import Rendered


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+5511987654321", True),
        ("+5599987654321", True),
        ("+5511387654321", False),
        ("+551132654321", False),
        ("+5511887654321", False),
        ("+5520987654321", False),
        ("+55119876543210", False),
        ("+55", False),
        ("+351912345678", True),
        ("+14155552671", True),
        ("+1234567", False),
        ("+1234567890123456", False),
        ("+0123456789", False),
        ("11987654321", False),
        ("+55 11 98765-4321", False),
        ("+5511987654321\n", False),
        ("+55119８7654321", False),
        ("", False),
    ],
)
def test_mobile_number(number: str, expected: bool) -> None:
    assert is_mobile(number) is expected


def test_area_codes_are_the_67_of_anatel() -> None:
    assert len(DDDS) == 67


def _envelope(recipient: str, text: str) -> Envelope:
    now = datetime.now(UTC)
    delivery = Delivery(
        id=new_id(),
        tenant_id=new_id(),
        kind=Kind.BOOKING_REMINDER,
        channel=Channel.WHATSAPP,
        recipient=recipient,
        recipient_name="João",
        locale="pt-BR",
        content={},
        sealed_token=None,
        round=1,
        attempts=1,
        created_at=now,
        expires_at=now + timedelta(hours=1),
        lease=new_id(),
        leased_until=now + timedelta(minutes=1),
        message_id="<1@example.com>",
        error_code=None,
        error=None,
    )
    return Envelope(delivery, Rendered(subject="", html="", text=text))


@pytest.mark.parametrize("text", ["Olá, João & Thor! 🐶\n50% #1 + a=b?", "שלום", "\ud800"])
async def test_link_carries_the_whole_text_to_the_number(text: str) -> None:
    answer = await WhatsAppLinks().send(_envelope("+5511987654321", text))
    assert isinstance(answer, LinkReady)
    parts = urlsplit(answer.link)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("https", "wa.me", "/5511987654321", "")
    assert parse_qs(parts.query, strict_parsing=True) == {"text": [text.replace("\ud800", "?")]}


async def test_number_without_whatsapp_is_refused_for_good() -> None:
    answer = await WhatsAppLinks().send(_envelope("+551132654321", "Olá"))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.is_dead_address) == ("NOT_A_MOBILE", False)
