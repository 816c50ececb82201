"""What ends a command early, and the exit code it ends with; docs/cli.md documents both."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """Scripts rely on these: they never change their meaning."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_ALLOWED = 3
    NOT_FOUND = 4
    CONFLICT = 5
    UNREACHABLE = 6


_BY_STATUS = {
    400: Exit.USAGE,
    401: Exit.NOT_ALLOWED,
    403: Exit.NOT_ALLOWED,
    404: Exit.NOT_FOUND,
    409: Exit.CONFLICT,
    422: Exit.USAGE,
    502: Exit.UNREACHABLE,
    503: Exit.UNREACHABLE,
    504: Exit.UNREACHABLE,
}


class CliError(Exception):
    """A refusal in the API's own form, whether it came from there or was made here."""

    def __init__(self, code: Exit, problem: Mapping[str, Any]) -> None:
        super().__init__(problem["title"])
        self.exit_code = code
        self.problem = dict(problem)


def refused(status: int, problem: Mapping[str, Any]) -> CliError:
    """The API's refusal."""
    return CliError(_BY_STATUS.get(status, Exit.FAILED), problem)


def failure(exit_code: Exit, code: str, title: str, detail: str) -> CliError:
    """A refusal of our own, with the members the API's have."""
    return CliError(exit_code, {"title": title, "detail": detail, "code": code})
