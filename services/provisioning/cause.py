"""What set a saga moving."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Cause:
    """An event that came in, or a person with a reason; a timer is neither."""

    event_in: UUID | None = None
    actor: str | None = None
    reason: str | None = None


NO_CAUSE = Cause()
