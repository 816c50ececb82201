"""The process manager on a real database: what each answer of a participant does, and what repeats do not."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.database import Database, is_unavailable
from services.provisioning import service as rules
from services.provisioning.tenant_manager import TenantManager, TenantNames
from tests.infra.sql import fetch, fetchval
from tests.provisioning.conftest import HASH, SagaDriver, make_driver

LONG = timedelta(hours=2)


async def test_requested_is_committed_before_the_first_step(driver: SagaDriver) -> None:
    await driver.begin()
    assert (await driver.saga())["state"] == "REQUESTED"
    assert (await driver.steps())["create_schema"]["status"] == "running"
    assert await driver.exists() == (False, False, False)
    assert await driver.emitted() == ["provisioning.started"]


async def test_schema_is_built_with_role_tables_data_and_event(driver: SagaDriver) -> None:
    await driver.build()
    saga = await driver.saga()
    assert saga["state"] == "SCHEMA_CREATED"
    assert await driver.exists() == (True, True, True)
    assert (await driver.emitted())[-1] == "schema.created"
    services = await fetchval(driver.admin_url, f"SELECT count(*) FROM {driver.event.schema_name}.api_servico")
    assert services == 3


async def test_no_two_steps_share_both_stamps(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_created()
    await driver.tenant_activated()
    steps = (await driver.steps()).values()
    stamps = [(step["started_at"], step["finished_at"]) for step in steps]
    assert all(started and finished and started < finished for started, finished in stamps)
    assert len(set(stamps)) == 4


async def test_completed_saga_keeps_no_hash(driver: SagaDriver) -> None:
    await driver.build()
    assert HASH in (await driver.saga())["admin"]
    await driver.admin_created()
    assert HASH not in (await driver.saga())["admin"]
    await driver.tenant_activated()
    saga = await driver.saga()
    assert saga["state"] == "COMPLETED"
    assert saga["finished_at"] is not None
    assert saga["next_attempt_at"] is None
    assert (await driver.emitted())[-1] == "tenant.provisioned"


async def test_repeats_of_every_answer_change_nothing(driver: SagaDriver) -> None:
    await driver.build()
    await driver.build()
    await driver.admin_created()
    await driver.admin_created()
    await driver.tenant_activated()
    before, emitted = dict(await driver.saga()), await driver.emitted()
    await driver.tenant_activated()
    await driver.admin_rejected()
    await driver.admin_removed()
    await driver.service.setup_schema(driver.saga_id)
    assert dict(await driver.saga()) == before
    assert await driver.emitted() == emitted
    assert emitted.count("schema.created") == 1
    assert emitted.count("tenant.provisioned") == 1


async def test_two_processes_building_at_once_build_once(driver: SagaDriver) -> None:
    await driver.begin()
    await asyncio.gather(*(driver.service.setup_schema(driver.saga_id) for _ in range(4)))
    assert (await driver.saga())["state"] == "SCHEMA_CREATED"
    assert (await driver.emitted()).count("schema.created") == 1


async def test_rejected_admin_rolls_back_in_reverse(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    assert (await driver.saga())["state"] == "COMPENSATING"
    assert await driver.exists() == (True, True, True)
    await driver.admin_removed()
    assert await driver.exists() == (False, False, False)
    await driver.tenant_released()
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "EMAIL_TAKEN")
    assert HASH not in saga["admin"]
    assert {name: step["status"] for name, step in (await driver.steps()).items()} == {
        "create_schema": "compensated",
        "initialize_data": "compensated",
        "create_admin": "failed",
        "activate_tenant": "skipped",
    }
    assert (await driver.emitted())[-3:] == ["provisioning.aborted", "schema.dropped", "provisioning.undone"]


async def test_late_admin_of_an_aborted_saga_is_removed_again(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.admin_removed()
    await driver.tenant_released()
    await driver.admin_created()
    assert (await driver.saga())["state"] == "ROLLED_BACK"
    assert (await driver.emitted())[-1] == "provisioning.aborted"


async def test_request_past_its_expiry_is_undone_without_a_schema(
    provisioning_db: Database, admin_url: str
) -> None:
    driver = make_driver(provisioning_db, admin_url, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    await driver.build()
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("COMPENSATING", "TIMED_OUT")
    assert await driver.exists() == (False, False, False)
    await driver.admin_removed()
    await driver.tenant_released()
    assert (await driver.saga())["state"] == "ROLLED_BACK"
    assert {step["status"] for step in (await driver.steps()).values()} == {"skipped"}


async def test_sweeper_builds_what_a_dead_process_left(driver: SagaDriver) -> None:
    await driver.begin()
    await driver.sweep_later(timedelta(seconds=10))
    assert (await driver.saga())["state"] == "SCHEMA_CREATED"


async def test_silence_is_asked_again_with_a_new_event(driver: SagaDriver) -> None:
    await driver.build()
    await driver.sweep_later(timedelta(seconds=10))
    assert (await driver.emitted()).count("schema.created") == 2
    assert (await driver.steps())["create_admin"]["attempts"] == 2
    query = "SELECT count(DISTINCT event_id) FROM svc_provisioning.outbox WHERE subject = $1"
    assert await fetchval(driver.admin_url, query, driver.event.tenant_id) == 3


async def test_deadline_before_no_return_undoes(driver: SagaDriver) -> None:
    await driver.build()
    await driver.sweep_later(timedelta(minutes=11))
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("COMPENSATING", "TIMED_OUT")
    assert (await driver.steps())["create_admin"]["error_code"] == "TIMED_OUT"


async def test_after_no_return_the_deadline_only_asks_again(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_created()
    await driver.sweep_later(LONG)
    assert (await driver.saga())["state"] == "ADMIN_CREATED"
    assert (await driver.emitted()).count("tenant.provisioned") == 2


async def test_undoing_that_never_ends_becomes_visible(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.sweep_later(timedelta(minutes=1))
    assert (await driver.saga())["state"] == "COMPENSATING"
    await driver.sweep_later(LONG)
    assert (await driver.saga())["state"] == "COMPENSATION_FAILED"


async def test_failing_ddl_leaves_nothing_and_gives_up_after_its_attempts(
    driver: SagaDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The schema's name is occupied, so that PostgreSQL itself refuses the script half-way.
    await fetch(driver.admin_url, f"CREATE SCHEMA {driver.event.schema_name}")
    monkeypatch.setattr(rules, "MAX_SCHEMA_ATTEMPTS", 2)
    await driver.build()
    assert (await driver.saga())["state"] == "REQUESTED"
    assert (await driver.steps())["create_schema"]["error_code"] == "SCHEMA_FAILED"
    assert (await driver.exists())[1:] == (False, False)
    await driver.sweep_later(timedelta(seconds=30))
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("COMPENSATING", "SCHEMA_FAILED")
    await fetch(driver.admin_url, f"DROP SCHEMA {driver.event.schema_name}")


async def test_unavailable_database_is_left_to_the_sweeper(driver: SagaDriver) -> None:
    await driver.begin()

    class DyingManager(TenantManager):
        async def create_schema(self, session, names: TenantNames) -> None:  # type: ignore[no-untyped-def]
            pid = await session.scalar(text("SELECT pg_backend_pid()"))
            await fetchval(driver.admin_url, "SELECT pg_terminate_backend($1)", pid)
            await session.scalar(text("SELECT 1"))

    driver.service.engine.manager = DyingManager()
    # What the driver calls it depends on what it was about to say.
    with pytest.raises(DBAPIError) as lost:
        await driver.service.setup_schema(driver.saga_id)
    assert is_unavailable(lost.value)
    assert (await driver.steps())["create_schema"]["attempts"] == 1
    driver.service.engine.manager = TenantManager()
    await driver.sweep_later(timedelta(seconds=10))
    assert (await driver.saga())["state"] == "SCHEMA_CREATED"


async def test_answer_after_giving_up_takes_the_undoing_up_again(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.sweep_later(LONG)
    assert (await driver.saga())["state"] == "COMPENSATION_FAILED"
    await driver.admin_removed()
    assert await driver.exists() == (False, False, False)
    await driver.sweep_later(LONG)
    await driver.tenant_released()
    saga = await driver.saga()
    assert (saga["state"], saga["finished_at"] is not None) == ("ROLLED_BACK", True)


async def test_one_broken_saga_keeps_nobody_waiting(
    driver: SagaDriver, provisioning_db: Database, admin_url: str
) -> None:
    broken, behind = driver, make_driver(provisioning_db, admin_url)
    await broken.build()
    await behind.build()
    spoiled = """jsonb_set(admin, '{password_hash}', '"no hash"')"""
    overdue = f"admin = {spoiled}, next_attempt_at = now() - interval '1 h'"
    query = f"UPDATE svc_provisioning.sagas SET {overdue} WHERE saga_id = $1"
    await fetch(admin_url, query, broken.saga_id)
    await behind.sweep_later(timedelta(seconds=10))
    assert (await behind.emitted()).count("schema.created") == 2
    assert (await broken.emitted()).count("schema.created") == 1
    assert (await broken.saga())["next_attempt_at"] > datetime.now(UTC)


async def test_timeline_records_every_move(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    query = (
        "SELECT trigger, state_before, state_after, events_out FROM svc_provisioning.saga_transitions"
        " WHERE saga_id = $1 ORDER BY id"
    )
    rows = [tuple(row) for row in await fetch(driver.admin_url, query, driver.saga_id)]
    assert rows == [
        ("tenant.requested", None, "REQUESTED", ["provisioning.started"]),
        ("schema_built", "REQUESTED", "SCHEMA_CREATED", ["schema.created"]),
        ("admin_rejected", "SCHEMA_CREATED", "COMPENSATING", ["provisioning.aborted"]),
    ]


async def test_waiting_saga_cannot_lose_what_its_next_event_says(driver: SagaDriver) -> None:
    admin, owner = "admin = admin - 'password_hash'", "owner = owner - 'email'"
    for column, value in {"ck_sagas_admin": admin, "ck_sagas_owner": owner}.items():
        await (driver.build() if column == "ck_sagas_admin" else driver.admin_created())
        for change in (value, f"{value.split()[0]} = NULL"):
            query = f"UPDATE svc_provisioning.sagas SET {change} WHERE saga_id = $1"
            with pytest.raises(asyncpg.CheckViolationError, match=column):
                await fetch(driver.admin_url, query, driver.saga_id)
