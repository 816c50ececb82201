"""Which service answers where, and what it is told."""

import uuid

import httpx
import pytest

from tests.deploy.gateway.conftest import BASE_DOMAIN

ROUTES = {
    "/api/v1/tenants": "tenant",
    "/api/v1/tenants/availability?subdomain=a": "tenant",
    "/api/v1/tenant": "tenant",
    "/api/v1/tenant/configurations/timezone": "tenant",
    "/api/v1/auth/me": "auth",
    "/api/v1/users": "auth",
    "/api/v1/audit": "auth",
    "/.well-known/jwks.json": "auth",
    "/api/v1/provisioning/sagas/1": "provisioning",
    "/api/v1/ops/sagas": "provisioning",
    "/api/v1/ops/notifications/deliveries": "notifications",
    "/api/v1/ops/notifications-x": "provisioning",
    "/api/v1/notifications/x": "notifications",
}
HIDDEN = (
    "/metrics",
    "/health/live",
    "/health/ready",
    "/health/all",
    "/api",
    "/api/v2/x",
    "/.well-known/x",
    "//metrics",
)


@pytest.mark.parametrize(("path", "service"), ROUTES.items())
def test_route_known_prefix_reaches_its_service(client: httpx.Client, path: str, service: str) -> None:
    answer = client.get(path).json()
    assert (answer["service"], answer["path"]) == (service, path)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/tenantsfoo",
        "/api/v1/authx",
        "/api/v1/auditx",
        "/api/v1/clientes",
        "/api/v1/opsx/1",
        "/api/v1/notificationsx",
    ],
)
def test_route_any_other_path_belongs_to_business(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 502


def test_health_asks_the_aggregator(client: httpx.Client) -> None:
    answer = client.get("/health").json()
    assert (answer["service"], answer["path"]) == ("provisioning", "/health/all")


@pytest.mark.parametrize("path", HIDDEN)
def test_route_internal_path_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(str(client.base_url) + path)
    assert answer.status_code == 404
    assert answer.json()["code"] == "NOT_FOUND"


def test_documents_of_our_own_are_served_from_disk(client: httpx.Client) -> None:
    assert client.get("/api/openapi.json").json() == {"openapi": "3.1.0"}


@pytest.mark.parametrize(
    "host", ["acme." + BASE_DOMAIN + ":8080", BASE_DOMAIN, "elsewhere.example", "127.0.0.1:1"]
)
def test_host_passes_as_it_came(client: httpx.Client, host: str) -> None:
    assert client.get("/api/v1/tenant", headers={"Host": host}).json()["headers"]["host"] == [host]


def test_forwarded_address_of_the_client_is_not_believed(client: httpx.Client) -> None:
    claims = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Host": "evil.example", "traceparent": "00-a-b-01"}
    told = client.get("/api/v1/tenant", headers=claims).json()["headers"]
    assert told["x-forwarded-for"] == ["127.0.0.1"]
    assert told["x-forwarded-proto"] == ["http"]
    assert "x-forwarded-host" not in told
    assert told["traceparent"] == ["00-a-b-01"]


@pytest.mark.parametrize("path", ["/api/v1/tenant", "/api/v1/clientes", "/", "/metrics"])
def test_request_id_of_the_client_is_kept_everywhere(client: httpx.Client, path: str) -> None:
    own = str(uuid.uuid4())
    assert client.get(path, headers={"X-Request-ID": own}).headers.get_list("x-request-id") == [own]


@pytest.mark.parametrize("own", ["", "1", '"}', "01890a5d-ac96-774b-bcce-b302099a80570"])
def test_request_id_that_is_no_uuid_is_replaced(client: httpx.Client, own: str) -> None:
    answer = client.get("/api/v1/tenant", headers={"X-Request-ID": own})
    made = answer.headers["x-request-id"]
    assert (uuid.UUID(made).version, uuid.UUID(made).variant) == (4, uuid.RFC_4122)
    assert answer.json()["headers"]["x-request-id"] == [made]


def test_stream_first_event_arrives_at_once(client: httpx.Client) -> None:
    with client.stream("GET", "/api/v1/provisioning/sagas/1/stream", timeout=5) as answer:
        assert next(answer.iter_lines()) == "event: saga"
