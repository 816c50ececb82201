"""Access tokens: verified offline against the public keys, with the verified result cached until it expires."""

import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError
from joserfc.jwk import KeySet

from libs.common.errors import AppError, ForbiddenError
from libs.common.logging import get_logger
from libs.common.permissions import AccessScope
from libs.common.watched import WatchedFile

log = get_logger(__name__)

ALGORITHM = "Ed25519"
# What `ACCESS_TOKEN_TTL_S` may be at most: so long a revocation has to be remembered.
MAX_TOKEN_LIFE = timedelta(days=1)
_CACHE_SIZE = 10_000
# How long a key that was retired is believed at most, with what it signed.
_LOOK_INTERVAL_S = 5.0


class TokenMissingError(AppError):
    status, code, title = 401, "TOKEN_MISSING", "Sign in first"


class TokenExpiredError(AppError):
    status, code, title = 401, "TOKEN_EXPIRED", "This access token has expired"


class TokenInvalidError(AppError):
    status, code, title = 401, "TOKEN_INVALID", "This access token is not valid"


class SessionRevokedError(AppError):
    status, code, title = 401, "SESSION_REVOKED", "This session has ended, sign in again"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking, as the access token says it. `tenant_id` is None for a platform operator."""

    user_id: UUID
    tenant_id: UUID | None
    role: str
    scopes: frozenset[str]
    session_id: UUID
    # Seconds since 1970, to the microsecond: a revocation ends what was issued before it, and nothing after.
    issued_at: float
    expires_at: int
    # Why an operator is in this shop as `support`; None for everybody else.
    impersonation: str | None = None

    @property
    def is_operator(self) -> bool:
        return AccessScope.PLATFORM in self.scopes


class _Claims(jwt.JWTClaimsRegistry):
    """RFC 9068's claims; `iat` to the microsecond, by a clock that may be a little ahead of ours."""

    leeway_of_iat_s = 60

    def validate_iat(self, value: object) -> None:
        if not isinstance(value, int | float) or value > time.time() + self.leeway_of_iat_s:
            raise InvalidClaimError("iat", "Claim 'iat' must be a time that has come")


class TokenVerifier:
    """Checks signature, issuer, audience, type and expiry by the keys of a JWKS file, which may change any time.

    `check` is asked about every principal, the cached ones as well, and raises for who is refused nevertheless.
    """

    def __init__(
        self,
        jwks_file: Path,
        *,
        issuer: str,
        audience: str,
        check: Callable[[Principal], None] | None = None,
    ) -> None:
        self._file, self._check = WatchedFile(jwks_file), check
        self._file.has_changed()
        self._keys = _read_keys(jwks_file)
        self._looked_at = time.monotonic()
        self._cache: OrderedDict[bytes, Principal] = OrderedDict()
        self._claims = _Claims(
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
            iat={"essential": True},
        )

    def verify(self, token: str) -> Principal:
        """The principal of a valid token. Raises TokenExpiredError, TokenInvalidError, or what `check` raises."""
        if time.monotonic() - self._looked_at >= _LOOK_INTERVAL_S:
            self._look_at_keys()
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        principal = self._cache.get(digest)
        if principal is None:
            principal = self._decode(token)
            self._cache[digest] = principal
            if len(self._cache) > _CACHE_SIZE:
                self._cache.popitem(last=False)
        if principal.expires_at <= time.time():
            del self._cache[digest]
            raise TokenExpiredError
        if self._check is not None:
            self._check(principal)
        return principal

    def _decode(self, token: str) -> Principal:
        try:
            decoded = jwt.decode(token, self._keys_for_decoding, algorithms=[ALGORITHM])
            self._claims.validate(decoded.claims)
            if decoded.header.get("typ") != "at+jwt":
                raise TokenInvalidError
            return _principal(decoded.claims)
        except ExpiredTokenError:
            raise TokenExpiredError from None
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            raise TokenInvalidError from None

    def _keys_for_decoding(self, obj: Any) -> Any:
        kid = obj.headers().get("kid")
        if not kid:
            # The library would try its only key.
            raise TokenInvalidError
        if not any(key.kid == kid for key in self._keys.keys):
            self._look_at_keys()
        return self._keys.get_by_kid(kid)

    def _look_at_keys(self) -> None:
        """Takes the file's keys where it has changed; a file that cannot be used leaves the known ones."""
        self._looked_at = time.monotonic()
        if not self._file.has_changed():
            return
        try:
            self._keys = _read_keys(self._file.path)
        except (OSError, JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("public keys cannot be read, keeping the known ones", error=repr(error))
            return
        # What a retired key verified goes with it.
        self._cache.clear()
        log.info("public keys read", kids=[key.kid for key in self._keys.keys])


def _read_keys(file: Path) -> KeySet:
    return KeySet.import_key_set(json.loads(file.read_text()))


def _principal(claims: dict[str, Any]) -> Principal:
    tenant_id, impersonation = claims.get("tid"), claims.get("imp")
    return Principal(
        user_id=UUID(claims["sub"]),
        tenant_id=UUID(tenant_id) if tenant_id is not None else None,
        role=str(claims["role"]),
        scopes=frozenset(str(claims["scope"]).split()),
        session_id=UUID(claims["sid"]),
        issued_at=float(claims["iat"]),
        expires_at=int(claims["exp"]),
        impersonation=str(impersonation["reason"]) if impersonation is not None else None,
    )


def bearer_token(authorization: str | None) -> str | None:
    """The token of an Authorization header; None without one. Raises TokenInvalidError for other schemes."""
    if not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenInvalidError
    return token.strip()


def require_scope(*scopes: AccessScope) -> Callable[[Request], Awaitable[Principal]]:
    """A dependency that answers the principal, or refuses who has none of `scopes`."""

    # A coroutine, though it waits for nothing: a plain function would cost a thread of the pool.
    async def principal(request: Request) -> Principal:
        found: Principal | None = request.scope["state"].get("principal")
        if found is None:
            raise TokenMissingError
        if found.scopes.isdisjoint(scopes):
            raise ForbiddenError
        return found

    return principal


AccountPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.ACCOUNT))]
ShopPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.SHOP))]
SettingsPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.SETTINGS))]
TeamPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.TEAM))]
AuditPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.AUDIT))]
# Who is asking whatever he may do: also an operator inside a shop, who has no account there.
AnyPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.ACCOUNT, AccessScope.SHOP))]
# What the platform sees of all shops, and an owner of hers.
OversightPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.AUDIT, AccessScope.PLATFORM))]
PlatformPrincipal = Annotated[Principal, Depends(require_scope(AccessScope.PLATFORM))]
