import base64
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from libs.common.auth import TokenExpiredError, TokenInvalidError, TokenVerifier
from libs.common.clock import new_id, utc_now
from libs.common.logging import without_secrets
from libs.common.permissions import scopes_of
from services.auth import keys
from services.auth.models import Impersonation, User
from services.auth.tokens import TokenIssuer, hash_token, new_handoff_code, new_refresh_token, new_support_code

OWNER = User(new_id(), new_id(), "ana@example.com", "Ana", "Lima", "owner", True)
OPERATOR = replace(OWNER, id=new_id(), tenant_id=None, role="operator")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[TokenIssuer, TokenVerifier]:
    private, jwks = tmp_path / "private.json", tmp_path / "jwks.json"
    keys.generate_keys(private, jwks)
    issuer = TokenIssuer(keys.read_private_key(private), issuer="petshop", audience="petshop", ttl_s=900)
    return issuer, TokenVerifier(jwks, issuer="petshop", audience="petshop")


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _ = (base64.urlsafe_b64decode(part + "==") for part in token.split("."))
    return json.loads(header), json.loads(claims)


def test_issue_owner_verifies_offline(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    issuer, verifier = pair
    session_id = new_id()
    principal = verifier.verify(issuer.issue(OWNER, session_id=session_id, now=utc_now()))
    assert (principal.user_id, principal.tenant_id, principal.session_id) == (
        OWNER.id,
        OWNER.tenant_id,
        session_id,
    )
    assert principal.scopes == set(scopes_of("owner"))
    assert not principal.is_operator


def test_issue_header_and_claims_are_the_contract(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    header, claims = parts_of(pair[0].issue(OWNER, session_id=new_id(), now=utc_now()))
    assert header["alg"] == "Ed25519"
    assert header["typ"] == "at+jwt"
    assert header["kid"]
    assert set(claims) == {"iss", "aud", "sub", "tid", "role", "scope", "sid", "iat", "exp", "jti"}
    assert claims["exp"] - int(claims["iat"]) == 900


def test_issue_operator_has_no_tenant_and_no_shop_scope(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    issuer, verifier = pair
    token = issuer.issue(OPERATOR, session_id=new_id(), now=utc_now())
    assert "tid" not in parts_of(token)[1]
    principal = verifier.verify(token)
    assert principal.is_operator
    assert principal.tenant_id is None
    assert "shop" not in principal.scopes


def test_verify_expired_token_raises(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    issuer, verifier = pair
    token = issuer.issue(OWNER, session_id=new_id(), now=utc_now() - timedelta(seconds=901))
    with pytest.raises(TokenExpiredError):
        verifier.verify(token)


def test_verify_changed_claims_raises(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    issuer, verifier = pair
    header, _, signature = issuer.issue(OWNER, session_id=new_id(), now=utc_now()).split(".")
    _, claims, _ = issuer.issue(OPERATOR, session_id=new_id(), now=utc_now()).split(".")
    with pytest.raises(TokenInvalidError):
        verifier.verify(f"{header}.{claims}.{signature}")


def test_verify_token_of_another_key_raises(pair: tuple[TokenIssuer, TokenVerifier], tmp_path: Path) -> None:
    private, jwks = tmp_path / "other.json", tmp_path / "other-jwks.json"
    keys.generate_keys(private, jwks)
    stranger = TokenIssuer(keys.read_private_key(private), issuer="petshop", audience="petshop", ttl_s=900)
    with pytest.raises(TokenInvalidError):
        pair[1].verify(stranger.issue(OWNER, session_id=new_id(), now=utc_now()))


def test_issue_support_says_why_and_never_outlives_the_session(pair: tuple[TokenIssuer, TokenVerifier]) -> None:
    issuer, verifier = pair
    support, now = replace(OPERATOR, tenant_id=OWNER.tenant_id, role="support"), utc_now()
    visit = Impersonation("a look at the agenda", now + timedelta(seconds=90, milliseconds=700))
    token = issuer.issue(support, session_id=new_id(), now=now, impersonation=visit)
    principal = verifier.verify(token)
    assert (principal.user_id, principal.tenant_id) == (OPERATOR.id, OWNER.tenant_id)
    assert (principal.role, principal.impersonation) == ("support", "a look at the agenda")
    assert principal.scopes == {"shop", "shop:settings", "shop:audit"}
    assert principal.expires_at <= visit.expires_at.timestamp()
    assert issuer.life_s(visit, now) == 90
    assert verifier.verify(issuer.issue(OWNER, session_id=new_id(), now=now)).impersonation is None


def test_new_refresh_token_is_256_bits_and_unique() -> None:
    tokens = {new_refresh_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(base64.urlsafe_b64decode(token + "=")) == 32 for token in tokens)


def test_new_handoff_code_is_256_bits_and_unique_and_no_log_takes_it() -> None:
    codes = {new_handoff_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(len(base64.urlsafe_b64decode(code.removeprefix("handoff_") + "=")) == 32 for code in codes)
    codes |= {new_support_code() for _ in range(100)}
    assert {without_secrets(f"key={code}; {code}") for code in codes} == {"key=[secret]; [secret]"}


def test_hash_token_takes_anything_a_cookie_can_hold() -> None:
    assert len(hash_token("\udcff ü \x00")) == 32
