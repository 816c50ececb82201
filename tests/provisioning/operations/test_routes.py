"""The operations API as an operator's console uses it, through the gateway."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.e2e.problems import assert_problem
from tests.e2e.tokens import forged_token
from tests.infra.sagas import plant_saga, plant_sagas
from tests.infra.shops import Shop, signup_body, wait_for_saga
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually


async def get(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    answer = await client.get(f"/api/v1/ops/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_completed_sign_up_is_listed_and_told_step_by_step(operator: httpx.AsyncClient, shop: Shop) -> None:
    page = await get(operator, "sagas", tenant=shop.subdomain)
    assert [item["saga_id"] for item in page["items"]] == [str(shop.saga_id)]
    assert page["counts"]["COMPLETED"] >= 1
    assert set(page["counts"]) == {
        "REQUESTED",
        "SCHEMA_CREATED",
        "ADMIN_CREATED",
        "COMPLETED",
        "COMPENSATING",
        "ROLLED_BACK",
        "COMPENSATION_FAILED",
    }
    saga = await get(operator, f"sagas/{shop.saga_id}")
    moves = [entry for entry in saga["timeline"] if entry["moved"]]
    assert [(entry["state_before"], entry["state_after"]) for entry in moves] == [
        (None, "REQUESTED"),
        ("REQUESTED", "SCHEMA_CREATED"),
        ("SCHEMA_CREATED", "ADMIN_CREATED"),
        ("ADMIN_CREATED", "COMPLETED"),
    ]
    # The schema is our own step; every other move was brought by an event.
    assert [bool(entry["event_in"]) for entry in moves] == [True, False, True, True]
    assert [step["status"] for step in saga["steps"]] == ["done"] * 4
    assert all(step["p50_ms"] is not None and step["p95_ms"] >= step["p50_ms"] for step in saga["steps"])
    assert (saga["remaining"], saga["actions"]) == ([], [])
    assert saga["owner_email"] == shop.owner_email
    assert "password" not in str(saga)


async def test_event_ids_lead_from_one_hop_to_the_next(
    operator: httpx.AsyncClient, system: System, shop: Shop
) -> None:
    saga = await get(operator, f"sagas/{shop.saga_id}")
    outs = [event["event_id"] for entry in saga["timeline"] for event in entry["events_out"]]
    query = "SELECT count(*) FROM svc_auth.inbox WHERE message_id = ANY($1)"
    rows = await fetch(system.admin_url, query, [UUID(event_id) for event_id in outs])
    assert rows[0][0] == 1


async def test_rolled_back_sign_up_shows_why(
    operator: httpx.AsyncClient, anonymous: httpx.AsyncClient, shop: Shop
) -> None:
    body = signup_body(admin={"email": shop.owner_email})
    accepted = (await anonymous.post("/api/v1/tenants", json=body)).json()
    await wait_for_saga(anonymous, accepted["saga_id"])
    saga = await get(operator, f"sagas/{accepted['saga_id']}")
    assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "EMAIL_TAKEN")
    assert [entry["trigger"] for entry in saga["timeline"] if entry["moved"]] == [
        "tenant.requested",
        "schema_built",
        "admin_rejected",
        "admin_removed",
        "tenant_released",
    ]


async def test_filters_narrow_the_list(operator: httpx.AsyncClient, system: System, shop: Shop) -> None:
    stuck = await plant_saga(system.admin_url, "RELEASING", name="filters")
    names = {"state": "COMPENSATING", "older_than": "1h"}
    assert str(stuck) in [item["saga_id"] for item in (await get(operator, "sagas", **names))["items"]]
    found = (await get(operator, "sagas", q="pet acao filters"))["items"]
    assert str(stuck) in [item["saga_id"] for item in found]
    assert {(item["state"], item["phase"]) for item in found} == {("COMPENSATING", "RELEASING")}
    assert (await get(operator, "sagas", state="COMPENSATING", older_than="3h"))["items"] == []
    assert (await get(operator, "sagas", q="100%_"))["items"] == []
    both = await get(operator, "sagas", state=["COMPENSATING", "COMPLETED"], kind="create_tenant", limit=200)
    assert {item["state"] for item in both["items"]} == {"COMPENSATING", "COMPLETED"}
    by_id = await get(operator, "sagas", tenant=str(shop.tenant_id))
    assert [item["saga_id"] for item in by_id["items"]] == [str(shop.saga_id)]


async def test_pages_follow_each_other_without_repeats(operator: httpx.AsyncClient, system: System) -> None:
    planted = set(map(str, await plant_sagas(system.admin_url, "COMPENSATION_FAILED", count=5, name="page")))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = await get(operator, "sagas", q="page-", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [item["saga_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        # A saga that begins between two pages moves nobody.
        await plant_saga(system.admin_url, "COMPENSATION_FAILED", name="page")
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert planted <= set(seen)


@pytest.mark.parametrize(
    "params",
    [
        {"state": "RELEASING"},
        {"state": "nonsense"},
        {"kind": "x"},
        {"older_than": "soon"},
        {"older_than": "-5"},
        {"older_than": "9999999d"},
        {"limit": 0},
        {"limit": 201},
        {"cursor": "x"},
        {"cursor": "WyJ4IiwgMF0"},
        {"q": "a\x00"},
    ],
)
async def test_bad_filter_is_refused_at_its_field(operator: httpx.AsyncClient, params: dict[str, Any]) -> None:
    answer = await operator.get("/api/v1/ops/sagas", params=params)
    assert_problem(answer, 422, "VALIDATION_ERROR")
    assert next(iter(params)) in answer.json()["errors"][0]["field"]


PATHS = [
    ("GET", "sagas"),
    ("GET", f"sagas/{UUID(int=1)}"),
    ("GET", "sagas/stream"),
    ("POST", f"sagas/{UUID(int=1)}/retry"),
    ("POST", f"sagas/{UUID(int=1)}/compensate"),
    ("POST", f"sagas/{UUID(int=1)}/resolve"),
    ("GET", "tenants"),
    ("GET", "audit"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_only_operators_get_in(
    anonymous: httpx.AsyncClient, system: System, shop: Shop, method: str, path: str
) -> None:
    url = f"/api/v1/ops/{path}"
    assert_problem(await anonymous.request(method, url), 401, "TOKEN_MISSING")
    assert_problem(await shop.client.request(method, url, json={} if method == "POST" else None), 403, "FORBIDDEN")
    expired = forged_token(system, role="operator", scope="account platform", exp=1)
    answer = await anonymous.request(method, url, headers={"Authorization": f"Bearer {expired}"})
    assert_problem(answer, 401, "TOKEN_EXPIRED")


async def test_actions_answer_with_the_contracts_codes(operator: httpx.AsyncClient, system: System) -> None:
    unknown = f"/api/v1/ops/sagas/{uuid4()}"
    why = {"reason": "the customer called"}
    assert_problem(await operator.post(f"{unknown}/compensate", json=why), 404, "NOT_FOUND")
    assert_problem(await operator.get(unknown), 404, "NOT_FOUND")
    saga = f"/api/v1/ops/sagas/{await plant_saga(system.admin_url, 'SCHEMA_CREATED')}"
    assert_problem(await operator.post(f"{saga}/compensate", json={}), 422, "VALIDATION_ERROR")
    assert_problem(await operator.post(f"{saga}/compensate", json={"reason": "x"}), 422, "VALIDATION_ERROR")
    resolve = {**why, "outcome": "REQUESTED"}
    assert_problem(await operator.post(f"{saga}/resolve", json=resolve), 422, "VALIDATION_ERROR")
    resolve = {**why, "outcome": "ROLLED_BACK"}
    assert_problem(await operator.post(f"{saga}/resolve", json=resolve), 409, "WRONG_STATE")
    stale = {**why, "version": 0}
    assert_problem(await operator.post(f"{saga}/compensate", json=stale), 409, "STALE_VERSION")
    accepted = await operator.post(f"{saga}/compensate", json=why)
    assert accepted.status_code == 202
    assert accepted.json()["state"] == "COMPENSATING"


async def test_resolve_against_reality_says_what_disagrees(operator: httpx.AsyncClient, system: System) -> None:
    saga_id = await plant_saga(system.admin_url, "COMPENSATION_FAILED")
    body = {"reason": "cleaned up by hand", "outcome": "ROLLED_BACK"}
    answer = await operator.post(f"/api/v1/ops/sagas/{saga_id}/resolve", json=body)
    assert_problem(answer, 409, "WRONG_STATE")
    assert len(answer.json()["contradictions"]) == 2


async def test_cancelled_sign_up_ends_rolled_back_by_the_real_participants(
    operator: httpx.AsyncClient, anonymous: httpx.AsyncClient, system: System
) -> None:
    system.stop_service("auth")
    try:
        accepted = (await anonymous.post("/api/v1/tenants", json=signup_body())).json()
        path = f"/api/v1/ops/sagas/{accepted['saga_id']}/compensate"
        answer = await _until_accepted(operator, path)
        assert answer.json()["failure_code"] == "CANCELLED"
    finally:
        system.start_service("auth")
        await system.wait_ready(["auth"])
    saga = await wait_for_saga(anonymous, accepted["saga_id"])
    assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "CANCELLED")
    audit = await get(operator, "audit", target=f"saga:{accepted['saga_id']}")
    assert [(row["action"], row["reason"]) for row in audit["items"]] == [("saga.compensate", "changed her mind")]
    assert audit["items"][0]["request_id"] is not None


async def _until_accepted(operator: httpx.AsyncClient, path: str) -> httpx.Response:
    async def accepted() -> httpx.Response | None:
        answer = await operator.post(path, json={"reason": "changed her mind"})
        return answer if answer.status_code == 202 else None

    return await eventually(accepted)


async def test_tenants_are_listed_with_their_sagas(operator: httpx.AsyncClient, shop: Shop) -> None:
    page = await get(operator, "tenants", q=shop.subdomain, status="active")
    assert [(row["id"], row["saga_state"]) for row in page["items"]] == [(str(shop.tenant_id), "COMPLETED")]
    assert page["items"][0]["schema_version"]
    assert page["counts"]["active"] >= 1
    first = await get(operator, "tenants", limit=1)
    assert len(first["items"]) == 1
    assert_problem(await operator.get("/api/v1/ops/tenants?status=gone"), 422, "VALIDATION_ERROR")
