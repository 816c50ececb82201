"""Old history goes by policy; what is left still answers truly."""

from datetime import timedelta

import pytest

from services.provisioning.views import read_saga
from tests.infra.sql import fetch, fetchval
from tests.provisioning.conftest import SagaDriver, make_driver

KEPT = timedelta(days=90)
LINES = "SELECT count(*) FROM svc_provisioning.saga_transitions WHERE saga_id = $1"


async def age(driver: SagaDriver, days: int) -> None:
    """Moves one saga's whole history into the past."""
    shift = f"interval '{days} days'"
    query = f"UPDATE svc_provisioning.sagas SET finished_at = finished_at - {shift} WHERE saga_id = $1"
    await fetch(driver.admin_url, query, driver.saga_id)
    query = f"UPDATE svc_provisioning.saga_transitions SET at = at - {shift} WHERE saga_id = $1"
    await fetch(driver.admin_url, query, driver.saga_id)


async def complete(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_created()
    await driver.tenant_activated()


async def roll_back(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.admin_removed()
    await driver.tenant_released()


async def register(driver: SagaDriver, status: str, failure_code: str | None = None) -> None:
    event = driver.event
    await fetch(
        driver.admin_url,
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status, failure_code)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        event.tenant_id,
        event.saga_id,
        event.name,
        event.subdomain,
        event.schema_name,
        status,
        failure_code,
    )


async def test_old_timeline_of_a_completed_saga_goes_and_the_saga_stays(driver: SagaDriver) -> None:
    await complete(driver)
    await age(driver, 91)
    await driver.service.forget_history(kept=KEPT)
    assert (await driver.saga())["state"] == "COMPLETED"
    assert len(await driver.steps()) == 4
    assert await fetchval(driver.admin_url, LINES, driver.saga_id) == 0


async def test_young_and_unfinished_history_stays(driver: SagaDriver) -> None:
    waiting = make_driver(driver.database, driver.admin_url)
    await complete(driver)
    await waiting.build()
    await age(driver, 89)
    await age(waiting, 200)
    await driver.service.forget_history(kept=KEPT)
    assert await fetchval(driver.admin_url, LINES, driver.saga_id) == 4
    assert await fetchval(driver.admin_url, LINES, waiting.saga_id) == 2


async def test_failed_undoing_keeps_its_history_until_somebody_ends_it(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.sweep_later(timedelta(hours=2))
    await age(driver, 200)
    await driver.service.forget_history(kept=KEPT)
    assert (await driver.saga())["state"] == "COMPENSATION_FAILED"
    assert await fetchval(driver.admin_url, LINES, driver.saga_id) == 4


async def test_rolled_back_saga_goes_with_the_persons_address_and_its_id_still_answers(driver: SagaDriver) -> None:
    await roll_back(driver)
    await register(driver, "failed", "EMAIL_TAKEN")
    await age(driver, 91)
    await driver.service.forget_history(kept=KEPT)
    count = "SELECT count(*) FROM svc_provisioning.sagas WHERE saga_id = $1"
    assert await fetchval(driver.admin_url, count, driver.saga_id) == 0
    view = await read_saga(driver.database, driver.saga_id)
    assert (view.body.state, view.body.failure_code, view.is_terminal) == ("ROLLED_BACK", "EMAIL_TAKEN", True)
    assert {step.status for step in view.body.steps} == {"skipped"}


@pytest.mark.parametrize(
    ("status", "state", "terminal"), [("provisioning", "REQUESTED", False), ("suspended", "COMPLETED", True)]
)
async def test_sign_up_without_a_saga_is_told_by_its_shop(
    driver: SagaDriver, status: str, state: str, terminal: bool
) -> None:
    await register(driver, status)
    view = await read_saga(driver.database, driver.saga_id)
    assert (view.body.state, view.is_terminal, view.body.finished_at is not None) == (state, terminal, terminal)
