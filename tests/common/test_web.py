"""The HTTP edge of any service, around a small app of our own."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio
from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from libs.common.edge import RegistrySession, ShopRoute, ShopWork
from libs.common.errors import NotFoundError
from libs.common.logging import get_logger
from libs.common.query import Query
from libs.common.runtime import Runtime
from libs.common.settings import ServiceSettings
from libs.common.tenancy.middleware import PLATFORM_PUBLIC, PUBLIC
from libs.common.tenancy.tenant import Tenant
from libs.common.types import Name, RequestModel
from libs.common.web import TAKES_FORMS, create_app, takes_files
from tests.infra.servers import Servers, free_ports

TABLE = "svc_business.deferred"
ORIGIN = "https://shop.example.com"
WHO = Query(text("SELECT current_user::text"))
router = APIRouter()
shops = APIRouter(route_class=ShopRoute)


class Body(RequestModel):
    nome: Name


@router.post("/deferred", status_code=201, openapi_extra=PLATFORM_PUBLIC)
async def create_deferred(session: RegistrySession, ok: bool = False) -> dict[str, bool]:
    # Checked at commit only: the route itself succeeds.
    await session.execute(text(f"INSERT INTO {TABLE} (id, other) VALUES (1, :other)"), {"other": 1 if ok else 2})
    return {"created": True}


@router.get("/query", openapi_extra=PLATFORM_PUBLIC)
async def query(session: RegistrySession) -> int:
    return int(await session.scalar(text("SELECT 1")) or 0)


@shops.get("/shop", openapi_extra=PUBLIC)
async def shop(work: ShopWork) -> str:
    get_logger("test").info("inside")
    return str(await work.value(WHO))


@router.post("/body", openapi_extra=PLATFORM_PUBLIC)
async def take_body(body: Body) -> Body:
    return body


@router.post("/form", status_code=204, openapi_extra=PLATFORM_PUBLIC | TAKES_FORMS)
async def take_form() -> None:
    """Reads no body."""


@router.post("/file", openapi_extra=PLATFORM_PUBLIC | takes_files(["image/png", "image/webp"], max_bytes=3000))
async def take_file(request: Request) -> int:
    return len(await request.body())


@router.get("/kept", openapi_extra=PLATFORM_PUBLIC)
async def kept(response: Response) -> None:
    response.headers["Cache-Control"] = "public, max-age=300"


@router.get("/refused", openapi_extra=PLATFORM_PUBLIC)
async def refused() -> None:
    raise NotFoundError("Nothing here.")


@router.get("/broken", openapi_extra=PLATFORM_PUBLIC)
async def broken() -> None:
    raise RuntimeError("secret detail")


def _client(servers: Servers, database_url: str) -> tuple[httpx.AsyncClient, Runtime]:
    values: dict[str, Any] = {
        "database_url": database_url,
        "amqp_url": "amqp://nobody@127.0.0.1:1/",
        "port": 1,
        "jwks_file": servers.keys.jwks_file,
        "idempotency_key_file": servers.keys.idempotency_file,
        "cors_origins": [ORIGIN],
        "max_body_bytes": 1000,
    }
    runtime = Runtime("business", ServiceSettings(**values))
    app = runtime.mount(create_app(title="test", routers=[router, shops]))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost"), runtime


@pytest_asyncio.fixture
async def client(
    servers: Servers, scratch: str, capture_logs: Callable[[], str]
) -> AsyncIterator[httpx.AsyncClient]:
    """At the app, whose database is there."""
    client, runtime = _client(servers, servers.service_url("business", scratch))
    async with client:
        yield client
    await runtime.database.close()


def _lines(logs: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in logs.splitlines()]


def _problem(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["request_id"] == response.headers["x-request-id"]
    return response.status_code, body["code"]


async def test_request_id_of_the_client_is_kept(client: httpx.AsyncClient) -> None:
    for wanted in (str(uuid4()), str(uuid4()).upper()):
        for path in ("/query", "/refused", "/broken", "/nowhere"):
            response = await client.get(path, headers={"X-Request-ID": wanted})
            assert response.headers.get_list("x-request-id") == [wanted]


async def test_answer_of_any_kind_is_kept_by_nobody_and_embeds_nothing(client: httpx.AsyncClient) -> None:
    for path in ("/query", "/refused", "/broken", "/nowhere"):
        headers = (await client.get(path)).headers
        assert headers.get_list("cache-control") == ["no-store"]
        assert headers.get_list("content-security-policy") == ["default-src 'none'; frame-ancestors 'none'"]
        assert headers.get_list("x-content-type-options") == ["nosniff"]
        assert headers.get_list("referrer-policy") == ["no-referrer"]
    assert (await client.get("/kept")).headers.get_list("cache-control") == ["public, max-age=300"]


@pytest.mark.parametrize("sent", ["", "1", "x" * 36, "{12345678-1234-1234-1234-12345678901}", "a\tb"])
async def test_other_request_id_is_replaced(client: httpx.AsyncClient, sent: str) -> None:
    answers = [await client.get("/query", headers={"X-Request-ID": sent}) for _ in range(2)]
    ids = {str(UUID(answer.headers["x-request-id"])) for answer in answers}
    assert len(ids) == 2
    assert sent not in ids


@pytest.mark.parametrize(
    ("method", "path", "sent", "expected"),
    [
        ("GET", "/nowhere", {}, (404, "NOT_FOUND")),
        ("PUT", "/query", {}, (405, "METHOD_NOT_ALLOWED")),
        ("GET", "/refused", {}, (404, "NOT_FOUND")),
        ("GET", "/broken", {}, (500, "INTERNAL_ERROR")),
        ("GET", "/shop", {}, (400, "TENANT_REQUIRED")),
        ("GET", "/shop", {"headers": {"Host": "nobody.localhost"}}, (404, "TENANT_NOT_FOUND")),
        ("POST", "/body", {"json": {"nome": ""}}, (422, "VALIDATION_ERROR")),
        ("POST", "/body", {"json": {"nome": "a" * 2000}}, (413, "PAYLOAD_TOO_LARGE")),
        ("POST", "/body", {"content": b"{"}, (415, "UNSUPPORTED_MEDIA_TYPE")),
    ],
)
async def test_refusal_is_a_problem_with_the_request_id(
    client: httpx.AsyncClient, method: str, path: str, sent: dict[str, Any], expected: tuple[int, str]
) -> None:
    response = await client.request(method, path, **sent)
    assert _problem(response) == expected
    assert "secret" not in response.text


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "content_type", [FORM, f"{FORM}; charset=utf-8", "multipart/form-data; boundary=x", "application/json"]
)
async def test_form_is_taken_where_a_route_says_so_and_nowhere_else(
    client: httpx.AsyncClient, content_type: str
) -> None:
    sent: dict[str, Any] = {"content": b"List-Unsubscribe=One-Click", "headers": {"Content-Type": content_type}}
    assert (await client.post("/form", **sent)).status_code == 204
    if content_type != "application/json":
        assert _problem(await client.post("/body", **sent)) == (415, "UNSUPPORTED_MEDIA_TYPE")
        assert _problem(await client.post("/nowhere", **sent)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded2"])
async def test_route_that_takes_forms_takes_nothing_else(client: httpx.AsyncClient, content_type: str) -> None:
    answer = await client.post("/form", content=b"a=b", headers={"Content-Type": content_type})
    assert _problem(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_form_is_no_way_around_the_limit(client: httpx.AsyncClient) -> None:
    answer = await client.post("/form", content=b"a" * 2000, headers={"Content-Type": FORM})
    assert _problem(answer) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize("content_type", ["image/png", "IMAGE/WebP; x=1"])
async def test_file_is_taken_where_a_route_says_so_up_to_its_own_limit(
    client: httpx.AsyncClient, content_type: str
) -> None:
    headers = {"Content-Type": content_type}
    assert (await client.post("/file", content=b"\0" * 3000, headers=headers)).json() == 3000
    assert _problem(await client.post("/file", content=b"\0" * 3001, headers=headers)) == (
        413,
        "PAYLOAD_TOO_LARGE",
    )

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield bytes(1000)

    assert _problem(await client.post("/file", content=unannounced(), headers=headers)) == (
        413,
        "PAYLOAD_TOO_LARGE",
    )
    for path in ("/body", "/form", "/nowhere"):
        answer = await client.post(path, content=b"x", headers=headers)
        assert _problem(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["image/gif", "text/html", "", FORM])
async def test_route_that_takes_files_takes_no_others(client: httpx.AsyncClient, content_type: str) -> None:
    answer = await client.post("/file", content=b"x", headers={"Content-Type": content_type})
    assert _problem(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert "image/png" in answer.json()["detail"]
    large = await client.post("/file", content=bytes(1001), headers={"Content-Type": content_type})
    assert _problem(large)[0] in (413, 415)


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"nome": "\xff"}', '{"nome": "a"}'.encode("utf-16")])
async def test_body_that_is_no_json_is_a_bad_request(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/body", content=body, headers={"Content-Type": "application/json"})
    assert _problem(response) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("body", [rb'{"nome": "\ud800"}', rb'{"nome": "a", "\ud800": 1}', b'{"nome": NaN}', b"[]"])
async def test_body_that_breaks_a_rule_is_not_valid(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/body", content=body, headers={"Content-Type": "application/json"})
    assert _problem(response) == (422, "VALIDATION_ERROR")
    assert response.json()["errors"]


async def test_body_without_a_length_is_limited_too(client: httpx.AsyncClient) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100

    response = await client.post("/body", content=chunks(), headers={"Content-Type": "application/json"})
    assert _problem(response) == (413, "PAYLOAD_TOO_LARGE")


async def test_refusals_reach_scripts_of_an_allowed_origin(client: httpx.AsyncClient) -> None:
    bad_token = {"Origin": ORIGIN, "Authorization": "Bearer a.b.c"}
    for path in ("/query", "/refused", "/broken", "/nowhere", "/health/nothing"):
        response = await client.get(path, headers=bad_token)
        assert response.headers.get("access-control-allow-origin") == ORIGIN, (path, response.text)
        assert (
            "access-control-allow-origin"
            not in (await client.get(path, headers={"Origin": "https://x.y"})).headers
        )


@pytest_asyncio.fixture
async def _deferred(admin: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[None]:
    await admin.execute(
        f"CREATE TABLE {TABLE} (id int PRIMARY KEY, other int NOT NULL REFERENCES {TABLE}"
        " DEFERRABLE INITIALLY DEFERRED)"
    )
    await admin.execute(f"GRANT SELECT, INSERT ON {TABLE} TO svc_business")
    yield
    await admin.execute(f"DROP TABLE {TABLE}")


@pytest.mark.usefixtures("_deferred")
async def test_failed_commit_is_never_a_success(
    client: httpx.AsyncClient, admin: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    assert _problem(await client.post("/deferred")) == (500, "INTERNAL_ERROR")
    assert await admin.fetchval(f"SELECT count(*) FROM {TABLE}") == 0
    assert (await client.post("/deferred?ok=true")).status_code == 201
    assert await admin.fetchval(f"SELECT count(*) FROM {TABLE}") == 1


async def test_database_away_is_a_dependency_that_comes_back(
    servers: Servers, capture_logs: Callable[[], str]
) -> None:
    closed = replace(servers, database_port=free_ports(1)[0])
    client, runtime = _client(servers, closed.service_url("business", "nowhere"))
    async with client:
        for host in ("localhost", "acme.localhost"):
            response = await client.get("/query" if host == "localhost" else "/shop", headers={"Host": host})
            assert _problem(response) == (503, "DEPENDENCY_UNAVAILABLE")
            assert int(response.headers["retry-after"]) > 0
        assert (await client.get("/health/live")).status_code == 200
        ready = await client.get("/health/ready")
        assert (ready.status_code, ready.json()["database"]) == (503, False)
    await runtime.database.close()


async def test_every_log_line_is_json_with_the_three_ids(
    client: httpx.AsyncClient, tenant: Tenant, capture_logs: Callable[[], str]
) -> None:
    request_id = str(uuid4())
    headers = {"Host": f"{tenant.subdomain}.localhost", "X-Request-ID": request_id}
    assert (await client.get("/shop", headers=headers)).json() == tenant.role_name
    await client.get("/broken")
    lines = _lines(capture_logs())
    assert lines
    assert all(
        {"request_id", "saga_id", "tenant_id", "level", "timestamp", "message"} <= set(line) for line in lines
    )
    inside = next(line for line in lines if line["message"] == "inside")
    assert (inside["request_id"], inside["tenant_id"], inside["saga_id"]) == (request_id, str(tenant.id), None)
    summary = [line for line in lines if line["message"] == "request"]
    assert [(line["path"], line["status"]) for line in summary] == [("/shop", 200), ("/broken", 500)]
    assert (summary[0]["request_id"], summary[1]["tenant_id"]) == (request_id, None)
    failure = next(line for line in lines if line["message"] == "request failed")
    assert "secret detail" in failure["exception"]
