"""What a signed-in device carries: a signed access token, and opaque secrets that are stored as hashes."""

import hashlib
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import OKPKey

from libs.common.auth import ALGORITHM
from libs.common.clock import new_id
from libs.common.permissions import scopes_of
from services.auth.models import Impersonation, User

_SECRET_BYTES = 32
# Known by their sight, so that no log takes them (libs.common.logging).
_HANDOFF_PREFIX = "handoff_"
_LINK_PREFIX = "link_"
# Part of the code as it is hashed: what begins with it and is known was made for an operator.
_SUPPORT_PREFIX = _HANDOFF_PREFIX + "support_"


class TokenIssuer:
    """Signs access tokens (RFC 9068 profile) that every service verifies offline; `ttl_s` in seconds."""

    def __init__(self, key: OKPKey, *, issuer: str, audience: str, ttl_s: int) -> None:
        self._key, self._issuer, self._audience = key, issuer, audience
        self._header = {"alg": ALGORITHM, "kid": key.kid, "typ": "at+jwt"}
        self.ttl_s = ttl_s

    def issue(
        self, user: User, *, session_id: UUID, now: datetime, impersonation: Impersonation | None = None
    ) -> str:
        """An access token of this user's session; without `tid` for a platform operator outside of shops."""
        issued_at = now.timestamp()
        claims: dict[str, Any] = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(user.id),
            "role": user.role,
            "scope": " ".join(scopes_of(user.role)),
            "sid": str(session_id),
            "iat": issued_at,
            "exp": int(issued_at) + self.life_s(impersonation, now),
            "jti": str(new_id()),
        }
        if user.tenant_id is not None:
            claims["tid"] = str(user.tenant_id)
        if impersonation is not None:
            claims["imp"] = {"reason": impersonation.reason}
        return jwt.encode(self._header, claims, self._key, algorithms=[ALGORITHM])

    def life_s(self, impersonation: Impersonation | None, now: datetime) -> int:
        """Whole seconds that a token lives: an operator's in a shop never longer than his session there."""
        if impersonation is None:
            return self.ttl_s
        return min(self.ttl_s, int((impersonation.expires_at - now).total_seconds()))


def new_refresh_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def new_handoff_code() -> str:
    """256 random bits, URL-safe."""
    return _HANDOFF_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)


def new_link_token() -> str:
    """256 random bits for a link in a letter, URL-safe."""
    return _LINK_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)


def new_support_code() -> str:
    """256 random bits, URL-safe, and to be told from a hand-off's."""
    return _SUPPORT_PREFIX + secrets.token_urlsafe(_SECRET_BYTES)


def is_support_code(code: str) -> bool:
    return code.startswith(_SUPPORT_PREFIX)


def hash_token(token: str) -> bytes:
    """SHA-256 of a refresh token or a code: it has all the entropy it needs, so a slow hash would add nothing."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
