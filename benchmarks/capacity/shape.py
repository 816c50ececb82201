"""The load of pet shops as the product's design estimates it: four sizes of shop, and what they ask for.

Estimates on anchors: 64 % of 110,200 Brazilian pet businesses are one person (DataHub, 2022); a grooming-only shop
sees about 300 pets a month. Where the product has no such screen yet, what costs most like it stands in.
"""

from dataclasses import dataclass

API_CALLS_OF_APPOINTMENT, API_CALLS_OF_SALE = 40, 25
WORKING_DAYS_A_MONTH, HOURS_A_DAY = 26, 10
# Friday and Saturday morning beside the mean of the opening hours.
PEAK = 3.1
# Beyond it, waiting grows faster than load does.
UTILISATION = 0.6
# A row in the audit for each write, and for what else tells it: a look at one record.
WRITES, LOOKS = 0.15, 0.10


@dataclass(frozen=True, slots=True)
class Tier:
    """One size of shop; counts are a month's where they are not of what is kept."""

    share: float
    tutores: int
    animais: int
    appointments: int
    sales: int
    messages: int


TIERS = (
    Tier(share=0.60, tutores=200, animais=290, appointments=140, sales=60, messages=420),
    Tier(share=0.28, tutores=700, animais=1_000, appointments=380, sales=350, messages=1_200),
    Tier(share=0.10, tutores=3_000, animais=4_350, appointments=1_150, sales=2_000, messages=3_600),
    Tier(share=0.02, tutores=11_000, animais=16_000, appointments=3_500, sales=8_000, messages=11_000),
)

# The day's agenda, the board and reports are lists; a move and a change of status are updates; sales, bookings and
# messages are creates.
MIX = {"list": 0.63, "search": 0.12, "get one": 0.10, "update": 0.07, "create": 0.08}


def mean(of: str) -> float:
    """A count of the average shop."""
    return sum(tier.share * float(getattr(tier, of)) for tier in TIERS)


def requests_a_day() -> float:
    """Of the average shop, on a working day."""
    month = mean("appointments") * API_CALLS_OF_APPOINTMENT + mean("sales") * API_CALLS_OF_SALE
    return month / WORKING_DAYS_A_MONTH
