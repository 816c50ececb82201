"""Time-based one-time passwords (RFC 6238) as authenticator apps know them: SHA-1, six digits, 30 seconds."""

import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_S = 30
ISSUER = "Focinho"
# What HMAC-SHA-1 recommends (RFC 4226, 4).
_SECRET_BYTES = 20
# A step to either side: clocks differ, and codes are typed slowly (RFC 6238, 5.2).
_DRIFT = (-1, 0, 1)


def new_secret() -> bytes:
    """160 random bits."""
    return secrets.token_bytes(_SECRET_BYTES)


def is_code(text: str) -> bool:
    """Whether the text has the form of a code."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()


def step_at(now: datetime) -> int:
    """The number of 30 s steps since 1970."""
    return int(now.timestamp()) // STEP_S


def code_of(secret: bytes, step: int) -> str:
    """What an app shows during the step."""
    return HOTP(secret, DIGITS, SHA1()).generate(step).decode("ascii")  # noqa: S303 - what the apps compute


def matching_step(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is, of the present one and its neighbours; the latest where several have it."""
    steps = [step_at(now) + drift for drift in _DRIFT]
    # All of them, so that the time taken does not tell which.
    found = [step for step in steps if hmac.compare_digest(code_of(secret, step), code)]
    return max(found, default=None)


def provisioning_uri(secret: bytes, email: str) -> str:
    """What an app reads from a QR code."""
    return TOTP(secret, DIGITS, SHA1(), STEP_S).get_provisioning_uri(email, ISSUER)  # noqa: S303
