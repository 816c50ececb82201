"""The refusals of a second factor."""

from libs.common.errors import AppError
from services.auth.errors import InvalidCredentialsError


class MfaRequiredError(AppError):
    """The password was right and a code is missing: neither a success nor a failed guess."""

    status, code, title = 401, "MFA_REQUIRED", "Send the code of the second factor as well"


class MfaInvalidError(InvalidCredentialsError):
    """A wrong code, or one used before. Whoever counts failed credentials counts this one with them."""

    code, title = "MFA_INVALID", "The code of the second factor is wrong or used up"
