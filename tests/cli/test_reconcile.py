"""`petshop reconcile`: an orphan by hand, found, planned and repaired from the command line."""

from typing import Any

from libs.common.clock import new_id
from tests.cli.conftest import Petshop, Result
from tests.infra.sql import connected, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.provisioning.reconcile.world import hand_made_name

GONE = "SELECT NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)"


async def in_turn(petshop: Petshop, *arguments: Any) -> Result:
    """Waits while the schedule scans; that is a conflict by itself."""

    async def attempt() -> Result | None:
        result = await petshop("reconcile", *arguments)
        return None if result.code == 5 else result

    return await eventually(attempt)


async def orphan_schema(system: System) -> str:
    name = hand_made_name()
    async with connected(system.admin_url) as admin:
        await admin.execute(
            f"CREATE SCHEMA {name}; CREATE TABLE {name}.t (id int); INSERT INTO {name}.t VALUES (1)"
        )
    return name


async def test_orphan_is_found_shown_planned_and_repaired(petshop: Petshop, system: System) -> None:
    name = await orphan_schema(system)
    scanned = await in_turn(petshop, "scan", "--json")
    assert scanned.code == 0, scanned.err
    finding = next(item for item in scanned.json["findings"] if item["subject"] == name)
    shown = await in_turn(petshop, "show", "--kind", "schema_without_tenant")
    assert finding["id"] in shown.out
    command = ("repair", finding["id"], "--reason", "left by hand")
    dry = await in_turn(petshop, *command, "--dry-run", "--json")
    assert (dry.code, dry.json["dry_run"], dry.json["findings"][0]["rows"]) == (0, True, 1)
    refused = await in_turn(petshop, *command)
    assert (refused.code, name in refused.out, "--yes" in refused.err) == (2, True, True)
    assert not await fetchval(system.admin_url, GONE, name)
    repaired = await in_turn(petshop, *command, "--yes")
    assert repaired.code == 0, repaired.err
    assert "done" in repaired.out
    assert await fetchval(system.admin_url, GONE, name)
    copies = await petshop("reconcile", "copies", "--json")
    assert name in {item["subject"] for item in copies.json["items"]}
    assert name in (await petshop("reconcile", "copies")).out


async def test_unknown_finding_is_not_found(petshop: Petshop) -> None:
    missing = await in_turn(petshop, "repair", new_id(), "--reason", "why not", "--yes", "--json")
    assert (missing.code, missing.out) == (4, "")


async def test_scan_for_people_tells_what_was_compared(petshop: Petshop) -> None:
    scanned = await in_turn(petshop, "scan")
    assert scanned.code == 0
    assert "compared" in scanned.out
    assert "open: " in scanned.out
