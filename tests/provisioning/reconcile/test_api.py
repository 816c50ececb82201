"""The reconciler through the front door of a running system."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from libs.common.clock import new_id
from tests.e2e.rows import remains_of
from tests.infra.operators import operator_client
from tests.infra.shops import Shop, create_shop, signup_body, wait_for_saga
from tests.infra.sql import connected, fetch, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.provisioning.reconcile.world import hand_made_name

PATH = "/api/v1/ops/reconcile"


@pytest_asyncio.fixture
async def operator(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with operator_client(system) as client:
        yield client


async def post(operator: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    """Waits for its turn: the schedule may be scanning."""

    async def attempt() -> dict[str, Any] | None:
        answer = await operator.post(PATH, json=body)
        if answer.status_code == 409 and answer.json()["code"] == "WRONG_STATE":
            return None
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return await eventually(attempt)


async def scan(operator: httpx.AsyncClient, *subjects: str) -> dict[str, dict[str, Any]]:
    """What a scan finds of these subjects, by kind."""
    report = await post(operator)
    return {item["kind"]: item for item in report["findings"] if item["subject"] in subjects}


async def repair(operator: httpx.AsyncClient, *findings: dict[str, Any]) -> list[dict[str, Any]]:
    ids = [finding["id"] for finding in findings]
    plan = await post(operator, findings=ids)
    assert plan["dry_run"]
    body = {"findings": ids, "dry_run": False, "set_digest": plan["set_digest"], "reason": "left by hand"}
    repaired: list[dict[str, Any]] = (await post(operator, **body))["findings"]
    return repaired


async def test_hand_made_schema_role_and_user_are_found_and_repaired(
    system: System, operator: httpx.AsyncClient
) -> None:
    name, tenant_id, user_id = hand_made_name(), new_id(), new_id()
    async with connected(system.admin_url) as admin:
        await admin.execute(
            f"CREATE SCHEMA {name}; CREATE TABLE {name}.api_cliente (id int, nome text);"
            f"INSERT INTO {name}.api_cliente VALUES (1, 'João, o gato'), (2, NULL);"
            f"CREATE ROLE {name} NOLOGIN; GRANT USAGE ON SCHEMA {name} TO {name};"
            "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
            f" VALUES ('{tenant_id}', '{new_id()}', 'x', 'x', 'tenant_{tenant_id.hex[-12:]}',"
            f" 'tenant_{tenant_id.hex[-12:]}', 'failed');"
            "INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, role)"
            f" VALUES ('{user_id}', '{tenant_id}', '{user_id.hex}@example.com', 'x', 'owner');"
            "INSERT INTO svc_auth.sessions (id, user_id, tenant_id, expires_at)"
            f" VALUES ('{new_id()}', '{user_id}', '{tenant_id}', now() + interval '1 hour')"
        )
    found = await scan(operator, name, str(user_id))
    assert {kind: item["action"] for kind, item in found.items()} == {
        "schema_without_tenant": "drop",
        "role_without_tenant": "drop",
        "user_of_failed_tenant": "drop",
    }
    plan = await post(operator, findings=[item["id"] for item in found.values()])
    assert all(item["possible"] for item in plan["findings"])
    assert await fetchval(system.admin_url, f"SELECT count(*) FROM {name}.api_cliente") == 2
    repaired = {item["kind"]: item for item in await repair(operator, *found.values())}
    assert {kind: item["outcome"] for kind, item in repaired.items()} == {
        "schema_without_tenant": "done",
        "role_without_tenant": "done",
        "user_of_failed_tenant": "requested",
    }
    gone = "SELECT NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)"
    assert await fetchval(system.admin_url, gone, name)
    users = "SELECT NOT EXISTS (SELECT FROM shared.tenant_users WHERE id = $1)"
    await eventually(lambda: fetchval(system.admin_url, users, user_id))
    live = "SELECT count(*) FROM svc_auth.sessions WHERE user_id = $1 AND revoked_at IS NULL"
    assert await fetchval(system.admin_url, live, user_id) == 0
    assert await scan(operator, name, str(user_id)) == {}
    await _copy_can_be_read(system, operator, repaired["schema_without_tenant"]["copy_id"])


async def _copy_can_be_read(system: System, operator: httpx.AsyncClient, copy_id: str) -> None:
    copies = (await operator.get(f"{PATH}/copies")).json()["items"]
    assert copy_id in [copy["id"] for copy in copies]
    detail = (await operator.get(f"{PATH}/copies/{copy_id}")).json()
    assert [(table["name"], table["rows"]) for table in detail["tables"]] == [("api_cliente", 2)]
    answer = await operator.get(f"{PATH}/copies/{copy_id}/tables/api_cliente")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text == 'id,nome\n1,"João, o gato"\n2,\n'
    query = "SELECT action, details->>'table' AS table FROM svc_provisioning.audit WHERE target = $1"
    assert [tuple(row) for row in await fetch(system.admin_url, query, f"copy:{copy_id}")] == [
        ("reconcile.read_copy", "api_cliente")
    ]
    assert (await operator.get(f"{PATH}/copies/{copy_id}/tables/nowhere")).status_code == 404
    assert (await operator.get(f"{PATH}/copies/{new_id()}")).status_code == 404


async def _about(operator: httpx.AsyncClient, tenant_ids: set[str]) -> list[dict[str, Any]]:
    report = await post(operator)
    return [item for item in report["findings"] if item["tenant_id"] in tenant_ids]


async def test_sound_system_has_no_findings_before_during_and_after_sign_ups(
    system: System, operator: httpx.AsyncClient, shop: Shop, other_shop: Shop
) -> None:
    async with system.client() as apex:
        bodies = [signup_body() for _ in range(6)]
        # Half of them fail: somebody has the owner's e-mail.
        for body in bodies[::2]:
            body["admin"]["email"] = shop.owner_email
        accepted = [(await apex.post("/api/v1/tenants", json=body)).json() for body in bodies]
        ours = {answer["id"] for answer in accepted} | {str(shop.tenant_id), str(other_shop.tenant_id)}
        ends = [asyncio.ensure_future(wait_for_saga(apex, answer["saga_id"])) for answer in accepted]
        while not all(end.done() for end in ends):
            assert await _about(operator, ours) == []
        states = sorted([(await end)["state"] for end in ends])
    assert states == ["COMPLETED"] * 3 + ["ROLLED_BACK"] * 3
    assert await _about(operator, ours) == []


async def test_report_lists_counts_runs_and_pages(operator: httpx.AsyncClient, system: System) -> None:
    names = sorted(hand_made_name() for _ in range(3))
    async with connected(system.admin_url) as admin:
        await admin.execute("; ".join(f"CREATE SCHEMA {name}" for name in names))
    found = await post(operator, scan=True)
    assert found["counts"]["schema_without_tenant"] >= 3
    assert "grants_differ" in found["counts"]
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"kind": "schema_without_tenant", "limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await operator.get(PATH, params=query)).json()
        seen += [item["subject"] for item in page["findings"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert set(names) <= set(seen)
    assert len(seen) == len(set(seen))
    run = (await operator.get(f"{PATH}/runs", params={"limit": 1})).json()["items"][0]
    assert run["compared"]["schemas"] >= 3
    async with connected(system.admin_url) as admin:
        await admin.execute("; ".join(f"DROP SCHEMA {name}" for name in names))


async def test_real_run_needs_the_digest_a_reason_and_open_findings(
    operator: httpx.AsyncClient, system: System
) -> None:
    name = hand_made_name()
    async with connected(system.admin_url) as admin:
        await admin.execute(f"CREATE SCHEMA {name}")
    finding = (await scan(operator, name))["schema_without_tenant"]
    body: dict[str, Any] = {"findings": [finding["id"]], "dry_run": False}
    for missing in ({}, {"set_digest": "x"}, {"reason": "because"}):
        answer = await operator.post(PATH, json=body | missing)
        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_ERROR")
    answer = await operator.post(PATH, json=body | {"set_digest": "x" * 64, "reason": "because"})
    assert (answer.status_code, answer.json()["code"]) == (409, "STALE_VERSION")
    answer = await operator.post(PATH, json={"findings": [str(new_id())]})
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    assert (await repair(operator, finding))[0]["outcome"] == "done"


@pytest.mark.parametrize("path", ["", "/runs", "/copies"])
async def test_only_operators_may_look(shop: Shop, anonymous: httpx.AsyncClient, path: str) -> None:
    assert (await anonymous.get(f"{PATH}{path}")).status_code == 401
    assert (await shop.client.get(f"{PATH}{path}")).status_code == 403
    assert (await shop.client.post(PATH, json={})).status_code == 403


async def test_metrics_show_every_kind_and_the_last_run(system: System, operator: httpx.AsyncClient) -> None:
    await post(operator)
    async with system.service("provisioning") as client:
        text = (await client.get("/metrics")).text
    assert 'reconcile_findings{kind="tenant_without_owner"}' in text
    (line,) = [line for line in text.splitlines() if line.startswith("reconcile_last_run_timestamp_seconds ")]
    assert float(line.rpartition(" ")[2]) > 1_700_000_000


async def test_failed_sign_ups_debris_is_removed_to_the_last_row(
    system: System, operator: httpx.AsyncClient
) -> None:
    """A shop whose registry row says failed, with all it had: what a lost compensation would leave."""
    made = await create_shop(system)
    await made.client.aclose()
    async with connected(system.admin_url) as admin:
        await admin.execute(f"UPDATE shared.tenants SET status = 'failed' WHERE id = '{made.tenant_id}'")
        await admin.execute(
            f"UPDATE svc_provisioning.sagas SET state = 'ROLLED_BACK' WHERE saga_id = '{made.saga_id}'"
        )
        found = await _about(operator, {str(made.tenant_id)})
        repairable = [item for item in found if item["action"] == "drop"]
        assert {item["kind"] for item in repairable} == {
            "schema_of_failed_tenant",
            "role_of_failed_tenant",
            "user_of_failed_tenant",
        }
        await repair(operator, *repairable)

        async def is_clean() -> bool:
            left = await remains_of(admin, made.tenant_id)
            return set(left) <= {"configurations", "sessions"}

        await eventually(is_clean)
