"""HTTP in and out of a shop's team."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from libs.common.types import Email, Line, NewPassword, RequestModel, ResponseModel, ShortName

MAX_INTEGER = 2**31 - 1

ShopRole = Literal["owner", "manager", "user"]
InvitationToken = Annotated[Line, Field(min_length=1, max_length=128, repr=False)]


class PersonOut(ResponseModel):
    id: UUID
    email: str
    first_name: str
    last_name: str
    role: ShopRole
    is_active: bool
    email_verified: bool
    last_login: datetime | None
    created_at: datetime
    version: int


def _unset() -> Any:
    """Default of a field that may be left out but not cleared: an explicit null fails its type."""
    return None


class PersonPatch(RequestModel):
    """What is left out stays."""

    role: ShopRole = Field(default_factory=_unset)
    is_active: Annotated[bool, Field(strict=True)] = Field(default_factory=_unset)
    first_name: ShortName = Field(default_factory=_unset)
    last_name: ShortName = Field(default_factory=_unset)
    version: Annotated[int, Field(ge=1, le=MAX_INTEGER, strict=True, description="The version last read.")]

    def changes(self) -> dict[str, Any]:
        """The fields the client named, by column."""
        return self.model_dump(exclude_unset=True, exclude={"version"})


class InvitationIn(RequestModel):
    email: Email
    role: ShopRole


class InvitationOut(ResponseModel):
    id: UUID
    email: str
    role: ShopRole
    invited_by: UUID
    created_at: datetime
    expires_at: datetime


class InvitationTokenIn(RequestModel):
    token: InvitationToken


class GreetingOut(ResponseModel):
    """`shop` is its name; `email` the address the account will have."""

    shop: str
    email: str
    role: ShopRole


class AcceptIn(InvitationTokenIn):
    password: NewPassword
    first_name: ShortName
    last_name: ShortName
