"""A shop signs up through the gateway, and its owner registers the first pet."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx

from tests.e2e.problems import assert_problem
from tests.infra.shops import Shop, sign_in, signup_body, wait_for_saga
from tests.infra.system import System

STEPS = ["create_schema", "initialize_data", "create_admin", "activate_tenant"]
SAGA_MEMBERS = {
    "saga_id",
    "kind",
    "tenant_id",
    "subdomain",
    "state",
    "failure_code",
    "steps",
    "started_at",
    "finished_at",
    "duration_ms",
}


async def test_sign_up_answers_202_exactly_as_the_contract_says(anonymous: httpx.AsyncClient) -> None:
    body = signup_body()
    answer = await anonymous.post("/api/v1/tenants", json=body)
    accepted = answer.json()
    assert answer.status_code == 202
    assert accepted == {
        "id": str(UUID(accepted["id"])),
        "name": body["company_name"],
        "subdomain": body["subdomain"],
        "status": "provisioning",
        "saga_id": str(UUID(accepted["saga_id"])),
    }
    assert answer.headers["location"] == f"/api/v1/provisioning/sagas/{accepted['saga_id']}"
    assert {UUID(accepted[name]).version for name in ("id", "saga_id")} == {7}


async def test_saga_answers_from_the_moment_its_id_is_issued(anonymous: httpx.AsyncClient) -> None:
    for _ in range(5):
        accepted = await anonymous.post("/api/v1/tenants", json=signup_body())
        answer = await anonymous.get(accepted.headers["location"])
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == SAGA_MEMBERS
        assert answer.json()["tenant_id"] == accepted.json()["id"]


async def test_saga_id_that_nobody_issued_is_404(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.get(f"/api/v1/provisioning/sagas/{uuid4()}")
    assert_problem(answer, 404, "NOT_FOUND")


async def test_sign_up_completes_in_four_steps_with_their_times(anonymous: httpx.AsyncClient) -> None:
    accepted = (await anonymous.post("/api/v1/tenants", json=signup_body())).json()
    saga = await wait_for_saga(anonymous, accepted["saga_id"])
    assert (saga["state"], saga["kind"], saga["failure_code"]) == ("COMPLETED", "create_tenant", None)
    assert [(step["name"], step["status"]) for step in saga["steps"]] == [(name, "done") for name in STEPS]
    stamps = [(_time(step["started_at"]), _time(step["finished_at"])) for step in saga["steps"]]
    assert len(set(stamps)) == len(stamps), "two steps share both stamps"
    assert all(start <= end for start, end in stamps)
    assert stamps == sorted(stamps)
    assert all(step["attempts"] >= 1 and step["error_code"] is None for step in saga["steps"])
    spent = _time(saga["finished_at"]) - _time(saga["started_at"])
    assert abs(saga["duration_ms"] - spent.total_seconds() * 1000) <= 1


async def test_owner_signs_in_at_her_shop_and_registers_a_pet(system: System, shop: Shop) -> None:
    async with system.client(shop.subdomain) as client:
        session = await sign_in(client, shop.owner_email.upper(), shop.owner_password)
    assert (session["token_type"], session["user"]["role"]) == ("Bearer", "owner")
    assert session["tenant"] == {
        "id": str(shop.tenant_id),
        "name": f"Pet {shop.subdomain}",
        "subdomain": shop.subdomain,
    }
    tutor = await _created(shop.client, "clientes", {"nome": "João da Silva"})
    animal = await _created(shop.client, "animais", {"nome": "Rex", "cliente_id": tutor["id"]})
    found = await shop.client.get("/api/v1/clientes", params={"q": "joao"})
    assert [row["id"] for row in found.json()["items"]] == [tutor["id"]]
    assert (await shop.client.get(f"/api/v1/animais/{animal['id']}")).json()["nome"] == "Rex"


async def test_other_shop_sees_nothing_of_it(shop: Shop, other_shop: Shop) -> None:
    tutor = await _created(shop.client, "clientes", {"nome": "João"})
    await _created(shop.client, "animais", {"nome": "Rex", "cliente_id": tutor["id"]})
    for resource in ("clientes", "animais"):
        assert (await other_shop.client.get(f"/api/v1/{resource}")).json()["items"] == []
    answer = await other_shop.client.get(f"/api/v1/clientes/{tutor['id']}")
    assert_problem(answer, 404, "NOT_FOUND")


async def test_new_shop_starts_with_services_and_its_own_record(shop: Shop) -> None:
    services = (await shop.client.get("/api/v1/servicos")).json()["items"]
    assert services
    assert all(row["duracao"] > 0 and "." in row["preco"] for row in services)
    own = (await shop.client.get("/api/v1/tenant")).json()
    assert (own["id"], own["status"], own["plan_type"]) == (str(shop.tenant_id), "active", "basic")
    # Counters do not exist yet: the field is absent, never 0.
    assert "animals" not in own.get("usage", {})


async def test_taken_subdomain_is_refused_and_said_to_be_taken(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    answer = await anonymous.post("/api/v1/tenants", json=signup_body(subdomain=shop.subdomain))
    assert_problem(answer, 409, "SUBDOMAIN_TAKEN")
    where = {"subdomain": shop.subdomain}
    available = (await anonymous.get("/api/v1/tenants/availability", params=where)).json()
    assert (available["available"], available["reason"]) == (False, "taken")
    for suggestion in available["suggestions"]:
        again = await anonymous.get("/api/v1/tenants/availability", params={"subdomain": suggestion})
        assert again.json() == {
            "subdomain": suggestion,
            "available": True,
            "reason": None,
            "suggestions": [],
        }


async def _created(client: httpx.AsyncClient, resource: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(f"/api/v1/{resource}", json=body)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


def _time(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    assert at.tzinfo is not None, value
    return at
