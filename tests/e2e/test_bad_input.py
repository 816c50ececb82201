"""Bad input is refused with a problem document and a stable code: through the gateway and around it.

One test sends a whole table to one route; it lists every request that was answered otherwise than promised.
"""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any, Literal

import httpx
import pytest
import pytest_asyncio

from tests.e2e import hostile
from tests.e2e.hostile import Target
from tests.e2e.problems import assert_problem, faults_of
from tests.e2e.targets import SERVICO, TARGETS
from tests.infra.shops import Shop, signup_body
from tests.infra.system import BASE_DOMAIN, System

Way = Literal["gateway", "direct"]
JSON = {"Content-Type": "application/json"}
MAX_BODY = 1_048_576
every_target = pytest.mark.parametrize("name", TARGETS)
# A password may hold characters that nothing else may: it is hashed, never stored or shown.
LENIENT = {("login", "password")}


@pytest.fixture(params=["gateway", "direct"])
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


class Sender:
    """Sends requests as the shop's owner, or as nobody, one way or the other, and notes broken promises."""

    def __init__(self, clients: dict[tuple[str, bool], httpx.AsyncClient]) -> None:
        self._clients = clients
        self.faults: list[str] = []

    def client(self, service: str, *, public: bool = False) -> httpx.AsyncClient:
        return self._clients[service, public]

    async def expect(
        self, label: object, target: Target, statuses: Iterable[int], *, content: Any = None, **options: Any
    ) -> httpx.Response | None:
        """Sends one request; a dropped connection or an answer outside `statuses` is a fault."""
        headers = JSON | options.pop("headers", {})
        path = options.pop("path", target.path)
        client = self.client(target.service, public=target.public)
        try:
            answer = await client.request(target.method, path, content=content, headers=headers, **options)
        except httpx.HTTPError as error:
            self.faults.append(f"{label}: dropped, {error!r}")
            return None
        self.check(label, answer, statuses)
        return answer

    def check(self, label: object, answer: httpx.Response, statuses: Iterable[int]) -> None:
        faults = faults_of(answer) if answer.status_code >= 400 else []
        if answer.status_code not in statuses:
            faults.append(f"status {answer.status_code}: {answer.text[:300]}")
        self.faults.extend(f"{str(label)[:120]}: {fault}" for fault in faults)


@pytest_asyncio.fixture
async def sender(system: System, lasting_shop: Shop, way: Way) -> AsyncIterator[Sender]:
    clients: dict[tuple[str, bool], httpx.AsyncClient] = {}
    for name in system.ports:
        for public in (True, False):
            host = None if public else lasting_shop.subdomain
            client = system.client(host) if way == "gateway" else system.service(name, _host(host))
            if not public:
                client.headers["Authorization"] = f"Bearer {lasting_shop.token}"
            clients[name, public] = client
    sender = Sender(clients)
    yield sender
    for client in clients.values():
        await client.aclose()
    assert sender.faults == [], "\n".join(sender.faults)


@every_target
async def test_body_that_is_no_valid_request_is_refused(sender: Sender, name: str) -> None:
    for label, (body, statuses) in hostile.BODIES.items():
        await sender.expect(label, TARGETS[name], statuses, content=body)


@every_target
async def test_value_that_no_field_takes_is_refused(sender: Sender, name: str) -> None:
    target = TARGETS[name]
    for field in target.fields:
        for label, raw in hostile.NEVER_A_VALUE.items():
            lenient = (name, field) in LENIENT and label in ("NUL", "control character", "escape sequence")
            statuses = {401} if lenient else hostile.REFUSED
            await sender.expect(f"{field}: {label}", target, statuses, content=target.with_value(field, raw))
    await sender.expect("unknown field", target, {422}, content=target.with_unknown_field())


@every_target
async def test_content_type_that_is_not_json_is_415(sender: Sender, name: str) -> None:
    target = TARGETS[name]
    body = json.dumps(target.body).encode()
    for content_type in hostile.CONTENT_TYPES:
        client = sender.client(target.service, public=target.public)
        request = client.build_request(target.method, target.path, content=body)
        if content_type is not None:
            request.headers["Content-Type"] = content_type
        sender.check(content_type, await client.send(request), {415})


