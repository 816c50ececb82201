"""What the gateway itself refuses, and what it leaves to the services."""

import dataclasses
import socket
from pathlib import Path

import httpx
import pytest

from deploy.gateway.config import GatewayConfig, RateLimit
from tests.deploy.gateway.conftest import BASE_DOMAIN, free_port, running

MEMBERS = {"type", "title", "status", "detail", "instance", "error", "code", "request_id"}


def _assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    document = answer.json()
    assert answer.status_code == document["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(document) == MEMBERS
    assert document["code"] == code
    assert [document["request_id"]] == answer.headers.get_list("x-request-id")


def _raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_unreachable_service_is_502(client: httpx.Client) -> None:
    answer = client.post("/api/v1/clientes?q=secret", json={})
    _assert_problem(answer, 502, "DEPENDENCY_UNAVAILABLE")
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["instance"] == "/api/v1/clientes"


def test_body_over_the_limit_is_413_and_a_large_one_passes(client: httpx.Client) -> None:
    _assert_problem(client.post("/api/v1/tenant", content=b"x" * 1_100_000), 413, "PAYLOAD_TOO_LARGE")
    assert client.post("/api/v1/tenant", content=b"x" * 300_000).json()["length"] == 300_000


def test_photo_may_be_larger_and_nothing_beside_it(client: httpx.Client) -> None:
    # Nobody answers there: what is not refused for its size has passed.
    _assert_problem(
        client.post("/api/v1/animais/7/fotos", content=b"x" * 12_582_912), 502, "DEPENDENCY_UNAVAILABLE"
    )
    for path, length in (
        ("animais/7/fotos", 14_000_000),
        ("animais", 1_100_000),
        ("animais/7/fotos/8", 1_100_000),
    ):
        _assert_problem(client.post(f"/api/v1/{path}", content=b"x" * length), 413, "PAYLOAD_TOO_LARGE")


def test_method_a_page_does_not_take_is_405(client: httpx.Client) -> None:
    answer = client.post("/")
    _assert_problem(answer, 405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"NONSENSE\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
    ],
)
def test_malformed_request_is_a_problem_document(gateway: GatewayConfig, sent: bytes, status: int) -> None:
    answer = _raw(gateway.port, sent)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/problem+json" in answer
    assert answer.lower().count(b"x-request-id") == 1
    assert b'"code":"BAD_REQUEST"' in answer


def test_instance_cannot_break_out_of_its_string(gateway: GatewayConfig) -> None:
    answer = _raw(gateway.port, b'GET /metrics/a","x":"b\\ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    assert b'"instance":"/"' in answer


def test_login_over_the_rate_is_429_but_reading_is_free(client: httpx.Client) -> None:
    answers = [client.post("/api/v1/auth/login") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    _assert_problem(answers[-1], 429, "RATE_LIMITED")
    assert answers[-1].headers["retry-after"] == "1"
    assert all(client.get("/api/v1/auth/login").status_code == 200 for _ in range(10))


def test_code_exchange_over_the_rate_is_429_and_so_is_login_then(gateway: GatewayConfig) -> None:
    # Another address than the other tests', so that neither uses up what the others may.
    transport = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(base_url=f"http://127.0.0.1:{gateway.port}", transport=transport) as client:
        answers = [client.post("/api/v1/auth/handoff/exchange") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        _assert_problem(answers[-1], 429, "RATE_LIMITED")
        assert client.post("/api/v1/auth/login").status_code == 429
        assert all(client.post("/api/v1/auth/handoff").status_code == 200 for _ in range(10))


def test_door_of_an_invitation_counts_as_login(gateway: GatewayConfig) -> None:
    transport = httpx.HTTPTransport(local_address="127.0.0.3")
    with httpx.Client(base_url=f"http://127.0.0.1:{gateway.port}", transport=transport) as client:
        paths = [
            f"/api/v1/auth/invitations/{name}" for name in ("accept", "preview", "accept", "preview", "accept")
        ]
        assert [client.post(path).status_code for path in paths] == [200, 200, 200, 429, 429]


@pytest.mark.parametrize("path", ["refresh", "password/forgot", "password/reset", "email/verify"])
def test_what_needs_no_token_is_counted_by_address_and_takes_no_login_away(
    gateway: GatewayConfig, path: str
) -> None:
    transport = httpx.HTTPTransport(local_address=f"127.0.1.{len(path)}")
    with httpx.Client(base_url=f"http://127.0.0.1:{gateway.port}", transport=transport) as client:
        answers = [client.post(f"/api/v1/auth/{path}") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert client.post("/api/v1/auth/login").status_code == 200


def test_stranger_uses_up_no_limit_but_his_own(gateway: GatewayConfig, folder: Path) -> None:
    slow = dataclasses.replace(gateway, port=free_port(), work_dir=folder / "strangers", shop=RateLimit(1, 2))
    base_url, shop = f"http://127.0.0.1:{slow.port}", {"Host": f"acme.{BASE_DOMAIN}"}
    with (
        running(slow),
        httpx.Client(base_url=base_url, transport=httpx.HTTPTransport(local_address="127.0.0.2")) as stranger,
        httpx.Client(base_url=base_url, trust_env=False) as client,
    ):
        for headers in (shop, {}):
            answers = [stranger.get("/api/v1/tenant", headers=headers) for _ in range(5)]
            assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
            assert client.get("/api/v1/tenant", headers=headers).status_code == 200


def test_pages_of_a_busy_shop_are_not_counted_against_it(gateway: GatewayConfig, folder: Path) -> None:
    slow = dataclasses.replace(gateway, port=free_port(), work_dir=folder / "slow", shop=RateLimit(1, 2))
    with running(slow), httpx.Client(base_url=f"http://127.0.0.1:{slow.port}", trust_env=False) as client:
        client.headers["Host"] = f"acme.{BASE_DOMAIN}"
        assert [client.get("/api/v1/tenant").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
        assert {client.get("/inicio").status_code for _ in range(5)} == {200}


@pytest.mark.parametrize("status", [404, 409, 429, 500, 503])
def test_error_of_a_service_passes_unchanged(client: httpx.Client, status: int) -> None:
    answer = client.get("/api/v1/tenant", headers={"X-Answer": str(status), "Host": f"acme.{BASE_DOMAIN}"})
    assert answer.status_code == status
    assert answer.json()["service"] == "tenant"


@pytest.mark.parametrize("path", ["/", "/api/v1/tenant", "/api/v1/clientes", "/api/docs"])
def test_security_headers_are_on_every_answer_once(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("x-frame-options") == ["DENY"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["server"] == "nginx"
