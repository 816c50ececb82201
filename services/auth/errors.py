"""The refusals of the auth service."""

import math
from datetime import timedelta

from libs.common import auth
from libs.common.errors import AppError, WrongStateError


class InvalidCredentialsError(AppError):
    """One answer for unknown, wrong, inactive and another shop's: nobody learns who has an account."""

    status, code, title = 401, "INVALID_CREDENTIALS", "E-mail or password is wrong"


class RefreshTokenMissingError(AppError):
    status, code, title = 401, "TOKEN_MISSING", "Sign in first"


class RefreshTokenInvalidError(AppError):
    """Unknown, expired, or presented to another shop."""

    status, code, title = 401, "TOKEN_INVALID", "This session cannot be continued here"


class HandoffCodeInvalidError(AppError):
    """One answer for unknown, spent, expired, another shop's, and for a user or session that ended meanwhile."""

    status, code, title = 401, "TOKEN_INVALID", "This code cannot be used here or any more"


class InvitationInvalidError(AppError):
    """One answer for unknown, spent, withdrawn, renewed, expired and another shop's."""

    status, code, title = 401, "TOKEN_INVALID", "This invitation cannot be used here or any more"


class SessionRevokedError(auth.SessionRevokedError):
    """The session is over; what revoked it just now must survive the refusal."""

    commits = True


class EmailTakenError(AppError):
    status, code, title = 409, "EMAIL_TAKEN", "This e-mail address already has an account"


class LinkTokenInvalidError(AppError):
    """One answer for unknown, spent, outdated, expired, another shop's, and for a user who is no more."""

    status, code, title = 401, "TOKEN_INVALID", "This link cannot be used here or any more"


class RateLimitedError(AppError):
    status, code, title = 429, "RATE_LIMITED", "Too many attempts, try again later"

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(headers={"Retry-After": str(max(1, math.ceil(retry_after.total_seconds())))})


class EmailNotVerifiedError(AppError):
    """Who has not proven his own address makes us write to no other."""

    status, code, title = 403, "EMAIL_NOT_VERIFIED", "Confirm your own e-mail address first"


class LastOwnerError(WrongStateError):
    """A shop is never left without one."""

    title = "A shop keeps at least one active owner"

    def __init__(self) -> None:
        super().__init__(reason="LAST_OWNER")
