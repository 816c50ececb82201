"""HTTP out of dry runs and opt-outs; a dry run's body is the shop's own `reminders` configuration."""

from datetime import datetime

from libs.common.types import ResponseModel
from services.notifications.models import Channel


class PreviewOut(ResponseModel):
    """What these wishes would send of the bookings known now: `would_send` letters to `people`."""

    would_send: int
    people: int
    by_channel: dict[Channel, int]
    first_at: datetime | None
    last_at: datetime | None
    # Bookings whose customer has neither e-mail nor mobile phone.
    without_contact: int


class OptOutOut(ResponseModel):
    """Whose reminders, and to whom; the address only as far as its owner knows it again."""

    shop: str
    recipient: str
    opted_out: bool
