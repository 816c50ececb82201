"""Which access tokens are believed."""

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, OKPKey

from libs.common import auth
from libs.common.auth import (
    ALGORITHM,
    Principal,
    SessionRevokedError,
    TokenExpiredError,
    TokenInvalidError,
    TokenVerifier,
    bearer_token,
)
from libs.common.clock import new_id


def new_key() -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)


@dataclass
class Keys:
    """A JWKS file, and the private halves of what stands in it."""

    file: Path
    current: OKPKey

    def publish(self, *keys: OKPKey) -> None:
        self.file.write_text(json.dumps(KeySet(list(keys)).as_dict(private=False)))

    def verifier(self) -> TokenVerifier:
        return TokenVerifier(self.file, issuer="petshop", audience="shops")


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    found = Keys(tmp_path / "jwks.json", new_key())
    found.publish(found.current)
    return found


def claims(**overrides: Any) -> dict[str, Any]:
    now = int(time.time())
    valid = {
        "iss": "petshop",
        "aud": "shops",
        "sub": str(new_id()),
        "tid": str(new_id()),
        "role": "owner",
        "scope": "account shop",
        "sid": str(new_id()),
        "iat": now,
        "exp": now + 900,
        "jti": str(new_id()),
    }
    return {name: value for name, value in (valid | overrides).items() if value is not None}


def token(key: OKPKey, header: dict[str, Any] | None = None, **overrides: Any) -> str:
    full = {"alg": ALGORITHM, "kid": key.kid, "typ": "at+jwt"} | (header or {})
    present = {name: value for name, value in full.items() if value is not None}
    return jwt.encode(present, claims(**overrides), key, algorithms=[ALGORITHM])


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_valid_token_names_its_principal(keys: Keys) -> None:
    tenant_id, user_id, session_id = new_id(), new_id(), new_id()
    verifier = keys.verifier()
    issued = token(keys.current, tid=str(tenant_id), sub=str(user_id), sid=str(session_id))
    principal = verifier.verify(issued)
    assert (principal.user_id, principal.tenant_id, principal.session_id) == (user_id, tenant_id, session_id)
    assert (principal.role, principal.scopes, principal.is_operator) == (
        "owner",
        frozenset({"account", "shop"}),
        False,
    )
    assert verifier.verify(issued) is principal


def test_operator_has_no_tenant(keys: Keys) -> None:
    principal = keys.verifier().verify(token(keys.current, tid=None, role="operator", scope="account platform"))
    assert (principal.tenant_id, principal.is_operator) == (None, True)


def test_expired_token_says_so(keys: Keys) -> None:
    with pytest.raises(TokenExpiredError):
        keys.verifier().verify(token(keys.current, exp=int(time.time()) - 1))