@every_target
async def test_body_over_the_limit_is_413_with_and_without_its_length(sender: Sender, name: str) -> None:
    target = TARGETS[name]
    body = target.padded(MAX_BODY + 1)
    await sender.expect("with length", target, {413}, content=body)
    await sender.expect("chunked", target, {413}, content=_chunks(body))
    await sender.expect("far over", target, {413}, content=body * 3)


async def test_allowed_body_of_300_kilobytes_passes(sender: Sender) -> None:
    target = replace(TARGETS["clientes"], body={"nome": "Ana"})
    for label, content in (("length", target.padded(300_000)), ("chunks", _chunks(target.padded(300_000)))):
        answer = await sender.expect(label, target, {201}, content=content)
        assert answer is not None
    target = replace(TARGETS["configuration"], body={"config_value": "America/Recife"})
    await sender.expect("configuration", target, {200}, content=target.padded(300_000))


@pytest.mark.parametrize("subdomain", hostile.SUBDOMAINS)
async def test_hostile_subdomain_is_refused_and_never_available(sender: Sender, subdomain: str) -> None:
    body = signup_body(subdomain=subdomain)
    await sender.expect(subdomain, TARGETS["sign-up"], {422}, content=json.dumps(body).encode())
    client = sender.client("tenant", public=True)
    answer = await client.get("/api/v1/tenants/availability", params={"subdomain": subdomain})
    # Letters in upper case and blanks around are forgiven where a person only asks.
    usable = subdomain.strip().lower()
    if answer.status_code == 200 and usable in ("upper", "mixed"):
        return
    sender.check(subdomain, answer, {200, 422})
    if answer.status_code == 200:
        assert (answer.json()["available"], answer.json()["reason"] in ("invalid", "reserved")) == (False, True)


async def test_hostile_query_is_answered_or_refused(sender: Sender) -> None:
    fine = {200, 400, 414, 422}
    availability = Target("tenant", "GET", "/api/v1/tenants/availability", {}, (), public=True)
    lists = [Target("business", "GET", f"/api/v1/{name}", {}, ()) for name in ("clientes", "animais", "servicos")]
    for query in hostile.QUERIES:
        await sender.expect(query, availability, fine, path=f"{availability.path}?subdomain={query}")
        for target in lists:
            await sender.expect(query, target, fine, path=f"{target.path}?q={query}")
            await sender.expect(query, target, fine, path=f"{target.path}?{query}")
    for target in lists:
        for cursor in hostile.CURSORS:
            await sender.expect(cursor, target, {422}, path=f"{target.path}?cursor={cursor}")
        for limit in hostile.LIMITS:
            await sender.expect(limit, target, {422}, path=f"{target.path}?limit={limit}")
    await sender.expect("no subdomain", availability, {422})
    await sender.expect("twice", availability, {200, 422}, path=f"{availability.path}?subdomain=a&subdomain=b")
    await sender.expect("20 kB", availability, {414, 422}, path=f"{availability.path}?subdomain={'x' * 20_000}")


async def test_hostile_header_is_refused(sender: Sender) -> None:
    clientes = TARGETS["clientes"]
    body = json.dumps(clientes.body).encode()
    wrong = {"X-Tenant-ID": {403, 404}, "Authorization": {401}, "Idempotency-Key": {400}}
    for header, values in hostile.HEADERS.items():
        for value in values:
            for target in (clientes, replace(clientes, method="POST", path="/api/v1/servicos", body=SERVICO)):
                content = body if target is clientes else json.dumps(SERVICO).encode()
                await sender.expect(
                    f"{header}: {value!r}", target, wrong[header], content=content, headers=_raw(header, value)
                )


async def test_hostile_header_is_ignored_where_it_means_nothing(sender: Sender) -> None:
    availability = Target("tenant", "GET", "/api/v1/tenants/availability?subdomain=abc", {}, (), public=True)
    for header in ("X-Tenant-ID", "Authorization", "Idempotency-Key"):
        for value in hostile.HEADERS[header]:
            await sender.expect(f"{header}: {value!r}", availability, {200}, headers=_raw(header, value))


async def test_request_id_that_is_no_uuid_is_replaced(sender: Sender) -> None:
    target = Target("tenant", "GET", "/api/v1/tenants/availability", {}, (), public=True)
    for value in hostile.REQUEST_IDS:
        answer = await sender.expect(value, target, {422}, headers=_raw("X-Request-ID", value))
        assert answer is not None
        assert answer.headers["x-request-id"] != value


