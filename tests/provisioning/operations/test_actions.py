"""What an operator may do to a saga, on a real database: retry, compensate, resolve, and every refusal."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.errors import AppError, NotFoundError, StaleVersionError, WrongStateError
from services.provisioning.operations import service
from services.provisioning.operations.errors import RealityDisagreesError
from services.provisioning.operations.service import Press
from services.provisioning.saga import State
from tests.infra.sql import fetch, fetchval
from tests.provisioning.conftest import SagaDriver

LONG = timedelta(hours=2)
PRESS = Press("operator-1", "the customer called")
Action = Callable[..., Awaitable[Any]]


async def press(driver: SagaDriver, action: Action, *arguments: Any, by: Press = PRESS) -> Any:
    """One press of a button: a transaction of its own."""
    async with driver.database.transaction() as session:
        return await action(session, driver.service.engine, driver.saga_id, by, *arguments)


async def fail_undoing(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.sweep_later(LONG)
    assert (await driver.saga())["state"] == "COMPENSATION_FAILED"


async def fail_release(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_rejected()
    await driver.admin_removed()
    await driver.sweep_later(LONG)
    assert (await driver.saga())["state"] == "RELEASE_FAILED"


async def audit_of(driver: SagaDriver) -> list[Any]:
    query = "SELECT * FROM svc_provisioning.audit WHERE target = $1 ORDER BY id"
    return await fetch(driver.admin_url, query, f"saga:{driver.saga_id}")


async def test_retry_asks_a_waiting_saga_again_now(driver: SagaDriver) -> None:
    await driver.build()
    answer = await press(driver, service.retry)
    assert (answer.state, answer.actions) == ("SCHEMA_CREATED", ["retry", "compensate"])
    assert (await driver.emitted()).count("schema.created") == 2
    query = "SELECT trigger, actor, reason FROM svc_provisioning.saga_transitions WHERE saga_id = $1 ORDER BY id"
    last = (await fetch(driver.admin_url, query, driver.saga_id))[-1]
    assert tuple(last) == ("retry", PRESS.actor, PRESS.reason)


async def test_retry_of_a_saga_without_schema_makes_its_step_due(driver: SagaDriver) -> None:
    await driver.begin()
    await press(driver, service.retry)
    query = "SELECT next_attempt_at <= started_at + interval '1 s' FROM svc_provisioning.sagas WHERE saga_id = $1"
    assert await fetchval(driver.admin_url, query, driver.saga_id)
    await driver.sweep_later(timedelta(0))
    assert (await driver.saga())["state"] == "SCHEMA_CREATED"


async def test_two_operators_pressing_retry_at_once_do_it_once(driver: SagaDriver) -> None:
    await driver.build()
    presses = [press(driver, service.retry, by=Press(f"operator-{number}")) for number in range(5)]
    results = await asyncio.gather(*presses, return_exceptions=True)
    assert sorted(isinstance(result, WrongStateError) for result in results) == [False, True, True, True, True]
    assert (await driver.emitted()).count("schema.created") == 2
    assert len(await audit_of(driver)) == 1


async def test_two_operators_retrying_a_failed_undoing_at_once_do_it_once(driver: SagaDriver) -> None:
    await fail_undoing(driver)
    before = (await driver.emitted()).count("provisioning.aborted")
    results = await asyncio.gather(*(press(driver, service.retry) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, WrongStateError) for result in results) == 3
    assert (await driver.emitted()).count("provisioning.aborted") == before + 1


async def test_retry_of_a_failed_undoing_goes_on_to_the_end(driver: SagaDriver) -> None:
    await fail_undoing(driver)
    assert (await press(driver, service.retry)).state == "COMPENSATING"
    await driver.admin_removed()
    assert await driver.exists() == (False, False, False)
    await driver.tenant_released()
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "EMAIL_TAKEN")


async def test_retry_of_a_failed_release_asks_only_for_the_name(driver: SagaDriver) -> None:
    await fail_release(driver)
    answer = await press(driver, service.retry)
    assert (answer.state, answer.phase) == ("COMPENSATING", "RELEASING")
    assert (await driver.emitted())[-1] == "provisioning.undone"
    await driver.tenant_released()
    assert (await driver.saga())["state"] == "ROLLED_BACK"


async def test_compensate_of_a_failed_release_undoes_from_the_beginning(driver: SagaDriver) -> None:
    await fail_release(driver)
    assert (await press(driver, service.compensate)).phase == "COMPENSATING"
    assert (await driver.emitted())[-1] == "provisioning.aborted"
    await driver.admin_removed()
    await driver.tenant_released()
    assert (await driver.saga())["state"] == "ROLLED_BACK"


async def test_compensate_cancels_a_sign_up_that_is_under_way(driver: SagaDriver) -> None:
    await driver.build()
    answer = await press(driver, service.compensate)
    assert (answer.state, answer.failure_code) == ("COMPENSATING", "CANCELLED")
    # The answer that was on its way comes too late for a shop.
    await driver.admin_created()
    await driver.admin_removed()
    await driver.tenant_released()
    saga = await driver.saga()
    assert (saga["state"], saga["failure_code"]) == ("ROLLED_BACK", "CANCELLED")
    assert await driver.exists() == (False, False, False)
    assert [(row["action"], row["actor"], row["reason"]) for row in await audit_of(driver)] == [
        ("saga.compensate", PRESS.actor, PRESS.reason)
    ]


async def _reach(driver: SagaDriver, state: State) -> None:
    await driver.build()
    if state is State.SCHEMA_CREATED:
        return
    if state in (State.ADMIN_CREATED, State.COMPLETED):
        await driver.admin_created()
        if state is State.COMPLETED:
            await driver.tenant_activated()
        return
    await driver.admin_rejected()
    if state is State.ROLLED_BACK:
        await driver.admin_removed()
        await driver.tenant_released()


@pytest.mark.parametrize(
    ("state", "action", "arguments"),
    [
        (State.COMPLETED, service.retry, ()),
        (State.ROLLED_BACK, service.retry, ()),
        (State.ADMIN_CREATED, service.compensate, ()),
        (State.COMPLETED, service.compensate, ()),
        (State.COMPENSATING, service.compensate, ()),
        (State.SCHEMA_CREATED, service.resolve, (State.ROLLED_BACK,)),
        (State.SCHEMA_CREATED, service.resolve, (State.COMPLETED,)),
        (State.ADMIN_CREATED, service.resolve, (State.ROLLED_BACK,)),
        (State.ROLLED_BACK, service.resolve, (State.COMPLETED,)),
    ],
)
async def test_action_in_a_wrong_state_is_refused_and_changes_nothing(
    driver: SagaDriver, state: State, action: Action, arguments: tuple[State, ...]
) -> None:
    await _reach(driver, state)
    before, emitted = dict(await driver.saga()), await driver.emitted()
    with pytest.raises(WrongStateError, match="allows"):
        await press(driver, action, *arguments)
    assert (dict(await driver.saga()), await driver.emitted()) == (before, emitted)
    assert await audit_of(driver) == []


@pytest.mark.parametrize("action", [service.retry, service.compensate])
async def test_action_on_a_saga_that_moved_on_is_stale(driver: SagaDriver, action: Action) -> None:
    await driver.build()
    version = (await driver.saga())["version"]
    with pytest.raises(StaleVersionError):
        await press(driver, action, by=Press("operator", "why", version - 1))
    await press(driver, action, by=Press("operator", "why", version))


@pytest.mark.parametrize("action", [service.retry, service.compensate])
async def test_action_on_a_saga_nobody_knows_is_not_found(driver: SagaDriver, action: Action) -> None:
    driver.event = driver.event.model_copy(update={"saga_id": new_id()})
    with pytest.raises(NotFoundError):
        await press(driver, action)


async def _refused(driver: SagaDriver, outcome: State) -> list[str]:
    with pytest.raises(RealityDisagreesError) as caught:
        await press(driver, service.resolve, outcome)
    error: AppError = caught.value
    contradictions: list[str] = error.members["contradictions"]
    return contradictions


async def test_resolve_as_rolled_back_names_all_that_is_still_there(driver: SagaDriver) -> None:
    await fail_undoing(driver)
    await _register(driver, "provisioning")
    contradictions = await _refused(driver, State.ROLLED_BACK)
    assert [any(word in line for line in contradictions) for word in ("schema", "role", "auth", "name")] == [
        True
    ] * 4
    assert (await driver.saga())["state"] == "COMPENSATION_FAILED"


async def test_resolve_as_rolled_back_waits_for_auth_to_shut_the_sign_up_out(driver: SagaDriver) -> None:
    await fail_undoing(driver)
    await _remove_by_hand(driver)
    assert await _refused(driver, State.ROLLED_BACK) == [
        "auth has not yet shut this sign-up out: compensate when it answers"
    ]
    await fetch(
        driver.admin_url,
        "INSERT INTO svc_auth.saga_admins (saga_id, tenant_id, outcome) VALUES ($1, $2, 'aborted')",
        driver.saga_id,
        driver.event.tenant_id,
    )
    assert (await press(driver, service.resolve, State.ROLLED_BACK)).state == "ROLLED_BACK"
    saga = await driver.saga()
    assert (saga["state"], saga["finished_at"] is not None, saga["next_attempt_at"]) == ("ROLLED_BACK", True, None)
    assert {step["status"] for step in (await driver.steps()).values()} <= {"compensated", "failed", "skipped"}
    assert [row["action"] for row in await audit_of(driver)] == ["saga.resolve_rolled_back"]


async def test_resolve_as_completed_needs_a_shop_that_works(driver: SagaDriver) -> None:
    await _reach(driver, State.ADMIN_CREATED)
    await _register(driver, "provisioning")
    assert await _refused(driver, State.COMPLETED) == [
        "the shop has no active owner",
        "the shop is provisioning, not active",
    ]
    await fetch(
        driver.admin_url,
        "INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, role)"
        " VALUES ($1, $2, $3, 'x', 'owner')",
        new_id(),
        driver.event.tenant_id,
        f"{driver.saga_id}@example.com",
    )
    query = "UPDATE shared.tenants SET status = 'active' WHERE id = $1"
    await fetch(driver.admin_url, query, driver.event.tenant_id)
    assert (await press(driver, service.resolve, State.COMPLETED)).state == "COMPLETED"
    assert (await driver.steps())["activate_tenant"]["status"] == "done"


async def test_late_trigger_stands_in_the_timeline_and_moves_nothing(driver: SagaDriver) -> None:
    await driver.build()
    await driver.admin_created()
    await driver.admin_rejected()
    async with driver.database.transaction() as session:
        detail = await _show(session, driver)
    assert [(entry.trigger, entry.moved) for entry in detail.timeline] == [
        ("tenant.requested", True),
        ("schema_built", True),
        ("admin_created", True),
        ("admin_rejected", False),
    ]
    assert [event.routing_key for entry in detail.timeline for event in entry.events_out] == [
        "provisioning.started",
        "schema.created",
        "tenant.provisioned",
    ]
    assert all(event.event_id for entry in detail.timeline for event in entry.events_out)
    assert detail.remaining == ["activate_tenant"]
    assert detail.owner_email == driver.event.admin.email
    assert "argon2" not in detail.model_dump_json()


async def _show(session: AsyncSession, driver: SagaDriver) -> Any:
    return await service.show_saga(session, driver.saga_id, now=driver.clock())


async def _register(driver: SagaDriver, status: str) -> None:
    event = driver.event
    await fetch(
        driver.admin_url,
        "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6)",
        event.tenant_id,
        event.saga_id,
        event.name,
        event.subdomain,
        event.schema_name,
        status,
    )


async def _remove_by_hand(driver: SagaDriver) -> None:
    name = driver.event.schema_name
    await fetch(driver.admin_url, f"DROP SCHEMA {name} CASCADE")
    await fetch(driver.admin_url, f"REVOKE {name} FROM svc_business")
    await fetch(driver.admin_url, f"DROP ROLE {name}")
    query = "DELETE FROM svc_provisioning.tenant_schemas WHERE schema_name = $1"
    await fetch(driver.admin_url, query, name)
    await _register(driver, "failed")
