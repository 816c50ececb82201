"""Schemas of many tables go in batches, and copies go when they were kept long enough."""

from datetime import timedelta

from services.provisioning.reconcile.kinds import Kind
from tests.infra.sql import connected
from tests.provisioning.reconcile.conftest import LIMITS
from tests.provisioning.reconcile.world import World, hand_made_name, orphan_schema, the_finding


async def test_many_tables_are_dropped_in_batches_each_a_transaction(world: World) -> None:
    """One DROP SCHEMA … CASCADE would hold a lock for each of them at once; the lock table is everybody's."""
    name, tables = hand_made_name(), 1500
    await world.run(f"CREATE SCHEMA {name}")
    for at in range(0, tables, 250):
        numbers = range(at, at + 250)
        await world.run("".join(f"CREATE TABLE {name}.t{number} AS SELECT {number} AS x;" for number in numbers))
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    (planned,), _ = await world.plan(finding)
    assert "in batches of 50 tables" in planned.steps[1]
    (repaired,) = await world.repair(finding)
    assert (repaired.outcome, repaired.rows_copied) == ("done", tables)
    assert not await world.has_schema(name)
    query = (
        "SELECT count(*) AS transactions, max(tables) AS most, sum(rows)::int AS rows FROM (SELECT xmin::text,"
        " count(*) AS tables, sum(rows) AS rows FROM svc_provisioning.removed_copy_tables WHERE copy_id = $1"
        " GROUP BY 1) batches"
    )
    transactions, most, rows = (await world.sql(query, repaired.copy_id))[0]
    # Once no more than 200 relations are left they go together with the schema.
    assert (transactions, most, rows) == (27, 200, tables)


async def test_removal_that_breaks_off_keeps_its_copies_and_can_be_finished(world: World) -> None:
    name = hand_made_name()
    await world.run(
        f"CREATE SCHEMA {name};"
        + "".join(f"CREATE TABLE {name}.t{number:03} AS SELECT 1 AS x;" for number in range(210))
    )
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    async with connected(world.url) as admin, admin.transaction():
        # A table of the second batch is in use.
        await admin.execute(f"LOCK TABLE {name}.t070 IN ACCESS SHARE MODE")
        (broken,) = await world.repair(finding)
    assert (broken.outcome, broken.rows_copied) == ("skipped", 50)
    assert await world.value("SELECT count(*) FROM pg_tables WHERE schemaname = $1", name) == 160
    query = "SELECT finished_at FROM svc_provisioning.removed_copies WHERE id = $1"
    assert await world.value(query, broken.copy_id) is None
    (repaired,) = await world.repair(await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name))
    assert (repaired.outcome, repaired.rows_copied) == ("done", 160)


async def test_copies_are_forgotten_when_they_were_kept_long_enough(world: World) -> None:
    name = await orphan_schema(world)
    (repaired,) = await world.repair(await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name))
    query = "SELECT count(*) FROM svc_provisioning.removed_copy_tables WHERE copy_id = $1"
    await world.reconciler.forget()
    assert await world.value(query, repaired.copy_id) == 2
    world.clock.advance(LIMITS.copies_kept + timedelta(minutes=1))
    await world.reconciler.forget()
    assert await world.value(query, repaired.copy_id) == 0
