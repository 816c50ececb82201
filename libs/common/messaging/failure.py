"""What a failure looks like from outside: fit to be grouped, stored and shown, so it quotes no payload."""

import re

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from libs.common.database import sqlstate_of
from libs.common.errors import AppError
from libs.common.logging import without_secrets

MAX_ERROR = 500
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")


class PermanentError(Exception):
    """Trying again can't help: the message is parked at once."""


def is_permanent(error: Exception) -> bool:
    """Whether the same message would fail again whenever it came."""
    refused = isinstance(error, AppError) and error.status < 500
    return refused or isinstance(error, (PermanentError, ValidationError))


def describe(error: BaseException) -> str:
    """Type and message in at most 500 characters, without any value that came in."""
    return without_secrets(f"{type(error).__name__}: {_message(error)}".removesuffix(": "))[:MAX_ERROR]


def fingerprint(error: BaseException) -> str:
    """Exception type and the first frame of our own: what groups equal failures."""
    frame, own = error.__traceback__, ""
    while frame is not None:
        filename = frame.tb_frame.f_code.co_filename
        if "/services/" in filename:
            own = f"{filename.rpartition('/services/')[2]}:{frame.tb_frame.f_code.co_name}"
        frame = frame.tb_next
    return f"{type(error).__name__}@{own}" if own else type(error).__name__


def _message(error: BaseException) -> str:
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return ", ".join(f"{'.'.join(map(str, item['loc'])) or 'body'} {item['type']}" for item in found)
    if isinstance(error, DBAPIError):
        # Its own text repeats the statement, and PostgreSQL's DETAIL the values of the row.
        return f"{type(error.orig).__name__} {sqlstate_of(error) or ''}".strip()
    if isinstance(error, (AppError, PermanentError)):
        return str(error)
    # Others quote what they did not like.
    return _QUOTED.sub("'…'", str(error))
