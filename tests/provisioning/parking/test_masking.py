"""What nobody may read is masked wherever it stands, and nothing else is touched."""

import json
import time
from typing import Any

import pytest

from services.provisioning.parking.masking import MASK, mask, mask_body
from tests.messaging.helpers import HASH, created

TOKEN = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "password_hash",
        "newPassword",
        "senha",
        "nova_senha",
        "hash",
        "token",
        "sealed_token",
        "secret",
        "client-secret",
        "otp",
        "otp_code",
        "totp",
        "handoff_code",
        "recovery_codes",
        "Authorization",
        "set-cookie",
        "api_key",
    ],
)
@pytest.mark.parametrize(
    "held", ["hunter2", 123456, ["hunter2"], {"value": "hunter2"}], ids=["text", "int", "list", "dict"]
)
def test_field_with_a_secret_name_is_masked_at_any_depth(name: str, held: Any) -> None:
    body = {"tenant_id": "1", "outer": [{"inner": {name: held, "kept": "yes"}}]}
    assert mask(body) == {"tenant_id": "1", "outer": [{"inner": {name: MASK, "kept": "yes"}}]}


@pytest.mark.parametrize(
    "body",
    [
        b'{"code": "EMAIL_TAKEN", "footprint": 1, "note": "the token is blue"}',
        b'{"password_hash": "", "token": null}',
        b"{not json",
        b"\xff\xfe\x00",
        b"",
        b"[" * 100_000,
        b'{"a": NaN, "b": 1e999}',
        json.dumps({"nome": "João \ud800"}).encode(),
    ],
    ids=["no secrets", "nothing in them", "no JSON", "no UTF-8", "empty", "deep", "no numbers", "surrogate"],
)
def test_body_without_secrets_stays_byte_for_byte(body: bytes) -> None:
    assert mask_body(body) == body


@pytest.mark.parametrize(
    "body",
    [
        created().model_dump_json().encode(),
        json.dumps({"note": f"it was {HASH} then"}).encode(),
        json.dumps({"note": TOKEN}).encode(),
        json.dumps({"payload": json.dumps({"password": "hunter2"})}).encode(),
        b'{"password": "hunter2", "password": ""}',
        b'{"password": "hunter2", "cut": "of',
        b'{"password_hash": "hunter2',
        b"{'password': 'hunter2'}",
        b"password=hunter2&x=1",
        b'\xff{"secret": "hunter2"}',
        '{"password": "hunter2"}'.encode("utf-16"),
        f'{{"x": "{HASH}"'.encode("utf-16-le"),
    ],
    ids=[
        "event",
        "hash in a text",
        "token in a text",
        "JSON in JSON",
        "twice",
        "cut off",
        "cut off inside",
        "single quotes",
        "form",
        "no UTF-8",
        "UTF-16",
        "UTF-16 without a mark",
    ],
)
def test_secret_is_masked_whatever_the_body_is(body: bytes) -> None:
    shown = mask_body(body).replace(b"\0", b"")
    assert shown != body
    for trace in ("hunter2", "argon2", TOKEN[:20]):
        assert trace.encode() not in shown


def test_masked_event_keeps_everything_else() -> None:
    event = created()
    shown = json.loads(mask_body(event.model_dump_json().encode()))
    whole = json.loads(event.model_dump_json())
    whole["admin"]["password_hash"] = MASK
    assert shown == whole


@pytest.mark.parametrize("unit", ["a", "\\", '"', "token", 'token\\"', '"password":"', "eyJ", "eyJ.", " ", "otp."])
def test_megabyte_of_anything_is_masked_in_little_time(unit: str) -> None:
    body = (unit * (1_000_000 // len(unit))).encode()
    began = time.perf_counter()
    mask_body(body)
    # Quadratic, it would take hours.
    assert time.perf_counter() - began < 20
