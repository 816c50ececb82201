"""What `petshop doctor` looks at: each check answers what it found and what to do next, and never a secret."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    OK = "OK"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do when it is not well."""

    name: str
    status: Status
    summary: str
    next: str | None = None


# Names of what it reports on, and the function that reports.
Check = tuple[str, Callable[[], Awaitable[Sequence[Finding]]]]


def ok(name: str, summary: str) -> Finding:
    return Finding(name, Status.OK, summary)


def warn(name: str, summary: str, then: str) -> Finding:
    return Finding(name, Status.WARN, summary, then)


def fail(name: str, summary: str, then: str) -> Finding:
    return Finding(name, Status.FAIL, summary, then)


def skew(name: str, seconds: float) -> Finding:
    """A clock beside this machine's."""
    if abs(seconds) <= MAX_SKEW_S:
        return ok(name, "agrees with this machine's")
    direction = "ahead of" if seconds > 0 else "behind"
    return warn(name, f"{abs(seconds):.0f} s {direction} this machine's", "Let NTP set both clocks.")


MAX_SKEW_S = 2.0
