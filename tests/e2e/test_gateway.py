"""The gateway of the running system: one door, one document, nothing of the inside."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from deploy.gateway.config import SERVICES
from tests.e2e.problems import assert_problem
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually

PATHS = {
    "/api/v1/tenants": {"post"},
    "/api/v1/tenants/availability": {"get"},
    "/api/v1/tenant": {"get", "patch"},
    "/api/v1/tenant/configurations": {"get"},
    "/api/v1/tenant/configurations/{config_key}": {"get", "put", "delete"},
    "/api/v1/provisioning/sagas/{saga_id}": {"get"},
    "/api/v1/provisioning/sagas/{saga_id}/stream": {"get"},
    "/api/v1/ops/notifications/deliveries": {"get"},
    "/api/v1/auth/login": {"post"},
    "/api/v1/auth/refresh": {"post"},
    "/api/v1/auth/logout": {"post"},
    "/api/v1/auth/me": {"get", "patch"},
    "/api/v1/auth/email/verify": {"post"},
    "/api/v1/auth/email/verification": {"post"},
    "/api/v1/auth/password/forgot": {"post"},
    "/api/v1/auth/password/reset": {"post"},
    "/api/v1/auth/password/change": {"post"},
    "/api/v1/auth/handoff": {"post"},
    "/api/v1/auth/handoff/exchange": {"post"},
    "/api/v1/auth/sessions": {"get"},
    "/api/v1/auth/sessions/{session_id}": {"delete"},
    "/api/v1/auth/mfa": {"get"},
    "/api/v1/auth/mfa/totp/setup": {"post"},
    "/api/v1/auth/impersonations": {"get", "post"},
    "/api/v1/users": {"get"},
    "/api/v1/users/{user_id}": {"patch", "delete"},
    "/api/v1/users/invitations": {"get", "post"},
    "/api/v1/audit": {"get"},
    "/api/v1/audit/platform": {"get"},
    "/.well-known/jwks.json": {"get"},
    "/api/v1/clientes": {"get", "post"},
    "/api/v1/clientes/{cliente_id}": {"get", "patch", "delete"},
    "/api/v1/clientes/{cliente_id}/animais": {"get"},
    "/api/v1/animais": {"get", "post"},
    "/api/v1/animais/{animal_id}": {"get", "patch", "delete"},
    "/api/v1/servicos": {"get", "post"},
    "/api/v1/servicos/{servico_id}": {"get", "patch", "delete"},
}
NO_TOKEN = {
    "/api/v1/tenants",
    "/api/v1/tenants/availability",
    "/api/v1/tenants/here",
    "/api/v1/provisioning/sagas/{saga_id}",
    "/api/v1/provisioning/sagas/{saga_id}/stream",
    "/api/v1/auth/login",
    "/api/v1/auth/refresh",
    "/api/v1/auth/logout",
    "/api/v1/auth/handoff/exchange",
    "/api/v1/auth/email/verify",
    "/api/v1/auth/password/forgot",
    "/api/v1/auth/password/reset",
    "/api/v1/auth/invitations/accept",
    "/api/v1/auth/invitations/preview",
    "/api/v1/notifications/opt-outs/{token}",
    "/.well-known/jwks.json",
}
INTERNAL = (
    "/metrics",
    "/health/live",
    "/health/ready",
    "/health/all",
    "/health/",
    "/metrics/",
    "/api",
    "/api/",
    "/api/v2/clientes",
    "/api/metrics",
    "/_problem/404",
    "/.well-known/openid-configuration",
)
SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
}


async def test_health_names_every_service_as_ready(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.get("/health")
    assert answer.status_code == 200
    assert answer.json() == dict.fromkeys(SERVICES, "ready")


@pytest.mark.parametrize("path", INTERNAL)
async def test_inside_of_the_system_is_not_reachable(system: System, shop: Shop, path: str) -> None:
    for host in (None, shop.subdomain):
        async with system.client(host) as client:
            answer = await client.get(path)
            assert_problem(answer, 404, "NOT_FOUND")
            for spelling in (f"/{path}", f"/x/..{path}", path.replace("e", "%65", 1)):
                # As it stands: the client would tidy it up.
                answer = await client.get("/", extensions={"target": spelling.encode()})
                assert_problem(answer, 404, "NOT_FOUND")


async def test_openapi_document_names_every_route_and_who_needs_a_token(
    anonymous: httpx.AsyncClient, documents: Path
) -> None:
    answer = await anonymous.get("/api/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    for path, methods in PATHS.items():
        assert methods <= document["paths"].get(path, {}).keys(), path
    operations = _operations(document)
    assert {path for path, operation in operations if operation.get("security") == []} == NO_TOKEN
    assert document["security"] == [{"bearer": []}]
    assert all(path.startswith(("/api/v1/", "/.well-known/", "/health")) for path, _ in operations)
    assert all("422" not in operation["responses"] or operation["summary"] for _, operation in operations)
    assert _dangling_references(document) == set()


async def test_documentation_page_loads_nothing_from_elsewhere(
    anonymous: httpx.AsyncClient, documents: Path
) -> None:
    page = await anonymous.get("/api/docs")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']*""", page.text) == []
    assert "'self'" in page.headers["content-security-policy"]
    assert "http" not in page.headers["content-security-policy"]
    assets = re.findall(r"""(?:src|href)=["']([^"'#]+)""", page.text)
    assert len(assets) >= 3
    for asset in assets:
        found = await anonymous.get(httpx.URL("http://localhost/api/docs").join(asset).path)
        assert found.status_code == 200, asset


