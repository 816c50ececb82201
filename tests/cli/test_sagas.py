"""`petshop sagas`: every command, for people and for programs, and every refusal."""

import asyncio
import json
import signal
from uuid import UUID

import pytest

from libs.common.clock import new_id
from tests.cli.conftest import UNKNOWN_ID, Petshop
from tests.infra.sagas import plant_saga, plant_sagas
from tests.infra.servers import free_ports
from tests.infra.shops import Shop, create_shop, signup_body, wait_for_saga
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System


async def test_list_prints_the_apis_json(petshop: Petshop, shop: Shop) -> None:
    listed = await petshop("sagas", "list", "--tenant", shop.subdomain, "--json")
    assert (listed.code, listed.err) == (0, "")
    assert set(listed.json) == {"items", "next_cursor", "counts"}
    assert [item["saga_id"] for item in listed.json["items"]] == [str(shop.saga_id)]
    filtered = await petshop(
        "sagas", "list", "--state", "REQUESTED", "--state", "COMPLETED", "--q", shop.subdomain, "--json"
    )
    assert [item["state"] for item in filtered.json["items"]] == ["COMPLETED"]
    young = await petshop("sagas", "list", "--older-than", "15m", "--tenant", shop.subdomain, "--json")
    assert young.json["items"] == []


async def test_list_is_an_aligned_table_without_colours(petshop: Petshop, shop: Shop) -> None:
    listed = await petshop("sagas", "list", "--tenant", shop.subdomain)
    counts, titles, row = listed.out.splitlines()
    assert "COMPLETED" in counts
    assert row.index("COMPLETED") == titles.index("STATE")
    # Times are those of this machine, with their offset.
    assert "-03:00" in row
    assert "\033" not in listed.out


async def test_list_all_follows_the_pages(petshop: Petshop, system: System) -> None:
    name = f"paged{new_id().hex[-6:]}"
    planted = set(map(str, await plant_sagas(system.admin_url, "SCHEMA_CREATED", count=3, name=name)))
    page = await petshop("sagas", "list", "--q", name, "--limit", "2", "--json")
    assert len(page.json["items"]) == 2
    assert page.json["next_cursor"]
    told = await petshop("sagas", "list", "--q", name, "--limit", "2")
    assert "--all" in told.out
    every = await petshop("sagas", "list", "--q", name, "--limit", "2", "--all", "--json")
    assert {item["saga_id"] for item in every.json["items"]} == planted
    assert every.json["next_cursor"] is None


async def test_show_tells_steps_timeline_and_what_may_be_pressed(petshop: Petshop, shop: Shop) -> None:
    shown = await petshop("sagas", "show", shop.saga_id)
    assert shown.code == 0
    for text in (
        "create_schema",
        "P95",
        "SCHEMA_CREATED → ADMIN_CREATED",
        "tenant.provisioned",
        "may press",
        shop.owner_email,
    ):
        assert text in shown.out
    as_json = (await petshop("sagas", "show", shop.saga_id, "--json")).json
    assert {"steps", "timeline", "remaining", "actions"} <= set(as_json)


async def test_retry_and_compensate_leave_their_reasons(petshop: Petshop, system: System) -> None:
    waiting = await plant_saga(system.admin_url, "RELEASING")
    building = await plant_saga(system.admin_url, "SCHEMA_CREATED")
    asked = await petshop("sagas", "retry", waiting, "--reason", "tenant is back", "--json")
    assert (asked.code, asked.json["saga_id"]) == (0, str(waiting)), asked.err
    undone = await petshop("sagas", "compensate", building, "--reason", "the customer asked", "--yes")
    assert undone.code == 0, undone.err
    assert "COMPENSATING" in undone.out
    reasons = "SELECT reason FROM svc_provisioning.audit WHERE target = $1"
    assert await fetchval(system.admin_url, reasons, f"saga:{waiting}") == "tenant is back"
    assert await fetchval(system.admin_url, reasons, f"saga:{building}") == "the customer asked"


async def test_resolve_by_hand_when_nothing_is_left(petshop: Petshop, system: System, shop: Shop) -> None:
    async with system.client() as visitor:
        body = signup_body(admin={"email": shop.owner_email})
        saga = (await visitor.post("/api/v1/tenants", json=body)).json()["saga_id"]
        assert (await wait_for_saga(visitor, saga))["state"] == "ROLLED_BACK"
    forget = "UPDATE svc_provisioning.sagas SET state = 'COMPENSATION_FAILED' WHERE saga_id = $1"
    await fetch(system.admin_url, forget, UUID(saga))
    arguments = (
        "sagas",
        "resolve",
        saga,
        "--outcome",
        "ROLLED_BACK",
        "--reason",
        "looked at it",
        "--yes",
        "--json",
    )
    resolved = await petshop(*arguments)
    assert (resolved.code, resolved.json["state"]) == (0, "ROLLED_BACK"), resolved.err


