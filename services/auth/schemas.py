"""HTTP in and out of the auth service."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from libs.common.types import Line, RequestModel, ResponseModel
from services.auth.models import Account
from services.auth.service import SignedIn, normalise_email


def _normalised(value: Any) -> Any:
    return normalise_email(value) if isinstance(value, str) else value


# Only looked up, never mailed: whatever was accepted when the account was made may sign in.
LoginEmail = Annotated[Line, BeforeValidator(_normalised), Field(min_length=1, max_length=254)]
# Spaces at its ends belong to it; its lower bound is the sign-up's business.
LoginPassword = Annotated[
    str, StringConstraints(strip_whitespace=False, min_length=1, max_length=128), Field(repr=False)
]
# Of an authenticator app, or of the recovery set, as it was typed.
OneTimeCode = Annotated[Line, Field(max_length=64)]


class LoginIn(RequestModel):
    email: LoginEmail
    password: LoginPassword
    otp: Annotated[OneTimeCode | None, Field(repr=False)] = None


class UserOut(ResponseModel):
    id: UUID
    email: str
    first_name: str
    last_name: str
    role: str


class ShopOut(ResponseModel):
    id: UUID
    name: str
    subdomain: str


class ImpersonationOut(ResponseModel):
    reason: str
    expires_at: datetime = Field(description="The session ends then, whatever happens.")


class AccountOut(BaseModel):
    """Who is signed in, and to which shop; a platform operator has none.

    With `impersonation`, `user` is an operator who is in the shop as `support`.
    """

    user: UserOut
    tenant: ShopOut | None
    impersonation: ImpersonationOut | None

    @classmethod
    def of(cls, account: Account) -> "AccountOut":
        shop = ShopOut.model_validate(account.tenant) if account.tenant else None
        visit = ImpersonationOut.model_validate(account.impersonation) if account.impersonation else None
        return cls(user=UserOut.model_validate(account.user), tenant=shop, impersonation=visit)


class SignedInOut(AccountOut):
    """A new access token; its refresh token travels as a cookie only."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int = Field(description="Seconds until the access token expires.")

    @classmethod
    def of_sign_in(cls, result: SignedIn) -> "SignedInOut":
        who = AccountOut.of(result.account)
        return cls(
            access_token=result.access_token,
            token_type="Bearer",  # noqa: S106 - the scheme's name
            expires_in=result.expires_in,
            user=who.user,
            tenant=who.tenant,
            impersonation=who.impersonation,
        )


class HandoffOut(ResponseModel):
    """A one-time code, exchanged at the shop's own host; it travels in a URL's fragment, never in its query."""

    code: Annotated[str, Field(repr=False)]
    expires_in: int = Field(description="Seconds until the code expires.")
    subdomain: str


class HandoffIn(RequestModel):
    code: Annotated[Line, Field(min_length=1, max_length=128, repr=False)]


class JwksOut(BaseModel):
    """A JSON Web Key Set (RFC 7517) of public keys."""

    keys: list[dict[str, str]]
