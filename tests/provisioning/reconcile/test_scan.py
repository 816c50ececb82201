"""Scans of a real database: what is found, what is not, and how findings grow old."""

import asyncio
from datetime import timedelta

import pytest

from libs.common.clock import new_id
from services.provisioning.reconcile import repository, views
from services.provisioning.reconcile.errors import ReconcilerBusyError
from services.provisioning.reconcile.kinds import Kind
from tests.provisioning.reconcile.conftest import LIMITS
from tests.provisioning.reconcile.world import OPERATOR, World, hand_made_name


async def test_sound_shops_are_no_finding(world: World) -> None:
    for made in [await world.make() for _ in range(3)] + [await world.make(status="suspended")]:
        assert await world.found_of(made) == {}


async def test_rolled_back_sign_up_is_no_finding(world: World) -> None:
    made = await world.make(
        status="failed", saga="ROLLED_BACK", walls=False, registered=False, owners=0, outcome="aborted"
    )
    assert await world.found_of(made) == {}


@pytest.mark.parametrize("state", ["REQUESTED", "SCHEMA_CREATED", "ADMIN_CREATED", "COMPENSATING", "RELEASING"])
async def test_sign_up_under_way_is_no_finding(world: World, state: str) -> None:
    made = await world.make(status="provisioning", saga=state)
    assert await world.found_of(made) == {}


@pytest.mark.parametrize("status", ["failed", "deleted", None])
async def test_whatever_belongs_to_a_living_saga_is_no_finding(world: World, status: str | None) -> None:
    made = await world.make(status=status, saga="COMPENSATING")
    assert await world.found_of(made) == {}


async def test_hand_made_schema_and_role_are_found_with_size_and_action(world: World) -> None:
    name = hand_made_name()
    await world.sql(f"CREATE SCHEMA {name}")
    await world.sql(f"CREATE TABLE {name}.t AS SELECT i, repeat('x', 100) AS x FROM generate_series(1, 500) i")
    await world.sql(f"CREATE ROLE {name}")
    await world.sql(f"ANALYZE {name}.t")
    found = await world.found(name)
    assert set(found) == {Kind.SCHEMA_WITHOUT_TENANT, Kind.ROLE_WITHOUT_TENANT}
    schema = found[Kind.SCHEMA_WITHOUT_TENANT]
    assert (schema["action"], schema["tables"], schema["rows"]) == ("drop", 1, 500)
    assert 50_000 < schema["size_bytes"] < 200_000
    assert found[Kind.ROLE_WITHOUT_TENANT]["action"] == "drop"


async def test_names_that_are_not_ours_are_reported_and_left_alone(world: World) -> None:
    name = f"tenant_old_{hand_made_name()[-4:]}"
    await world.run(f"CREATE SCHEMA {name}; CREATE ROLE {name}")
    found = await world.found(name)
    assert {kind: row["action"] for kind, row in found.items()} == {
        Kind.SCHEMA_WITHOUT_TENANT: "none",
        Kind.ROLE_WITHOUT_TENANT: "none",
    }
    await world.run(f"DROP SCHEMA {name}; DROP ROLE {name}")


async def test_failed_tenants_remains_are_all_found(world: World) -> None:
    made = await world.make(status="failed", saga="ROLLED_BACK", outcome="aborted")
    assert set(await world.found_of(made)) == {
        Kind.SCHEMA_OF_FAILED_TENANT,
        Kind.ROLE_OF_FAILED_TENANT,
        Kind.USER_OF_FAILED_TENANT,
    }


async def test_living_tenants_losses_are_all_found(world: World) -> None:
    no_schema = await world.make()
    await world.sql(f"DROP SCHEMA {no_schema.name} CASCADE")
    no_role = await world.make()
    await world.run(f"DROP OWNED BY {no_role.name}; DROP ROLE {no_role.name}")
    no_owner = await world.make(owners=0)
    await world.add_user(no_owner.tenant_id, is_active=False)
    unregistered = await world.make(registered=False)
    assert set(await world.found_of(no_schema)) == {Kind.TENANT_WITHOUT_SCHEMA}
    assert set(await world.found_of(no_role)) == {Kind.TENANT_WITHOUT_ROLE}
    assert set(await world.found_of(no_owner)) == {Kind.TENANT_WITHOUT_OWNER}
    assert set(await world.found_of(unregistered)) == {Kind.SCHEMA_UNREGISTERED}


