"""Each repair on a real database, and each refusal; what must not be touched is looked at too."""

import asyncio
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from libs.common.clock import new_id
from libs.common.errors import NotFoundError, StaleVersionError
from services.provisioning.reconcile import repository
from services.provisioning.reconcile.copies import decompressed
from services.provisioning.reconcile.errors import CopyTooLargeError, ReconcilerBusyError
from services.provisioning.reconcile.kinds import Kind
from services.provisioning.reconcile.views import read_copied_table, show_copy
from services.provisioning.tenant_manager import TenantManager
from tests.infra.sql import connected
from tests.provisioning.reconcile.conftest import LIMITS
from tests.provisioning.reconcile.world import OPERATOR, REASON, World, hand_made_name


async def orphan_schema(world: World, *, rows: int = 3) -> str:
    """Made by the administrator, with what people put into a schema."""
    name = hand_made_name()
    await world.run(
        f"CREATE SCHEMA {name};"
        f"CREATE TABLE {name}.tutor (id serial PRIMARY KEY, nome text NOT NULL,"
        "   n int GENERATED ALWAYS AS (length(nome)) STORED);"
        f'CREATE TABLE {name}."Mau ""nome""; --" (tutor int REFERENCES {name}.tutor, x jsonb);'
        f"CREATE VIEW {name}.v AS SELECT nome FROM {name}.tutor;"
        f"CREATE FUNCTION {name}.f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        f"INSERT INTO {name}.tutor (nome) SELECT 'João, ' || i || E'\\n\"x\"' FROM generate_series(1, {rows}) i;"
        f'INSERT INTO {name}."Mau ""nome""; --" VALUES (1, \'{{"a": null}}\'), (NULL, NULL)'
    )
    return name


async def the_finding(world: World, kind: Kind, *subjects: object) -> Any:
    return (await world.found(*subjects))[kind]


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


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        ("CREATE TABLE shared.x_{name} (); ALTER TABLE shared.x_{name} OWNER TO {name}", "owns 1 object"),
        ("GRANT {name} TO svc_tenant", "svc_tenant would lose"),
    ],
)
async def test_role_that_somebody_needs_is_kept(world: World, spoil: str, why: str) -> None:
    name = hand_made_name()
    await world.run(f"CREATE ROLE {name}; {spoil.format(name=name)}")
    finding = await the_finding(world, Kind.ROLE_WITHOUT_TENANT, name)
    assert finding["action"] == "none"
    (planned,), _ = await world.plan(finding)
    assert not planned.possible
    assert why in str(planned.why_not)
    (repaired,) = await world.repair(finding)
    assert (repaired.outcome, why in str(repaired.reason)) == ("skipped", True)
    assert await world.has_role(name)
    assert await world.audit(f"role_without_tenant:{name}") == [(OPERATOR, "reconcile.skip", REASON)]
    await world.run(f"DROP TABLE IF EXISTS shared.x_{name}; DROP ROLE {name}")


async def test_role_used_in_another_database_is_no_finding(world: World) -> None:
    name = hand_made_name()
    other = world.url.rpartition("/")[0] + "/template_petshop"
    async with connected(other) as elsewhere:
        await elsewhere.execute(f"CREATE ROLE {name}; CREATE SCHEMA {name} AUTHORIZATION {name}")
        assert await world.found(name) == {}
        await elsewhere.execute(f"DROP SCHEMA {name}; DROP ROLE {name}")


async def test_schema_that_others_depend_on_is_kept(world: World) -> None:
    name = await orphan_schema(world)
    await world.run(f"CREATE VIEW shared.v_{name} AS SELECT * FROM {name}.tutor")
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    (repaired,) = await world.repair(finding)
    assert (repaired.outcome, f"v_{name}" in str(repaired.reason)) == ("skipped", True)
    assert await world.has_schema(name)
    assert repaired.copy_id is None
    await world.run(f"DROP VIEW shared.v_{name}")
    (repaired,) = await world.repair(finding)
    assert repaired.outcome == "done"


