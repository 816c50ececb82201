"""Bookings as their shop tells of them, in whatever order, and the reminders that follow from them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from libs.common.contracts.events import AgendamentoAlterado, AgendamentoCancelado, AgendamentoCriado
from libs.common.database import Database, registry_scope
from services.notifications.reminders import service
from services.notifications.reminders.models import bookings, opt_outs, reminders
from tests.infra.sql import fetch, fetchval
from tests.notifications.helpers import booked, create_shop, deliver, rows_of
from tests.notifications.reminders.helpers import (
    NOW,
    at,
    booking,
    changed,
    follow,
    reminders_of,
    set_configuration,
    shop_that_reminds,
    states_of,
    wish,
)

DAY = at(4, "15:00")


async def test_booking_is_planned_by_its_shops_wishes(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    assert await follow(notifications_db, booking(tenant_id, DAY))
    assert await reminders_of(admin_url, tenant_id) == [
        (1440, "planned", None, "15:00"),
        (120, "planned", None, "13:00"),
    ]


async def test_shop_that_never_asked_reminds_nobody(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    assert await follow(notifications_db, booking(tenant_id, DAY))
    assert await reminders_of(admin_url, tenant_id) == []


async def test_settings_of_one_shop_are_not_those_of_another(notifications_db: Database, admin_url: str) -> None:
    await shop_that_reminds(admin_url)
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[60])
    await follow(notifications_db, booking(tenant_id, DAY))
    assert await states_of(admin_url, tenant_id) == [(60, "planned", None)]


async def test_moved_booking_is_reminded_of_at_its_new_time_alone(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    await follow(notifications_db, booking(tenant_id, DAY))
    later = DAY + timedelta(hours=2)
    assert await follow(notifications_db, booking(tenant_id, later, sequence=2))
    moved, planned = (120, "dropped", "moved", "13:00"), (120, "planned", None, "15:00")
    assert await reminders_of(admin_url, tenant_id) == [moved, planned]
    assert await follow(notifications_db, booking(tenant_id, DAY, sequence=3))
    assert await reminders_of(admin_url, tenant_id) == [
        (120, "planned", None, "13:00"),
        (120, "dropped", "moved", "15:00"),
    ]


async def test_cancelled_booking_is_not_reminded_of(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY))
    assert await follow(notifications_db, booking(tenant_id, DAY, sequence=2), is_cancelled=True)
    assert await states_of(admin_url, tenant_id) == [(1440, "dropped", "cancelled"), (120, "dropped", "cancelled")]


async def test_what_comes_late_changes_nothing(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    assert await follow(notifications_db, booking(tenant_id, DAY, sequence=5), is_cancelled=True)
    for sequence in (1, 4, 5):
        assert not await follow(notifications_db, booking(tenant_id, DAY, sequence=sequence))
    assert await states_of(admin_url, tenant_id) == []
    assert await follow(notifications_db, booking(tenant_id, DAY, sequence=6))
    assert await states_of(admin_url, tenant_id) == [(120, "planned", None)]


async def test_of_events_at_once_the_newest_wins(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    events = [booking(tenant_id, DAY + timedelta(minutes=n), sequence=n) for n in (3, 1, 5, 2, 4)]
    answers = await asyncio.gather(*(follow(notifications_db, event) for event in events))
    assert answers[2]
    standing = await fetch(
        admin_url, "SELECT sequence, inicio FROM svc_notifications.bookings WHERE tenant_id = $1", tenant_id
    )
    assert [tuple(row) for row in standing] == [(5, DAY + timedelta(minutes=5))]
    planned = [row for row in await reminders_of(admin_url, tenant_id) if row[1] == "planned"]
    assert planned == [(120, "planned", None, "13:05")]


async def test_same_event_in_two_processes_is_news_to_one(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    event = booking(tenant_id, DAY)
    answers = await asyncio.gather(*(follow(notifications_db, event) for _ in range(4)))
    assert sorted(answers) == [False, False, False, True]


async def test_old_news_writes_no_letter(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    await deliver(notifications_db, booked(tenant_id, kind=AgendamentoCancelado, sequence=2))
    await deliver(notifications_db, booked(tenant_id, kind=AgendamentoCriado, sequence=1))
    await deliver(notifications_db, booked(tenant_id, kind=AgendamentoAlterado, sequence=3))
    kinds = [row["kind"] for row in await rows_of(admin_url, tenant_id)]
    assert kinds == ["booking_cancelled", "booking_changed"]


async def test_switching_on_plans_the_future_and_no_more(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    # Tomorrow at 15:00: the day before is past already when reminders are switched on.
    await follow(notifications_db, booking(tenant_id, at(2, "11:00"), agendamento_id=1))
    await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=2))
    await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=3), is_cancelled=True)
    await wish(admin_url, tenant_id, minutes_before=[1440, 120])
    await changed(notifications_db, tenant_id)
    assert await reminders_of(admin_url, tenant_id) == [
        (120, "planned", None, "09:00"),
        (1440, "planned", None, "15:00"),
        (120, "planned", None, "13:00"),
    ]


async def test_switching_off_drops_and_on_again_never_makes_up_for_the_past(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY))
    await wish(admin_url, tenant_id, enabled=False)
    await changed(notifications_db, tenant_id)
    assert await states_of(admin_url, tenant_id) == [
        (1440, "dropped", "not_wanted"),
        (120, "dropped", "not_wanted"),
    ]
    await wish(admin_url, tenant_id, minutes_before=[1440, 120])
    await changed(notifications_db, tenant_id, now=DAY - timedelta(hours=20))
    assert await states_of(admin_url, tenant_id) == [(1440, "dropped", "not_wanted"), (120, "planned", None)]


async def test_other_wishes_replan_what_lies_ahead(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[1440, 360])
    await follow(notifications_db, booking(tenant_id, DAY))
    await wish(admin_url, tenant_id, minutes_before=[360, 60], quiet_to="10:00")
    await changed(notifications_db, tenant_id)
    assert await reminders_of(admin_url, tenant_id) == [
        (1440, "dropped", "not_wanted", "15:00"),
        (360, "planned", None, "10:00"),
        (60, "planned", None, "14:00"),
    ]


async def test_quiet_hours_follow_the_shops_time_zone(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    await follow(notifications_db, booking(tenant_id, at(4, "10:30")))
    assert await reminders_of(admin_url, tenant_id) == [(120, "planned", None, "08:30")]
    # There it is 07:30 then; at 08:00 (09:00 in São Paulo) nobody is disturbed.
    await set_configuration(admin_url, tenant_id, "timezone", "America/Manaus")
    await changed(notifications_db, tenant_id, "timezone")
    assert await reminders_of(admin_url, tenant_id) == [(120, "planned", None, "09:00")]


async def test_other_configurations_touch_no_reminder(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY))
    await wish(admin_url, tenant_id)
    await changed(notifications_db, tenant_id, "locale")
    assert await states_of(admin_url, tenant_id) == []


async def test_overdue_reminder_outlives_a_change_of_its_booking(
    notifications_db: Database, admin_url: str
) -> None:
    """The service was away: events and the sweep come in any order."""
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[1440])
    await follow(notifications_db, booking(tenant_id, DAY))
    await follow(notifications_db, booking(tenant_id, DAY, sequence=2), now=DAY - timedelta(hours=23))
    assert await states_of(admin_url, tenant_id) == [(1440, "planned", None)]


async def test_more_bookings_than_a_batch_are_all_replanned(
    notifications_db: Database, admin_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.notifications.reminders.repository.BATCH", 3)
    tenant_id = await create_shop(admin_url)
    for number in range(1, 8):
        await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=number))
    await wish(admin_url, tenant_id, minutes_before=[120])
    await changed(notifications_db, tenant_id)
    assert await states_of(admin_url, tenant_id) == [(120, "planned", None)] * 7


@pytest.mark.parametrize(
    ("key", "value"), [("reminders", "{"), ("reminders", '{"enabled": true, "x": 1}'), ("timezone", "../etc")]
)
async def test_settings_that_nobody_understands_write_to_nobody_or_go_by_the_default(
    notifications_db: Database, admin_url: str, key: str, value: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    await set_configuration(admin_url, tenant_id, key, value)
    await follow(notifications_db, booking(tenant_id, DAY))
    expected: list[Any] = [(120, "planned", None)] if key == "timezone" else []
    assert await states_of(admin_url, tenant_id) == expected


async def test_bookings_of_long_ago_are_forgotten_with_their_reminders(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=1))
    await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=2))
    await fetch(
        admin_url,
        "UPDATE svc_notifications.bookings SET inicio = now() - interval '31 days'"
        " WHERE tenant_id = $1 AND agendamento_id = 1",
        tenant_id,
    )
    async with notifications_db.transaction() as session:
        await service.forget(session, kept=timedelta(days=30))
    assert len(await states_of(admin_url, tenant_id)) == 2
    left = "SELECT array_agg(agendamento_id) FROM svc_notifications.bookings WHERE tenant_id = $1"
    assert await fetchval(admin_url, left, tenant_id) == [2]


async def test_settings_are_read_behind_the_shops_own_wall(notifications_db: Database, admin_url: str) -> None:
    tenant_id, other = await shop_that_reminds(admin_url), await create_shop(admin_url)
    event = booking(tenant_id, DAY)
    async with notifications_db.transaction(registry_scope(other)) as session:
        await service.follow(session, event, is_cancelled=False, now=lambda: NOW)
    assert await states_of(admin_url, tenant_id) == []


def test_tables_are_among_those_that_are_compared_with_the_migrations() -> None:
    assert {table.metadata for table in (bookings, reminders, opt_outs)} == {bookings.metadata}
