"""Repairs that are refused or skipped: what is needed, in use, stale, too large or under way stays."""

import asyncio
from dataclasses import replace

import pytest

from libs.common.clock import new_id
from libs.common.errors import NotFoundError, StaleVersionError
from services.provisioning.reconcile import repository
from services.provisioning.reconcile.errors import CopyTooLargeError, ReconcilerBusyError
from services.provisioning.reconcile.kinds import Kind
from tests.infra.sql import connected
from tests.provisioning.reconcile.conftest import LIMITS
from tests.provisioning.reconcile.world import OPERATOR, REASON, World, hand_made_name, orphan_schema, the_finding


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
