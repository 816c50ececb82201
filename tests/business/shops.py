"""What the tests here need of the fixtures `shop` and `other_shop`, and the calls they share."""

from typing import Any, Protocol

import httpx

from libs.common.database import Database
from libs.common.tenancy.tenant import Tenant

JSON = {"Content-Type": "application/json"}


class Shop(Protocol):
    """A live shop: its business API in this process, signed in, and its database as svc_business."""

    client: httpx.AsyncClient
    tenant: Tenant
    database: Database


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
