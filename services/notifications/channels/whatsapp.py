"""WhatsApp as small shops use it: a link with the text in it, that a person presses."""

import re
from urllib.parse import quote

from services.notifications.channels.base import Envelope, LinkReady, Outcome, Refused

BRAZIL = "+55"
# The area codes in use (Anatel): 67 of the 89 that two digits could make.
DDDS = frozenset(
    {*range(11, 20), 21, 22, 24, 27, 28, *range(31, 36), 37, 38, *range(41, 50), 51, 53, 54, 55, *range(61, 70)}
    | {71, 73, 74, 75, 77, 79, *range(81, 90), *range(91, 100)}
)
_E164 = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
_BRAZILIAN_MOBILE = re.compile(r"\+55(?P<ddd>[1-9][0-9])9[0-9]{8}", re.ASCII)


def is_mobile(e164: str) -> bool:
    """Whether WhatsApp may live there; abroad a number does not tell, so any is tried."""
    if not e164.startswith(BRAZIL):
        return _E164.fullmatch(e164) is not None
    found = _BRAZILIAN_MOBILE.fullmatch(e164)
    return found is not None and int(found["ddd"]) in DDDS


class WhatsAppLinks:
    """The channel that needs no contract with anybody: it sends nothing itself."""

    async def send(self, envelope: Envelope) -> Outcome:
        phone = envelope.delivery.recipient
        if not is_mobile(phone):
            return Refused("NOT_A_MOBILE", "There is no WhatsApp at this number.")
        text = quote(envelope.rendered.text, safe="", errors="replace")
        return LinkReady(f"https://wa.me/{phone.removeprefix('+')}?text={text}")

    async def close(self) -> None:
        """There is nothing to close."""
