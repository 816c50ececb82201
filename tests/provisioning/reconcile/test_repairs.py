"""Each repair on a real database, and what it must not touch."""

import io
from datetime import timedelta
from typing import Any

import pytest

from services.provisioning.reconcile.copies import decompressed
from services.provisioning.reconcile.kinds import Kind
from services.provisioning.reconcile.views import read_copied_table, show_copy
from services.provisioning.tenant_manager import TenantManager
from tests.infra.sql import connected
from tests.provisioning.reconcile.conftest import LIMITS
from tests.provisioning.reconcile.world import OPERATOR, REASON, World, orphan_schema, the_finding


async def test_orphan_schema_is_copied_counted_and_dropped(world: World) -> None:
    name = await orphan_schema(world)
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    (planned,), _ = await world.plan(finding)
    assert planned.possible
    assert len(planned.steps) == 3
    assert await world.has_schema(name)
    (repaired,) = await world.repair(finding)
    assert (repaired.outcome, repaired.rows_copied) == ("done", 5)
    assert not await world.has_schema(name)
    assert await world.found(name) == {}
    assert repaired.copy_id is not None
    async with world.database.transaction() as session:
        copy = await show_copy(session, repaired.copy_id)
    assert (copy.copied.subject, copy.copied.rows, copy.copied.reason) == (name, 5, REASON)
    assert copy.copied.finished_at is not None
    assert {table.name: table.rows for table in copy.tables} == {"tutor": 3, 'Mau "nome"; --': 2}
    assert [column["name"] for column in copy.tables[-1].columns] == ["id", "nome", "n"]
    target = f"schema_without_tenant:{name}"
    assert await world.audit(target) == [(OPERATOR, "reconcile.repair", REASON)]


async def test_copied_rows_come_back_into_a_table_as_they_were(world: World) -> None:
    name = await orphan_schema(world, rows=200)
    before = await world.sql(f"SELECT id, nome FROM {name}.tutor ORDER BY id")
    (repaired,) = await world.repair(await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name))
    assert repaired.copy_id is not None
    async with world.database.transaction() as session:
        content = await read_copied_table(session, repaired.copy_id, "tutor", actor=OPERATOR)
    text = b"".join(decompressed(content))
    async with connected(world.url) as admin:
        await admin.execute("CREATE TEMP TABLE again (id int, nome text, n int)")
        await admin.copy_to_table("again", source=io.BytesIO(text), format="csv", header=True)
        after = await admin.fetch("SELECT id, nome FROM again ORDER BY id")
    assert [tuple(row) for row in after] == [tuple(row) for row in before]
    assert await world.audit(f"copy:{repaired.copy_id}") == [(OPERATOR, "reconcile.read_copy", None)]


async def test_remains_of_a_failed_tenant_go_in_one_set(world: World) -> None:
    made = await world.make(status="failed", saga="ROLLED_BACK", outcome="aborted")
    found = await world.found_of(made)
    user = found.pop(Kind.USER_OF_FAILED_TENANT)
    repaired = await world.repair(*found.values(), user)
    assert {item.kind: item.outcome for item in repaired} == {
        "schema_of_failed_tenant": "done",
        "role_of_failed_tenant": "done",
        "user_of_failed_tenant": "requested",
    }
    assert not await world.has_schema(made.name)
    assert not await world.has_role(made.name)
    assert not await world.value(
        "SELECT count(*) FROM svc_provisioning.tenant_schemas WHERE tenant_id = $1", made.tenant_id
    )
    (payload,) = await world.emitted("user.removal_requested", made.tenant_id)
    assert user["subject"] in payload
    assert REASON in payload


async def test_requested_repair_is_open_again_when_it_does_not_happen(world: World) -> None:
    made = await world.make(status="failed", saga="ROLLED_BACK", outcome="aborted", walls=False, registered=False)
    finding = (await world.found_of(made))[Kind.USER_OF_FAILED_TENANT]
    await world.repair(finding)
    assert (await world.found_of(made))[Kind.USER_OF_FAILED_TENANT]["state"] == "repairing"
    world.clock.advance(LIMITS.grace + timedelta(seconds=1))
    assert (await world.found_of(made))[Kind.USER_OF_FAILED_TENANT]["state"] == "open"
    await world.sql("DELETE FROM shared.tenant_users WHERE tenant_id = $1", made.tenant_id)
    assert await world.found_of(made) == {}


@pytest.mark.parametrize(
    ("setup", "kind", "event"),
    [
        ({"status": "provisioning"}, Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT, "tenant.provisioned"),
        (
            {"status": "provisioning", "saga": "ROLLED_BACK", "outcome": "aborted"},
            Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT,
            "provisioning.undone",
        ),
        (
            {"status": "failed", "saga": "ROLLED_BACK", "walls": False, "registered": False, "owners": 0},
            Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT,
            "provisioning.aborted",
        ),
    ],
)
async def test_ended_saga_is_said_again_to_who_missed_it(
    world: World, setup: dict[str, Any], kind: Kind, event: str
) -> None:
    made = await world.make(**setup)
    finding = (await world.found_of(made))[kind]
    assert finding["action"] == "finish"
    (repaired,) = await world.repair(finding)
    assert repaired.outcome == "requested"
    assert len(await world.emitted(event, made.tenant_id)) == 1


async def test_lost_role_is_made_again_and_opens_the_shop(world: World) -> None:
    made = await world.make()
    await world.run(f"DROP OWNED BY {made.name}; DROP ROLE {made.name}")
    (repaired,) = await world.repair((await world.found_of(made))[Kind.TENANT_WITHOUT_ROLE])
    assert repaired.outcome == "done"
    async with connected(world.url) as admin, admin.transaction():
        await admin.execute("SET LOCAL ROLE svc_business")
        await admin.execute(f"SET LOCAL ROLE {made.name}")
        assert await admin.fetchval(f"SELECT count(*) FROM {made.name}.api_servico") == 3
    assert await world.found_of(made) == {}


async def test_wall_of_a_shop_that_is_behind_is_restored_as_its_revision_has_it(world: World) -> None:
    world.manager = TenantManager(revision="0001")
    made = await world.make()
    await world.sql(f"REVOKE SELECT ON {made.name}.api_cliente FROM {made.name}")
    (repaired,) = await world.repair((await world.found_of(made))[Kind.GRANTS_DIFFER])
    assert (repaired.outcome, repaired.reason) == ("done", None)
    assert await world.found_of(made) == {}


async def test_unregistered_schema_is_adopted_at_its_own_version(world: World) -> None:
    made = await world.make(registered=False)
    await world.sql(f"UPDATE {made.name}.alembic_version SET version_num = '0001'")
    (repaired,) = await world.repair((await world.found_of(made))[Kind.SCHEMA_UNREGISTERED])
    assert repaired.outcome == "done"
    query = "SELECT schema_name, role_name, version FROM svc_provisioning.tenant_schemas WHERE tenant_id = $1"
    assert tuple((await world.sql(query, made.tenant_id))[0]) == (made.name, made.name, "0001")


async def test_stale_entry_of_the_list_is_deleted(world: World) -> None:
    made = await world.make(status="deleted", saga=None, walls=False, owners=0)
    (repaired,) = await world.repair((await world.found_of(made))[Kind.REGISTERED_WITHOUT_TENANT])
    assert repaired.outcome == "done"
    assert await world.found_of(made) == {}
