"""The rules of a shop's agenda that its owner edits."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

AGENDA_KEY = "agenda"
# How far ahead of time the bookings of a series are made.
SERIES_AHEAD = timedelta(days=180)
Flag = Annotated[bool, Field(strict=True)]


class AgendaRules(BaseModel):
    """What may be done late; everything else the agenda allows or refuses to everybody alike."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Calling off what has begun.
    cancel_after_start: Flag = False
    # Changing what was handed over.
    change_after_delivery: Flag = False
    # Taking the last step back.
    undo: Flag = True
    # What an obligatory vaccine that is missing or late does to a booking.
    vaccines: Literal["off", "warn", "block"] = "warn"
