"""Refusals of the agenda."""

from collections.abc import Sequence
from typing import Any

from libs.common.errors import AppError, Problem


class SlotTakenError(AppError):
    """`reason`: busy, closed or animal; with what stands in the way, where there is room, and where sooner.

    `others` are times before the first suggestion at which one person does it all, but not who was named.
    """

    status, code, title = 409, "SLOT_TAKEN", "This time is not free"

    def __init__(
        self,
        reason: str,
        conflicts: Sequence[dict[str, Any]] = (),
        suggestions: Sequence[dict[str, Any]] = (),
        others: Sequence[dict[str, Any]] = (),
        **members: Any,
    ) -> None:
        details = {
            "busy": "Somebody else is booked then.",
            "closed": "Nobody who does this works then.",
            "animal": "The animal has another booking then.",
        }
        super().__init__(
            details[reason],
            reason=reason,
            conflicts=list(conflicts),
            suggestions=list(suggestions),
            others=list(others),
            **members,
        )


class SlotProblem(Problem):
    """A refusal's body where a time is not free; `reason` and the lists stand only on `SLOT_TAKEN`."""

    reason: str
    conflicts: list[dict[str, Any]]
    suggestions: list[dict[str, Any]]
    others: list[dict[str, Any]]