async def test_request_id_that_is_a_uuid_is_kept(sender: Sender) -> None:
    target = Target("tenant", "GET", "/api/v1/tenants/availability", {}, (), public=True)
    for value in ("018f0000-0000-7000-8000-0000000000ab", "018F0000-0000-7000-8000-0000000000AB"):
        answer = await sender.expect(value, target, {422}, headers={"X-Request-ID": value})
        assert answer is not None
        assert answer.headers["x-request-id"] == value


async def test_hostile_id_in_the_path_is_refused(sender: Sender) -> None:
    for value in hostile.PATH_IDS:
        for resource in ("clientes", "animais", "servicos"):
            for method in ("GET", "DELETE"):
                target = Target("business", method, f"/api/v1/{resource}/{value}", {}, ())
                await sender.expect(f"{method} {value}", target, {400, 404, 422})
    for value in hostile.UUIDS:
        for suffix in ("", "/stream"):
            target = Target(
                "provisioning", "GET", f"/api/v1/provisioning/sagas/{value}{suffix}", {}, (), public=True
            )
            await sender.expect(f"{value}{suffix}", target, {400, 404, 422})
        target = Target("tenant", "GET", f"/api/v1/tenant/configurations/{value}", {}, ())
        await sender.expect(value, target, {400, 404, 422})


async def test_method_that_a_route_does_not_take_is_405(sender: Sender) -> None:
    wrong = {
        "/api/v1/tenants": ("tenant", ("GET", "PUT", "PATCH", "DELETE", "TRACE")),
        "/api/v1/clientes": ("business", ("PUT", "PATCH", "DELETE", "TRACE")),
        "/api/v1/clientes/1": ("business", ("POST", "PUT", "TRACE")),
        "/api/v1/auth/login": ("auth", ("GET", "PUT", "PATCH", "DELETE", "TRACE")),
        "/api/v1/tenant/configurations": ("tenant", ("POST", "PUT", "DELETE")),
        "/api/v1/users/x": ("auth", ("GET", "POST", "PUT", "TRACE")),
    }
    for path, (service, methods) in wrong.items():
        for method in methods:
            target = Target(service, method, path, {}, ())
            answer = await sender.expect(f"{method} {path}", target, {405})
            assert answer is None or "allow" in answer.headers


async def test_unknown_path_is_404(sender: Sender) -> None:
    unknown = {
        "tenant": ("/api/v1/tenants/x", "/api/v1/tenant/x", "/api/v1/tenants/"),
        "auth": ("/api/v1/auth", "/api/v1/auth/x", "/api/v1/users/x/y"),
        "provisioning": ("/api/v1/provisioning", "/api/v1/provisioning/x", "/api/v1/ops/x"),
        "notifications": ("/api/v1/notifications", "/api/v1/notifications/x/y/z", "/api/v1/ops/notifications/x"),
        "business": ("/api/v1/x", "/api/v1/clientes/1/x", "/api/v1/clientes/", "/api/v1/"),
    }
    for service, paths in unknown.items():
        for path in paths:
            for method in ("GET", "POST"):
                await sender.expect(
                    f"{method} {path}", Target(service, method, path, {}, ()), {404}, content=b"{}"
                )


async def test_repeated_key_counts_as_its_last_value(sender: Sender) -> None:
    target = TARGETS["clientes"]
    await sender.expect("bad last", target, {422}, content=b'{"nome": "Ana", "nome": 1}')
    answer = await sender.expect("good last", target, {201}, content=b'{"nome": 1, "nome": "Bia"}')
    assert answer is not None
    assert answer.json()["nome"] == "Bia"


async def test_unknown_reference_is_422_at_its_field(sender: Sender) -> None:
    for cliente_id in (999_999_999, 2**63 - 1):
        body = json.dumps({"nome": "Rex", "cliente_id": cliente_id}).encode()
        answer = await sender.expect(cliente_id, TARGETS["animais"], {422}, content=body)
        assert answer is not None
        assert assert_problem(answer, 422, "NOT_FOUND")["errors"][0]["field"] == "cliente_id"


def _host(subdomain: str | None) -> str:
    return f"{subdomain}.{BASE_DOMAIN}" if subdomain else BASE_DOMAIN


def _raw(header: str, value: str) -> dict[str, Any]:
    """A header whose value travels byte by byte."""
    encoded: Any = value.encode("latin-1")
    return {header: encoded}


async def _chunks(body: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]