async def test_resolve_against_reality_conflicts(petshop: Petshop, system: System) -> None:
    saga = await plant_saga(system.admin_url, "COMPENSATION_FAILED")
    arguments = ("sagas", "resolve", saga, "--outcome", "COMPLETED", "--reason", "wishful", "--yes", "--json")
    refused = await petshop(*arguments)
    assert (refused.code, refused.out, refused.problem["code"]) == (5, "", "WRONG_STATE")


@pytest.mark.parametrize(
    "arguments",
    [("compensate",), ("resolve", "--outcome", "ROLLED_BACK")],
    ids=lambda arguments: str(arguments[0]),
)
async def test_dangerous_without_terminal_and_yes_does_nothing(
    petshop: Petshop, system: System, arguments: tuple[str, ...]
) -> None:
    saga = await plant_saga(system.admin_url, "COMPENSATION_FAILED")
    refused = await petshop("sagas", arguments[0], saga, *arguments[1:], "--reason", "why not", stdin="y\n")
    assert refused.code == 2
    assert "--yes" in refused.err
    audited = "SELECT count(*) FROM svc_provisioning.audit WHERE target = $1"
    assert await fetchval(system.admin_url, audited, f"saga:{saga}") == 0


async def test_wrong_state_of_a_completed_saga_conflicts(petshop: Petshop, shop: Shop) -> None:
    refused = await petshop("sagas", "compensate", shop.saga_id, "--reason", "changed my mind", "--yes")
    assert refused.code == 5
    assert "WRONG_STATE" in refused.err
    assert "request_id" in refused.err


async def test_stale_version_conflicts(petshop: Petshop, system: System) -> None:
    saga = await plant_saga(system.admin_url, "SCHEMA_CREATED")
    refused = await petshop("sagas", "retry", saga, "--version", 7, "--json")
    assert (refused.code, refused.problem["code"]) == (5, "STALE_VERSION")


async def test_unknown_saga_is_not_found(petshop: Petshop) -> None:
    missing = await petshop("sagas", "show", new_id(), "--json")
    assert (missing.code, missing.out, missing.problem["code"]) == (4, "", "NOT_FOUND")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "no-uuid"),
        ("list", "--state", "NOWHERE"),
        ("list", "--older-than", "yesterday"),
        ("list", "--limit", "0"),
        ("resolve", UNKNOWN_ID, "--outcome", "MAYBE", "--reason", "why"),
        ("compensate", UNKNOWN_ID, "--reason", "x", "--yes"),
        ("compensate", UNKNOWN_ID, "--yes"),
        ("list", "--q", "\udcff"),
        ("nothing",),
    ],
    ids=str,
)
async def test_wrong_usage(petshop: Petshop, arguments: tuple[object, ...]) -> None:
    refused = await petshop("sagas", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err


async def test_watch_prints_an_object_a_line_until_ctrl_c(petshop: Petshop, system: System) -> None:
    live = "SELECT count(*) FROM svc_auth.sessions WHERE revoked_at IS NULL AND tenant_id IS NULL"
    before = await fetchval(system.admin_url, live)
    process = await petshop.start("sagas", "watch", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            assert await process.stderr.readline() == b"watching; Ctrl-C ends it\n"
            shop, states = await create_shop(system), list[str]()
            await shop.client.aclose()
            while states[-1:] != ["COMPLETED"]:
                change = json.loads(await process.stdout.readline())
                states += [change["state"]] if change["saga_id"] == str(shop.saga_id) else []
        assert await fetchval(system.admin_url, live) == before + 1
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, errors) == (0, b"")
    # Signed out: nothing of the sign-in stays.
    assert await fetchval(system.admin_url, live) == before


async def test_watch_comes_back_after_an_outage_and_misses_nothing(petshop: Petshop, system: System) -> None:
    process = await petshop.start("sagas", "watch")
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(60):
            await process.stderr.readline()
            first = await create_shop(system)
            await _line_of(process.stdout, first)
            await asyncio.to_thread(system.stop_service, "gateway")
            system.start_service("gateway")
            await system.wait_ready(["gateway"])
            second = await create_shop(system)
            await _line_of(process.stdout, second)
        await first.client.aclose()
        await second.client.aclose()
        assert b"the stream broke off" in await process.stderr.readline()
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0


async def _line_of(stream: asyncio.StreamReader, shop: Shop) -> None:
    while True:
        line = (await stream.readline()).decode()
        if line.startswith(str(shop.saga_id)) and "COMPLETED" in line:
            return


async def test_watch_that_cannot_begin_is_refused(nowhere: Petshop) -> None:
    url = f"http://localhost:{free_ports(1)[0]}"
    assert (await nowhere("--url", url, "sagas", "watch", env={"PETSHOP_TOKEN": "none"})).code == 6
