"""HTTP in and out of second factors."""

from typing import Annotated

from pydantic import BaseModel, Field

from libs.common.types import RequestModel, ResponseModel
from services.auth.schemas import LoginPassword, OneTimeCode

Code = Annotated[OneTimeCode, Field(min_length=1, repr=False)]


class SetupIn(RequestModel):
    password: LoginPassword


class EnableIn(RequestModel):
    code: Code


class PasswordAndCodeIn(RequestModel):
    password: LoginPassword
    code: Code


class SetupOut(ResponseModel):
    """The secret of an authenticator app; it is shown once."""

    secret: str = Field(repr=False, description="Base 32, for an app that reads no QR code.")
    otpauth_uri: str = Field(repr=False, description="What the QR code says.")


class RecoveryCodesOut(BaseModel):
    """Codes that stand in for a lost device, each once; they are shown once."""

    recovery_codes: list[str] = Field(repr=False)


class MfaOut(ResponseModel):
    totp: bool = Field(description="Whether a login asks for a code.")
    recovery_codes_left: int
