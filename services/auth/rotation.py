"""A new signing key, one safe step a call: it is published, then signs, then the old one is retired.

Where the rotation stands is seen from the files: a next private key beside the current one, or more published keys
than the current one. Since when, their modification times say; a copy that changes these only prolongs a wait.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from joserfc.jwk import OKPKey

from libs.common.auth import MAX_TOKEN_LIFE
from services.auth import keys

# Services look at the file every few seconds; whoever fetches the set may keep it for its max-age. Twice that.
PUBLISHED_BEFORE_USE = timedelta(seconds=2 * keys.JWKS_MAX_AGE_S)
# No token lives longer; the rest is for processes that have not seen yet that they sign with another key.
KEPT_AFTER_USE = MAX_TOKEN_LIFE + timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Step:
    """What was done (None: it is too early), and what the next call will do; `due` None: whenever you like."""

    done: str | None
    following: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class _Files:
    private: Path
    jwks: Path

    @property
    def next(self) -> Path:
        return self.private.with_name(f"{self.private.stem}-next{self.private.suffix}")

    def published(self) -> list[OKPKey]:
        signing = keys.read_private_key(self.private)
        return [OKPKey.import_key(key) for key in keys.read_jwks(self.jwks, signing=signing)["keys"]]


def rotate(private_file: Path, jwks_file: Path, *, now: datetime) -> Step:
    """Does the next step if its time has come. Raises ValueError for files that do not fit together, OSError."""
    files = _Files(private_file, jwks_file)
    with _alone(private_file.parent):
        if not files.next.exists() and len(files.published()) == 1:
            # The mode of its predecessor: containers may read it as another account.
            keys.write_new_key(files.next, mode=stat.S_IMODE(private_file.stat().st_mode))
        if files.next.exists():
            return _bring_in(files, now)
        return _retire(files, now)


def _bring_in(files: _Files, now: datetime) -> Step:
    following, published = keys.read_private_key(files.next), files.published()
    if following.kid not in {key.kid for key in published}:
        keys.write_jwks(files.jwks, *published, following)
        return Step(f"published {following.kid}", *_use(files, following))
    step, due = _use(files, following)
    if now < due:
        return Step(None, step, due)
    # Its age as the signing key counts from now, also when this process dies between the two lines.
    os.utime(files.next)
    files.next.rename(files.private)
    return Step(f"new tokens are signed with {following.kid}", *_retirement(files))


def _retire(files: _Files, now: datetime) -> Step:
    following, due = _retirement(files)
    if now < due:
        return Step(None, following, due)
    signing = keys.read_private_key(files.private)
    gone = " ".join(_others(files))
    keys.write_jwks(files.jwks, signing)
    return Step(f"retired {gone}", "begin anew, by publishing another key", None)


def _use(files: _Files, following: OKPKey) -> tuple[str, datetime]:
    return f"sign new tokens with {following.kid}", _changed_at(files.jwks) + PUBLISHED_BEFORE_USE


def _retirement(files: _Files) -> tuple[str, datetime]:
    return f"retire {' '.join(_others(files))}", _changed_at(files.private) + KEPT_AFTER_USE


def _others(files: _Files) -> list[str]:
    signing = keys.read_private_key(files.private)
    return [str(key.kid) for key in files.published() if key.kid != signing.kid]


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """One at a time; the lock goes with the process."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
