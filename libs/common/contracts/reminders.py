"""A shop's wishes about reminders: the tenant service keeps them, the notifications service goes by them."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

# Keys of a shop's configurations.
REMINDERS_KEY, TIMEZONE_KEY = "reminders", "timezone"
DEFAULT_TIMEZONE = "America/Sao_Paulo"
MOST, A_WEEK_IN_MINUTES = 3, 10_080

Minutes = Annotated[int, Field(ge=30, le=A_WEEK_IN_MINUTES, strict=True)]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="24 hours, as 21:00.")]


def _each_once(minutes: list[int]) -> list[int]:
    return sorted(set(minutes), reverse=True)


MinutesBefore = Annotated[list[Minutes], Field(min_length=1, max_length=MOST), AfterValidator(_each_once)]


class ReminderWishes(BaseModel):
    """Nobody is reminded unless the shop asks for it. Quiet hours that begin when they end are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: Annotated[bool, Field(strict=True)] = False
    minutes_before: MinutesBefore = [1440]
    quiet_from: Clock = "21:00"
    quiet_to: Clock = "08:00"
    minimum_notice: Annotated[int, Field(ge=0, le=1440, strict=True, description="Minutes.")] = 60

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        if min(self.minutes_before) < self.minimum_notice:
            raise ValueError("a reminder in minutes_before must not be nearer than minimum_notice")
        return self