async def test_rows_hidden_by_policies_are_copied_too(world: World) -> None:
    name = await orphan_schema(world)
    await world.run(
        f"ALTER TABLE {name}.tutor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY none ON {name}.tutor USING (false)"
    )
    (repaired,) = await world.repair(await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name))
    assert (repaired.outcome, repaired.rows_copied) == ("done", 5)


async def test_schema_in_use_is_skipped_for_now(world: World) -> None:
    name = await orphan_schema(world)
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    async with connected(world.url) as admin:
        async with admin.transaction():
            await admin.execute(f"INSERT INTO {name}.tutor (nome) VALUES ('agora')")
            (repaired,) = await world.repair(finding)
            assert repaired.outcome == "skipped"
            assert "lock timeout" in str(repaired.reason)
        assert await admin.fetchval(f"SELECT count(*) FROM {name}.tutor") == 4
    assert repaired.copy_id is None


async def test_finding_that_began_to_be_used_is_skipped(world: World) -> None:
    """Between the dry run's look and the deed a saga takes the name: found again under lock, it is left alone."""
    made = await world.make(status="failed", saga="ROLLED_BACK", outcome="aborted", owners=0)
    found = await world.found_of(made)
    await world.sql("UPDATE svc_provisioning.sagas SET state = 'COMPENSATING' WHERE saga_id = $1", made.saga_id)
    repaired = await world.repair(*found.values())
    assert {(item.outcome, item.reason) for item in repaired} == {("skipped", "It is gone, or in use now.")}
    assert await world.has_schema(made.name)
    assert await world.has_role(made.name)


async def test_repair_without_the_right_digest_does_nothing(world: World) -> None:
    name = await orphan_schema(world)
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    _, digest = await world.plan(finding)
    await world.run(f"CREATE TABLE {name}.another ()")
    for stale in (digest, "0" * 64):
        with pytest.raises(StaleVersionError):
            await world.reconciler.repair([finding["id"]], digest=stale, actor=OPERATOR, reason=REASON)
    assert await world.has_schema(name)


async def test_more_than_the_limit_is_refused_with_advice(world: World) -> None:
    name = hand_made_name()
    await world.run(
        f"CREATE SCHEMA {name}; CREATE TABLE {name}.t AS"
        " SELECT md5(i::text) || md5((i + 1)::text) AS x FROM generate_series(1, 60000) i"
    )
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    world.reconciler.limits = replace(LIMITS, copy_bytes=1024 * 1024)
    with pytest.raises(CopyTooLargeError, match="pg_dump"):
        await world.plan(finding)
    assert await world.has_schema(name)
    await world.run(f"DROP SCHEMA {name} CASCADE")


async def test_unknown_finding_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError):
        await world.reconciler.plan([new_id()])


async def test_two_repairs_at_once_do_it_once(world: World) -> None:
    name = await orphan_schema(world)
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    _, digest = await world.plan(finding)
    repair = world.reconciler.repair
    presses = [repair([finding["id"]], digest=digest, actor=OPERATOR, reason=REASON) for _ in range(4)]
    results = await asyncio.gather(*presses, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    assert len(failures) == 3
    assert {type(failure) for failure in failures} <= {ReconcilerBusyError, NotFoundError}
    assert len(await world.audit(f"schema_without_tenant:{name}")) == 1


async def test_repair_while_a_scan_runs_is_refused(world: World) -> None:
    name = await orphan_schema(world)
    finding = await the_finding(world, Kind.SCHEMA_WITHOUT_TENANT, name)
    holder = new_id()
    async with world.database.transaction() as session:
        await repository.take_turn(session, holder)
    with pytest.raises(ReconcilerBusyError):
        await world.repair(finding)
    async with world.database.transaction() as session:
        await repository.end_turn(session, holder)
    assert (await world.repair(finding))[0].outcome == "done"


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
