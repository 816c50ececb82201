"""The shop's own record and its configurations, through the gateway."""

import json

import httpx
import pytest

from tests.infra.shops import Shop


async def test_shop_reads_and_renames_itself(shop: Shop) -> None:
    found = (await shop.client.get("/api/v1/tenant")).json()
    assert (found["subdomain"], found["status"], found["plan_type"]) == (shop.subdomain, "active", "basic")
    assert "animals" not in found.get("usage", {})
    changed = await shop.client.patch("/api/v1/tenant", json={"name": "Novo nome", "version": found["version"]})
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["version"]) == ("Novo nome", found["version"] + 1)
    stale = await shop.client.patch("/api/v1/tenant", json={"name": "Outro", "version": found["version"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "STALE_VERSION")


async def test_door_tells_whose_it_is_and_nothing_else(shop: Shop, anonymous: httpx.AsyncClient) -> None:
    def host(name: str) -> dict[str, str]:
        return {"Host": f"{name}.localhost"}

    open_door = await anonymous.get("/api/v1/tenants/here", headers=host(shop.subdomain))
    record = (await shop.client.get("/api/v1/tenant")).json()
    assert open_door.json() == {"name": record["name"], "subdomain": shop.subdomain}
    nobody = await anonymous.get("/api/v1/tenants/here", headers=host("ninguem-mora-aqui"))
    assert (nobody.status_code, nobody.json()["code"]) == (404, "TENANT_NOT_FOUND")
    apex = await anonymous.get("/api/v1/tenants/here")
    assert (apex.status_code, apex.json()["code"]) == (400, "TENANT_REQUIRED")


async def test_one_key_in_two_shops_answers_each_its_own(shop: Shop, other_shop: Shop) -> None:
    for each in (shop, other_shop):
        answer = await each.client.patch(
            "/api/v1/tenant", json={"name": "Mesmo nome", "version": 2}, headers={"Idempotency-Key": "the-same"}
        )
        assert answer.status_code == 200, answer.text
        assert "idempotency-replayed" not in answer.headers
        assert answer.json()["id"] == str(each.tenant_id)
    again = await shop.client.patch(
        "/api/v1/tenant", json={"name": "Mesmo nome", "version": 2}, headers={"Idempotency-Key": "the-same"}
    )
    assert (again.headers["idempotency-replayed"], again.json()["id"]) == ("true", str(shop.tenant_id))


async def test_configurations_are_typed_and_belong_to_one_shop(shop: Shop, other_shop: Shop) -> None:
    url = "/api/v1/tenant/configurations/timezone"
    put = await shop.client.put(url, json={"config_value": "America/Manaus"})
    assert put.status_code == 200
    assert (await shop.client.get(url)).json()["config_value"] == "America/Manaus"
    assert (await other_shop.client.get(url)).status_code == 404
    listed = (await shop.client.get("/api/v1/tenant/configurations")).json()
    assert [item["config_key"] for item in listed["items"]] == ["timezone"]
    assert (await shop.client.delete(url)).status_code == 204
    assert (await shop.client.delete(url)).status_code == 404


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("locale", "fr"),
        ("slot_minutes", "7"),
        ("business_hours", "[]"),
        ("business_hours", '{"mon": [["18:00", "08:00"]]}'),
        ("business_hours", '{"mon": [["8h", "18h"]]}'),
        ("business_hours", "[" * 5000),
        ("business_hours", '{"mon": [["08:00", "24:30"]]}'),
        ("business_hours", '{"mon": [["08:00", "12:00"], ["11:00", "18:00"]]}'),
        ("timezone", "localtime"),
    ],
)
async def test_wrong_values_are_refused_at_their_field(shop: Shop, key: str, value: str) -> None:
    answer = await shop.client.put(f"/api/v1/tenant/configurations/{key}", json={"config_value": value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "config_value"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slot_minutes", "15"),
        ("locale", "en"),
        ("business_hours", json.dumps({"mon": [["08:00", "12:00"], ["13:00", "18:00"]]})),
    ],
)
async def test_known_keys_take_values_of_their_type(shop: Shop, key: str, value: str) -> None:
    answer = await shop.client.put(f"/api/v1/tenant/configurations/{key}", json={"config_value": value})
    assert answer.status_code == 200
    assert (await shop.client.get(f"/api/v1/tenant/configurations/{key}")).json()["config_value"] == value


async def test_unknown_key_is_not_found(shop: Shop) -> None:
    answer = await shop.client.put("/api/v1/tenant/configurations/colour", json={"config_value": "red"})
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")


async def test_availability_of_free_and_taken_names(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    url = "/api/v1/tenants/availability"
    taken = (await anonymous.get(url, params={"subdomain": shop.subdomain})).json()
    assert (taken["available"], taken["reason"]) == (False, "taken")
    free = (await anonymous.get(url, params={"subdomain": f"{shop.subdomain}-2"})).json()
    assert (free["available"], free["reason"], free["suggestions"]) == (True, None, [])
