"""Who works in a shop, and what becomes of him."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from libs.common.permissions import Role


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the shop as far as rules ask for it; his row is held until the transaction ends."""

    id: UUID
    role: str
    is_active: bool
    first_name: str
    last_name: str
    email_verified_at: datetime | None
    version: int

    @property
    def is_active_owner(self) -> bool:
        return self.role == Role.OWNER and self.is_active

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


PERSON_COLUMNS = tuple(field.name for field in fields(Person))


@dataclass(frozen=True, slots=True)
class Seats:
    """How many people the shop's plan has room for; an open invitation keeps one."""

    limit: int
    used: int
    plan_type: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open one; `user_id` is the id of the user it makes."""

    id: UUID
    email: str
    role: str
    user_id: UUID
    invited_by: UUID
    expires_at: datetime
