"""HTTP in and out of accounts."""

from typing import Annotated, Literal

from pydantic import Field

from libs.common.types import Line, NewPassword, RequestModel, ShortName
from services.auth.accounts.models import OwnSettings
from services.auth.models import Account
from services.auth.schemas import AccountOut, LoginEmail, LoginPassword

LinkToken = Annotated[Line, Field(min_length=1, max_length=128, repr=False)]


class VerifyEmailIn(RequestModel):
    token: LinkToken


class ForgotPasswordIn(RequestModel):
    email: LoginEmail


class ResetPasswordIn(RequestModel):
    token: LinkToken
    password: NewPassword


class ChangePasswordIn(RequestModel):
    current_password: LoginPassword
    new_password: NewPassword


class MePatch(RequestModel):
    first_name: ShortName | None = None
    last_name: ShortName | None = None
    locale: Literal["pt-BR", "en"] | None = None

    def changes(self) -> dict[str, str]:
        """What it names; null changes nothing."""
        return self.model_dump(exclude_none=True)


class MeOut(AccountOut):
    """Who is signed in, as he himself may know it; `locale` null: his shop's."""

    email_verified: bool
    locale: str | None

    @classmethod
    def of_me(cls, account: Account, own: OwnSettings) -> "MeOut":
        who = AccountOut.of(account)
        return cls(**dict(who), email_verified=own.email_verified, locale=own.locale)