async def test_registrys_and_sagas_disagreements_are_found(world: World) -> None:
    listed = await world.make(status="deleted", saga=None, walls=False, owners=0)
    hanging = await world.make(status="provisioning", saga=None, walls=False, registered=False)
    inactive = await world.make(status="provisioning")
    alive = await world.make(saga="ROLLED_BACK", outcome="aborted")
    open_door = await world.make(
        status="failed", saga="ROLLED_BACK", walls=False, registered=False, owners=0, outcome="created"
    )
    stuck = await world.make(status="provisioning", saga="COMPENSATION_FAILED")
    nobodys = await world.make(status=None, walls=False, registered=False)
    expected = {
        listed: {Kind.REGISTERED_WITHOUT_TENANT},
        hanging: {Kind.TENANT_WITHOUT_SAGA, Kind.USER_OF_UNMADE_TENANT},
        inactive: {Kind.COMPLETED_SAGA_OF_INACTIVE_TENANT},
        alive: {Kind.ROLLED_BACK_SAGA_OF_LIVING_TENANT},
        open_door: {Kind.ROLLED_BACK_SAGA_NOT_SHUT_OUT},
        stuck: {Kind.SAGA_FAILED},
        nobodys: {Kind.SAGA_WITHOUT_TENANT},
    }
    for made, kinds in expected.items():
        assert set(await world.found_of(made)) == kinds


SPOILED = {
    "REVOKE INSERT ON {name}.api_cliente FROM {name}": "INSERT on api_cliente is missing",
    "REVOKE USAGE ON SCHEMA {name} FROM {name}": "USAGE on the schema is missing",
    "GRANT TRUNCATE ON {name}.api_cliente TO {name}": "TRUNCATE on api_cliente is too much",
    "GRANT SELECT ON {name}.api_cliente TO {name} WITH GRANT OPTION": "SELECT WITH GRANT OPTION on api_cliente",
    "GRANT SELECT ON {name}.api_animal TO PUBLIC": "PUBLIC holds SELECT on api_animal",
    "GRANT SELECT ON {name}.api_animal TO svc_tenant": "svc_tenant holds SELECT on api_animal",
    "GRANT CREATE ON SCHEMA {name} TO {name}": "CREATE on the schema is too much",
    "GRANT SELECT ON {name}.alembic_version TO {name}": "SELECT on alembic_version is too much",
    "GRANT SELECT (id) ON shared.tenants TO {name}": "holds something on column id of table shared.tenants",
    "ALTER TABLE {name}.api_servico OWNER TO postgres": "api_servico is owned by postgres",
    "ALTER ROLE {name} LOGIN": "powers or members",
    "GRANT {name} TO svc_tenant": "powers or members",
    "GRANT {name} TO svc_business WITH INHERIT TRUE": "powers or members",
    "REVOKE {name} FROM svc_business": "powers or members",
}


@pytest.mark.parametrize("statement", SPOILED)
async def test_wall_that_differs_is_found_and_restored(world: World, statement: str) -> None:
    made = await world.make()
    await world.sql(statement.format(name=made.name))
    found = await world.found_of(made)
    assert set(found) == {Kind.GRANTS_DIFFER}
    assert SPOILED[statement] in found[Kind.GRANTS_DIFFER]["detail"]
    (repaired,) = await world.repair(found[Kind.GRANTS_DIFFER])
    assert (repaired.outcome, repaired.reason) == ("done", None)
    assert await world.found_of(made) == {}


async def test_finding_grows_old_until_it_counts_and_goes_when_it_is_no_more(world: World) -> None:
    name = hand_made_name()
    await world.sql(f"CREATE SCHEMA {name}")
    first = (await world.found(name))[Kind.SCHEMA_WITHOUT_TENANT]
    assert await settled(world) == 0
    world.clock.advance(LIMITS.grace + timedelta(seconds=1))
    second = (await world.found(name))[Kind.SCHEMA_WITHOUT_TENANT]
    assert (second["id"], second["first_seen_at"]) == (first["id"], first["first_seen_at"])
    assert await settled(world) == 1
    await world.sql(f"DROP SCHEMA {name}")
    assert await world.found(name) == {}


