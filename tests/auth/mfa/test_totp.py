"""Codes of the app: the standard's own values, and what is refused."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from services.auth.mfa import totp

SECRET = b"12345678901234567890"
NOW = datetime(2026, 3, 1, 12, 0, 15, tzinfo=UTC)


def code_at(secret: bytes, now: datetime) -> str:
    uri = urlsplit(totp.provisioning_uri(secret, "ana@example.com"))
    return totp.code_of(base64.b32decode(parse_qs(uri.query)["secret"][0]), totp.step_at(now))


# RFC 6238, appendix B (SHA-1): the last six of its eight digits.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_of(SECRET, totp.step_at(now)) == code
    assert totp.matching_step(SECRET, code, now) == seconds // 30


@pytest.mark.parametrize(("seconds", "drift"), [(-60, None), (-30, -1), (0, 0), (30, 1), (60, None)])
def test_code_counts_one_step_to_either_side(seconds: int, drift: int | None) -> None:
    code = code_at(SECRET, NOW + timedelta(seconds=seconds))
    wanted = None if drift is None else totp.step_at(NOW) + drift
    assert totp.matching_step(SECRET, code, NOW) == wanted


def test_code_of_another_secret_is_none() -> None:
    assert totp.matching_step(totp.new_secret(), code_at(SECRET, NOW), NOW) is None


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "１２３４５６", "١٢٣٤٥٦", "12345²"])
def test_anything_but_six_ascii_digits_is_no_code(text: str) -> None:
    assert not totp.is_code(text)


def test_uri_says_what_an_app_needs() -> None:
    uri = urlsplit(totp.provisioning_uri(SECRET, "ana+1@example.com"))
    assert (uri.scheme, uri.netloc, unquote(uri.path)) == ("otpauth", "totp", "/Focinho:ana+1@example.com")
    assert {name: value[0] for name, value in parse_qs(uri.query).items()} == {
        "secret": base64.b32encode(SECRET).decode(),
        "issuer": "Focinho",
        "algorithm": "SHA1",
        "digits": "6",
        "period": "30",
    }
    assert len({totp.new_secret() for _ in range(50)}) == 50
    assert len(totp.new_secret()) == 20
