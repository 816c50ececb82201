"""The upkeep of the stock: filled, migrated and cleared, by any number of replicas, while nobody signs up."""

import asyncio
from collections.abc import Sequence

import asyncpg
import pytest

from libs.common.database import Database
from services.provisioning.migrate import migrate_tenants
from services.provisioning.migrations.scripts import head, revisions
from services.provisioning.stock.metrics import READY, sample_stock
from services.provisioning.stock.service import BATCH
from tests.infra.sql import fetch, fetchval
from tests.provisioning.conftest import make_driver
from tests.provisioning.stock.conftest import ROLES, STOCK, ready, schemas, stock_of
from tests.provisioning.stock.test_stock import TAMPERED
from tests.provisioning.test_migrations import fingerprint


async def test_refill_builds_in_batches_up_to_what_is_wanted(database: Database, url: str) -> None:
    wanted = 2 * BATCH + 1
    stock = stock_of(database, wanted)
    await stock.refill()
    assert len(await ready(url)) == wanted
    assert await schemas(url) == set(await ready(url))
    assert await fetchval(url, ROLES, await ready(url)) == wanted
    times = await fetchval(url, "SELECT count(DISTINCT created_at) FROM svc_provisioning.ready_schemas")
    assert times == 3, "one transaction a batch"
    await stock.refill()
    assert len(await ready(url)) == wanted


async def test_replicas_that_refill_at_once_build_no_more_than_is_wanted(database: Database, url: str) -> None:
    await asyncio.gather(*(stock_of(database, 3).refill() for _ in range(3)))
    assert len(await ready(url)) == 3


async def test_refill_waits_while_somebody_signs_up(database: Database, url: str) -> None:
    driver, stock = make_driver(database, url, ready=1), stock_of(database, 1)
    await driver.begin()
    await stock.refill()
    assert await ready(url) == []
    await driver.service.setup_schema(driver.saga_id)
    await driver.admin_created()
    await driver.tenant_activated()
    await stock.refill()
    assert len(await ready(url)) == 1


async def test_sign_up_that_hangs_holds_no_stock_up(database: Database, url: str) -> None:
    driver, stock = make_driver(database, url, ready=1), stock_of(database, 1)
    await driver.begin()
    await fetch(url, "UPDATE svc_provisioning.sagas SET started_at = now() - interval '11 s'")
    await stock.refill()
    assert len(await ready(url)) == 1


async def test_without_a_stock_each_builds_its_own(database: Database, url: str) -> None:
    await stock_of(database, 1).refill()
    await stock_of(database, 0).refill()
    driver = make_driver(database, url, ready=0)
    await driver.build()
    assert await driver.exists() == (True, True, True)
    assert len(await ready(url)) == 1


@pytest.mark.parametrize("start", revisions("tenant")[:-1])
async def test_stock_is_migrated_with_the_fleet(database: Database, url: str, start: str) -> None:
    await stock_of(database, 2, revision=start).refill()
    driver, late = make_driver(database, url, ready=2), make_driver(database, url, ready=2)
    await driver.build()
    assert len(await ready(url)) == 2, "none of an older revision is given to a shop"
    report = await migrate_tenants(database)
    assert report.failed == {}
    assert {row["version"] for row in await fetch(url, STOCK)} == {head("tenant")}
    await late.build()
    assert len(await ready(url)) == 1
    assert await fingerprint(url, late.event.schema_name) == await fingerprint(url, driver.event.schema_name)


async def test_refill_migrates_what_an_old_replica_built_and_leaves_a_newer_ones(
    database: Database, url: str
) -> None:
    old = revisions("tenant")[0]
    await stock_of(database, 1, revision=old).refill()
    await stock_of(database, 1).refill()
    assert [row["version"] for row in await fetch(url, STOCK)] == [head("tenant")]
    await stock_of(database, 1, revision=old).refill()
    assert [row["version"] for row in await fetch(url, STOCK)] == [head("tenant")]


async def test_what_was_done_to_it_does_not_count_as_built_after_a_migration(database: Database, url: str) -> None:
    await stock_of(database, 1, revision=revisions("tenant")[0]).refill()
    (name,) = await ready(url)
    await fetch(url, TAMPERED["a column more"].format(name=name))
    await migrate_tenants(database)
    assert [(row["version"], row["is_spoilt"]) for row in await fetch(url, STOCK)] == [
        (revisions("tenant")[0], True)
    ]


async def test_what_cannot_be_removed_keeps_nothing_else(database: Database, url: str) -> None:
    stock = stock_of(database, 2)
    await stock.refill()
    first, second = await ready(url)
    await fetch(url, f"ALTER SCHEMA {first} OWNER TO CURRENT_USER")
    await fetch(url, "UPDATE svc_provisioning.ready_schemas SET spoilt_at = now()")
    await stock.refill()
    assert [row["schema_name"] for row in await fetch(url, f"{STOCK} WHERE spoilt_at IS NOT NULL")] == [first]
    assert second not in await schemas(url)
    assert len(await ready(url)) == 2
    await fetch(url, f"ALTER SCHEMA {first} OWNER TO svc_provisioning")
    await stock.refill()
    assert first in await schemas(url), "not tried again at once"
    stock._stuck.clear()
    await stock.refill()
    assert await schemas(url) == set(await ready(url))


async def test_what_cannot_be_migrated_is_replaced(database: Database, url: str) -> None:
    await stock_of(database, 1, revision=revisions("tenant")[0]).refill()
    (name,) = await ready(url)
    await fetch(url, f"CREATE TABLE {name}.idempotency_keys (in_the_way int)")
    stock = stock_of(database, 1)
    await stock.refill()
    assert [row["is_spoilt"] for row in await fetch(url, STOCK) if row["schema_name"] == name] == [True]
    await stock.refill()
    assert await schemas(url) == set(await ready(url)) != {name}


async def test_the_gauge_tells_how_many_wait(database: Database, url: str) -> None:
    await stock_of(database, 3).refill()
    await fetch(url, "UPDATE svc_provisioning.ready_schemas SET spoilt_at = now() WHERE ctid = '(0,1)'")
    await sample_stock(database, version=head("tenant"))
    assert _gauge() == [2, 0, 1]
    await sample_stock(database, version="0000")
    assert _gauge() == [0, 2, 1]


def _gauge() -> Sequence[float]:
    return [READY.labels(state)._value.get() for state in ("ready", "other_version", "spoilt")]


@pytest.mark.parametrize("name", ["tenant_0123456789ab", "ready_x", "postgres", 'ready_0123456789ab"; --'])
async def test_only_a_ready_name_makes_a_ready_role(database: Database, url: str, name: str) -> None:
    with pytest.raises(asyncpg.InvalidParameterValueError):
        await fetchval(url, "SELECT provisioning_api.create_ready_role($1)", name)
    with pytest.raises(asyncpg.InvalidParameterValueError):
        await fetchval(url, "SELECT provisioning_api.claim_ready_schema($1, '0001')", name.replace("tenant", "x"))