async def settled(world: World) -> int:
    """1 when the newest orphaned schema counts in the metric."""
    async with world.database.transaction() as session:
        report = await views.show_report(session, grace=LIMITS.grace, kind="schema_without_tenant", limit=200)
    return 0 if report.findings[-1].settling else 1


async def test_scans_take_turns_and_the_second_is_refused(world: World) -> None:
    results = await asyncio.gather(*(world.scan() for _ in range(4)), return_exceptions=True)
    assert any(result is None for result in results)
    assert {type(result) for result in results} <= {type(None), ReconcilerBusyError}
    holder = new_id()
    async with world.database.transaction() as session:
        assert await repository.take_turn(session, holder)
    with pytest.raises(ReconcilerBusyError):
        await world.scan()
    async with world.database.transaction() as session:
        await repository.end_turn(session, holder)
    await world.scan()


async def test_turn_of_a_dead_process_ends_by_itself(world: World) -> None:
    async with world.database.transaction() as session:
        assert await repository.take_turn(session, new_id())
    await world.sql(
        "UPDATE svc_provisioning.leases SET expires_at = now() - interval '1 s' WHERE name = 'reconcile'"
    )
    await world.scan()


async def test_schedule_scans_once_an_interval_whoever_looks(world: World) -> None:
    world.clock.advance(timedelta(days=1))
    results = await asyncio.gather(*(world.reconciler.scan_if_due() for _ in range(4)))
    assert sum(results) == 1
    assert not await world.reconciler.scan_if_due()
    world.clock.advance(LIMITS.interval)
    assert await world.reconciler.scan_if_due()


async def test_failed_scan_is_recorded_and_the_turn_given_back(world: World) -> None:
    await world.sql("ALTER TABLE svc_provisioning.tenant_schemas RENAME COLUMN version TO versio")
    try:
        with pytest.raises(Exception, match="version"):
            await world.scan()
    finally:
        await world.sql("ALTER TABLE svc_provisioning.tenant_schemas RENAME COLUMN versio TO version")
    async with world.database.transaction() as session:
        last = (await repository.list_runs(session, limit=1))[0]
        assert "version" in last.error
        assert not await repository.is_running(session)
    await world.scan()


async def test_scan_on_demand_is_audited_and_compares_everything(world: World) -> None:
    await world.make()
    await world.scan()
    async with world.database.transaction() as session:
        run = await repository.last_run(session)
    assert run is not None
    assert all(run.compared[name] > 0 for name in ("tenants", "schemas", "roles", "registered", "sagas"))
    assert set(run.counts) == set(Kind)
    assert await world.audit(f"reconcile:{run.id}") == [(OPERATOR, "reconcile.scan", None)]


async def test_own_version_of_a_schema_is_compared(world: World) -> None:
    older, unknown, none = await world.make(), await world.make(), await world.make()
    await world.sql(f"UPDATE {older.name}.alembic_version SET version_num = '0001'")
    await world.sql(f"UPDATE {unknown.name}.alembic_version SET version_num = 'abcd'")
    await world.sql(f"DROP TABLE {none.name}.alembic_version")
    found = (await world.found_of(older))[Kind.SCHEMA_VERSION_DIFFERS]
    assert found["action"] == "adopt"
    assert found["detail"].endswith("the schema is at 0001")
    assert (await world.found_of(unknown))[Kind.SCHEMA_VERSION_DIFFERS]["action"] == "none"
    assert (await world.found_of(none))[Kind.SCHEMA_VERSION_DIFFERS]["action"] == "none"
    await world.repair(found)
    query = "SELECT version FROM svc_provisioning.tenant_schemas WHERE tenant_id = $1"
    assert await world.value(query, older.tenant_id) == "0001"
    assert await world.found_of(older) == {}


async def test_old_runs_are_forgotten_and_never_the_last(world: World) -> None:
    await world.scan()
    world.clock.advance(timedelta(days=40))
    await world.reconciler.forget()
    async with world.database.transaction() as session:
        assert len(await repository.list_runs(session, limit=10)) == 1
