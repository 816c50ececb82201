"""The plans a shop can be on, with their limits."""

from dataclasses import dataclass
from typing import Literal

PlanType = Literal["basic", "pro", "premium"]


@dataclass(frozen=True, slots=True)
class Plan:
    max_users: int
    max_animals: int


PLANS: dict[PlanType, Plan] = {
    "basic": Plan(max_users=10, max_animals=1_000),
    "pro": Plan(max_users=30, max_animals=10_000),
    "premium": Plan(max_users=100, max_animals=50_000),
}