def test_token_that_expires_in_the_cache_says_so(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    verifier, issued = keys.verifier(), token(keys.current)
    verifier.verify(issued)
    later = time.time() + 901
    monkeypatch.setattr(time, "time", lambda: later)
    for _ in range(2):
        with pytest.raises(TokenExpiredError):
            verifier.verify(issued)


@pytest.mark.parametrize(
    "overrides",
    [
        {"iss": "somebody"},
        {"iss": None},
        {"aud": "others"},
        {"aud": None},
        {"exp": None},
        {"exp": "soon"},
        {"sub": None},
        {"sub": "no-uuid"},
        {"sid": None},
        {"tid": "no-uuid"},
        {"tid": 7},
        {"role": None},
        {"scope": None},
        {"header": {"typ": "JWT"}},
        {"header": {"typ": None}},
        {"header": {"kid": "unknown"}},
        {"header": {"kid": None}},
    ],
    ids=str,
)
def test_token_with_a_wrong_part_is_invalid(keys: Keys, overrides: dict[str, Any]) -> None:
    with pytest.raises(TokenInvalidError):
        keys.verifier().verify(token(keys.current, **overrides))


def _unsigned(_: Keys) -> str:
    return f"{_part({'alg': 'none', 'typ': 'at+jwt'})}.{_part(claims())}."


def _signed_with_the_public_key(keys: Keys) -> str:
    public = keys.current.as_dict(private=False)
    secret = OctKey.import_key(str(public["x"]))
    return jwt.encode({"alg": "HS256", "kid": keys.current.kid, "typ": "at+jwt"}, claims(), secret)


def _tampered(keys: Keys) -> str:
    head, _, signature = token(keys.current).split(".")
    return f"{head}.{_part(claims(role='operator', scope='platform'))}.{signature}"


def _of_another_key(keys: Keys) -> str:
    return token(new_key(), header={"kid": keys.current.kid})


def _with_its_own_key(_: Keys) -> str:
    key = new_key()
    return token(key, header={"jwk": key.as_dict(private=False)})


def _deep_header(_: Keys) -> str:
    return f"{base64.urlsafe_b64encode(b'[' * 6000).decode()}.{_part(claims())}.AAAA"


@pytest.mark.parametrize(
    "forge",
    [_unsigned, _signed_with_the_public_key, _tampered, _of_another_key, _with_its_own_key, _deep_header],
)
def test_forged_token_is_invalid(keys: Keys, forge: Callable[[Keys], str]) -> None:
    with pytest.raises(TokenInvalidError):
        keys.verifier().verify(forge(keys))


@pytest.mark.parametrize(
    "garbage", ["", ".", "..", "a.b.c", "....", "é.é.é", "\udcff", "W10.W10.W10", "x" * 20_000]
)
def test_garbage_is_invalid(keys: Keys, garbage: str) -> None:
    with pytest.raises(TokenInvalidError):
        keys.verifier().verify(garbage)


def test_new_key_is_believed_once_it_is_published(keys: Keys) -> None:
    verifier, following = keys.verifier(), new_key()
    with pytest.raises(TokenInvalidError):
        verifier.verify(token(following))
    keys.publish(keys.current, following)
    verifier.verify(token(following))
    verifier.verify(token(keys.current))


def test_retired_key_is_believed_no_more_nor_what_it_verified(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    following, issued = new_key(), token(keys.current)
    keys.publish(keys.current, following)
    verifier = keys.verifier()
    verifier.verify(issued)
    keys.publish(following)
    monkeypatch.setattr(auth, "_LOOK_INTERVAL_S", 0)
    for old in (issued, token(keys.current)):
        with pytest.raises(TokenInvalidError):
            verifier.verify(old)
    verifier.verify(token(following))


@pytest.mark.parametrize("content", ['{"keys": [', '{"keys": 5}', "[]", None])
def test_key_file_that_cannot_be_used_leaves_the_known_keys_and_says_so_once(
    keys: Keys, capture_logs: Callable[[], str], content: str | None
) -> None:
    verifier = keys.verifier()
    if content is None:
        keys.file.unlink()
    else:
        keys.file.write_text(content)
    for _ in range(2):
        with pytest.raises(TokenInvalidError):
            verifier.verify(token(new_key()))
    verifier.verify(token(keys.current))
    assert capture_logs().count("keeping the known ones") == 1


def test_check_is_asked_about_every_token_the_cached_ones_too(keys: Keys) -> None:
    refused: set[UUID] = set()

    def check(principal: Principal) -> None:
        if principal.session_id in refused:
            raise SessionRevokedError

    verifier = TokenVerifier(keys.file, issuer="petshop", audience="shops", check=check)
    issued = token(keys.current)
    refused.add(verifier.verify(issued).session_id)
    for again in (issued, token(keys.current, sid=str(*refused))):
        with pytest.raises(SessionRevokedError):
            verifier.verify(again)
    verifier.verify(token(keys.current))


@pytest.mark.parametrize(
    ("header", "found"), [(None, None), ("", None), ("Bearer  a.b.c ", "a.b.c"), ("bearer x", "x")]
)
def test_bearer_token_of_a_header(header: str | None, found: str | None) -> None:
    assert bearer_token(header) == found


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer ", "abc"])
def test_other_authorization_is_invalid(header: str) -> None:
    with pytest.raises(TokenInvalidError):
        bearer_token(header)