@pytest.mark.parametrize(
    "path", ["/", "/api/docs", "/api/v1/clientes", "/api/v1/tenants/availability?subdomain=abc", "/metrics"]
)
async def test_security_headers_stand_once_on_every_answer(
    anonymous: httpx.AsyncClient, documents: Path, path: str
) -> None:
    answer = await anonymous.get(path)
    for header, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(header) == [value]
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert len(answer.headers.get_list("x-request-id")) == 1
    assert not re.search(r"\d", answer.headers.get("server", ""))


@pytest.mark.parametrize("path", ["/", "/health", "/metrics", "/api/v1/clientes", "/api/v1/tenants/availability"])
async def test_request_id_is_the_clients_own_or_a_new_one(anonymous: httpx.AsyncClient, path: str) -> None:
    own = str(uuid4())
    assert (await anonymous.get(path, headers={"X-Request-ID": own})).headers["x-request-id"] == own
    made = {(await anonymous.get(path)).headers["x-request-id"] for _ in range(2)}
    assert len(made) == 2
    assert all(UUID(value).version == 4 for value in made)


async def test_request_id_reaches_the_service_that_answers(system: System, shop: Shop) -> None:
    own = str(uuid4())
    answer = await shop.client.get("/api/v1/clientes/999999", headers={"X-Request-ID": own})
    assert assert_problem(answer, 404, "NOT_FOUND")["request_id"] == own
    # The line is written when the answer is out.
    lines = await eventually(
        lambda: [
            json.loads(line) for line in system.log_of("business").splitlines(True) if own in line and "\n" in line
        ]
    )
    assert {line["tenant_id"] for line in lines} == {str(shop.tenant_id)}


async def test_any_other_path_belongs_to_the_front_end_which_does_not_run_here(
    system: System, anonymous: httpx.AsyncClient, shop: Shop
) -> None:
    front = await anonymous.get("/")
    assert front.status_code == 503
    assert front.headers["content-type"].startswith("text/html")
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", front.text) == []
    for path in ("/anything", "/a/b/c", "/apix", "/healthy", "/metricsx", "/index.html"):
        assert (await anonymous.get(path)).text == front.text
    async with system.client(shop.subdomain) as client:
        assert (await client.get("/agenda")).text == front.text


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/api/v1/tenants/x", "tenant"),
        ("/api/v1/tenant/x", "tenant"),
        ("/api/v1/auth/x", "auth"),
        ("/api/v1/users", "auth"),
        ("/api/v1/provisioning/x", "provisioning"),
        ("/api/v1/ops/x", "provisioning"),
        ("/api/v1/tenantsx", "business"),
        ("/api/v1/tenant-x", "business"),
        ("/api/v1/authx", "business"),
        ("/api/v1/opsx", "business"),
        ("/api/v1/provisioningx", "business"),
        ("/api/v1/notificationsx", "business"),
        ("/api/v1/ops/notificationsx", "provisioning"),
        ("/api/v1/clientes/x", "business"),
        ("/api/v1/", "business"),
    ],
)
async def test_route_ends_at_a_segment_and_reaches_its_service(
    system: System, anonymous: httpx.AsyncClient, path: str, service: str
) -> None:
    own = str(uuid4())
    answer = await anonymous.get(path, headers={"X-Request-ID": own})
    assert answer.status_code in (401, 404, 422)
    # The line is written when the answer is out.
    assert await eventually(lambda: [name for name in system.ports if own in system.log_of(name)]) == [service]


async def test_body_limit_of_the_gateway_is_no_smaller_than_the_services(anonymous: httpx.AsyncClient) -> None:
    # Exactly at the limit: refused for what is in it, not for its size.
    answer = await anonymous.post(
        "/api/v1/tenants", content=b"{}".ljust(1_048_576), headers={"Content-Type": "application/json"}
    )
    assert_problem(answer, 422, "VALIDATION_ERROR")


def _operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, item in document["paths"].items() for operation in item.values()]


def _dangling_references(document: dict[str, Any]) -> set[str]:
    """References to schemas that the document does not hold."""
    wanted: set[str] = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))
    return wanted - set(document["components"]["schemas"])
