"""When a shop, or somebody in it, works: hours of a week on the wall's clock, and the days that are not worked."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

# Keys of a shop's configurations.
HOURS_KEY, SLOT_KEY, CLOSED_KEY = "business_hours", "slot_minutes", "closed_dates"
DEFAULT_SLOT_MINUTES = 15
MOST_SPANS, MOST_DATES = 8, 400

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# In the order of `date.weekday()`.
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Clock = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]


def _forwards(span: list[str]) -> list[str]:
    if span[0] >= span[1]:
        raise ValueError("a span ends after it begins")
    return span


def _apart(spans: list[list[str]]) -> list[list[str]]:
    if not all(before[1] <= after[0] for before, after in pairwise(spans)):
        raise ValueError("spans are in order and apart")
    return spans


# Two clocks: when it begins, and when it ends.
Span = Annotated[list[Clock], Field(min_length=2, max_length=2), AfterValidator(_forwards)]
Spans = Annotated[list[Span], Field(max_length=MOST_SPANS), AfterValidator(_apart)]
# A day that is missing is not worked; what lies between two spans is a break.
WeeklyHours = dict[Day, Spans]
HOURS: TypeAdapter[WeeklyHours] = TypeAdapter(WeeklyHours)
# Until a shop says otherwise.
DEFAULT_HOURS: WeeklyHours = {day: [["08:00", "20:00"]] for day in DAYS}


class ClosedDates(BaseModel):
    """Days that are not worked: public holidays of Brazil (and of a state, `BR-SP`), and those the shop names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    holidays: (
        Annotated[str, Field(pattern=r"^BR(-(A[CLMP]|BA|CE|DF|ES|GO|M[AGST]|P[ABEIR]|R[JNORS]|S[CEP]|TO))?$")]
        | None
    ) = None
    closed: Annotated[list[date], Field(max_length=MOST_DATES)] = []
    # Holidays that are worked.
    open: Annotated[list[date], Field(max_length=MOST_DATES)] = []

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if set(self.closed) & set(self.open):
            raise ValueError("a date is closed or open, not both")
        return self
