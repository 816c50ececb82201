"""Calls and checks that the tests of the business service share."""

from typing import Any

import httpx

from libs.common.tenancy.tenant import Tenant, TenantStatus
from tests.infra.shops import Shop

JSON = {"Content-Type": "application/json"}


def tenant_of(shop: Shop) -> Tenant:
    """The shop as the directory knows it."""
    return Tenant(
        id=shop.tenant_id,
        name=shop.subdomain,
        subdomain=shop.subdomain,
        status=TenantStatus.ACTIVE,
        schema_name=shop.schema,
        role_name=shop.schema,
        plan_type="basic",
    )


async def create(shop: Shop, resource: str, **fields: Any) -> dict[str, Any]:
    """The created record, with defaults for what the resource demands."""
    required = {"servicos": {"nome": "Banho", "preco": "50.00", "duracao": 45}}
    body = required.get(resource, {"nome": "Ana"}) | fields
    response = await shop.client.post(f"/api/v1/{resource}", json=body)
    assert response.status_code == 201, response.text
    record: dict[str, Any] = response.json()
    return record


async def names(shop: Shop, path: str, **params: Any) -> list[str]:
    """The names on one page."""
    response = await shop.client.get(path, params=params)
    assert response.status_code == 200, response.text
    return [item["nome"] for item in response.json()["items"]]


def assert_problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem's body, once its shape holds."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (body["status"], body["code"], body["title"]) == (status, code, body["error"])
    assert body["request_id"] == response.headers["x-request-id"]
    assert ("errors" in body) == (status == 422)
    return body


def assert_field_problem(
    response: httpx.Response, field: str, code: str | None = None, *, problem: str = "VALIDATION_ERROR"
) -> None:
    """A 422 that names this field, and no other."""
    errors = assert_problem(response, 422, problem)["errors"]
    assert {error["field"] for error in errors} == {field}
    if code is not None:
        assert errors[0]["code"] == code
