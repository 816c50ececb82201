"""Reminders whose time has come: who is still written to, by whom, and once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from libs.common.database import Database, registry_scope
from services.notifications import repository as repository_of_shops
from services.notifications.reminders import repository, sweeper
from tests.infra.sql import fetch
from tests.notifications.helpers import history_of, rows_of
from tests.notifications.reminders.helpers import (
    NOW,
    at,
    booking,
    follow,
    reminders_of,
    shop_that_reminds,
    states_of,
    sweep,
    wish,
)

DAY = at(4, "15:00")
DUE = at(4, "13:00")
MOMENTS = timedelta(seconds=5)


async def _shop_with_booking(database: Database, admin_url: str, inicio: datetime = DAY, **values: Any) -> UUID:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    await follow(database, booking(tenant_id, inicio, **values))
    return tenant_id


async def _letters(admin_url: str, tenant_id: UUID) -> list[dict[str, Any]]:
    return [row for row in await rows_of(admin_url, tenant_id) if row["kind"] == "booking_reminder"]


async def test_due_reminder_becomes_a_letter_and_no_earlier(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    await sweep(notifications_db, DUE - MOMENTS)
    assert await _letters(admin_url, tenant_id) == []
    await sweep(notifications_db, DUE + MOMENTS)
    await sweep(notifications_db, DUE + 2 * MOMENTS)
    (letter,) = await _letters(admin_url, tenant_id)
    assert (letter["channel"], letter["recipient"], letter["state"]) == ("email", "joao@example.com", "queued")
    assert letter["recipient_name"] == "João da Silva"
    assert letter["expires_at"] <= DAY
    for word in ('"Thor"', '"Banho"', "Patas & Cia", '"America/Sao_Paulo"'):
        assert word in letter["content"]
    assert await states_of(admin_url, tenant_id) == [(120, "queued", None)]


async def test_customer_without_email_gets_a_whatsapp_link(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url, email=None, telefone="+5511987654321")
    await sweep(notifications_db, DUE)
    (letter,) = await _letters(admin_url, tenant_id)
    assert (letter["channel"], letter["recipient"]) == ("whatsapp", "+5511987654321")


@pytest.mark.parametrize("telefone", [None, "+551132654321"])
async def test_nobody_to_reach_is_nobody_to_remind(
    notifications_db: Database, admin_url: str, telefone: str | None
) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url, email=None, telefone=telefone)
    await sweep(notifications_db, DUE)
    assert await states_of(admin_url, tenant_id) == [(120, "dropped", "no_contact")]


async def test_sweepers_at_once_queue_each_reminder_once(
    notifications_db: Database, admin_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeper, "BATCH", 3)
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[120])
    for number in range(1, 21):
        await follow(notifications_db, booking(tenant_id, DAY, agendamento_id=number))
    await asyncio.gather(*(sweep(notifications_db, DUE) for _ in range(4)))
    await sweep(notifications_db, DUE)
    assert len(await _letters(admin_url, tenant_id)) == 20
    assert await states_of(admin_url, tenant_id) == [(120, "queued", None)] * 20


async def test_what_another_holds_is_left_to_it(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    async with notifications_db.transaction(registry_scope(tenant_id)) as session:
        assert len(await repository.take_due(session, tenant_id, DUE, limit=10)) == 1
        await asyncio.wait_for(sweep(notifications_db, DUE), 3)
        assert await states_of(admin_url, tenant_id) == [(120, "planned", None)]
    await sweep(notifications_db, DUE)
    assert await states_of(admin_url, tenant_id) == [(120, "queued", None)]


async def test_booking_that_moves_at_this_moment_is_not_reminded_of_at_its_old_time(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    moved = booking(tenant_id, DAY + timedelta(days=1), sequence=2)
    async with notifications_db.transaction(registry_scope(tenant_id)) as session:
        assert await repository.keep_booking(session, moved, is_cancelled=False)
        await asyncio.wait_for(sweep(notifications_db, DUE), 3)
    assert await _letters(admin_url, tenant_id) == []
    await sweep(notifications_db, DUE)
    assert await states_of(admin_url, tenant_id) == [(120, "dropped", "moved")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE svc_notifications.bookings SET is_cancelled = true WHERE tenant_id = $1", "cancelled"),
        ("UPDATE svc_notifications.bookings SET inicio = inicio + interval '1 day' WHERE tenant_id = $1", "moved"),
        ("UPDATE shared.tenants SET status = 'suspended' WHERE id = $1", "shop_closed"),
        ("DELETE FROM shared.tenant_configurations WHERE tenant_id = $1", "not_wanted"),
        ("INSERT INTO svc_notifications.opt_outs VALUES ($1, 'joao@example.com')", "opted_out"),
    ],
    ids=["cancelled", "moved", "suspended", "switched off", "opted out"],
)
async def test_everything_is_asked_again_when_the_time_has_come(
    notifications_db: Database, admin_url: str, change: str, reason: str
) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url, email="Joao@Example.com")
    await fetch(admin_url, change, tenant_id)
    await sweep(notifications_db, DUE)
    assert await _letters(admin_url, tenant_id) == []
    assert await states_of(admin_url, tenant_id) == [(120, "dropped", reason)]


async def test_opt_out_of_one_shop_says_nothing_to_another(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    other = await _shop_with_booking(notifications_db, admin_url)
    query = "INSERT INTO svc_notifications.opt_outs VALUES ($1, 'joao@example.com')"
    await fetch(admin_url, query, other)
    await sweep(notifications_db, DUE)
    assert (len(await _letters(admin_url, tenant_id)), await _letters(admin_url, other)) == (1, [])


@pytest.mark.parametrize(
    ("late", "state"),
    [(timedelta(minutes=60), "queued"), (timedelta(minutes=61), "dropped")],
    ids=["last", "over"],
)
async def test_reminder_found_late_goes_while_it_is_notice_enough(
    notifications_db: Database, admin_url: str, late: timedelta, state: str
) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    await sweep(notifications_db, DUE + late)
    ((_, found, reason),) = await states_of(admin_url, tenant_id)
    assert (found, reason) == (state, None if state == "queued" else "too_late")


async def test_reminder_found_at_night_waits_for_the_morning(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[1440])
    await follow(notifications_db, booking(tenant_id, at(4, "20:30")))
    await sweep(notifications_db, at(4, "03:00"))
    assert await reminders_of(admin_url, tenant_id) == [(1440, "planned", None, "08:00")]
    # News of the booking at night does not undo that.
    await follow(notifications_db, booking(tenant_id, at(4, "20:30"), sequence=2), now=at(4, "03:01"))
    assert await reminders_of(admin_url, tenant_id) == [(1440, "planned", None, "08:00")]
    await sweep(notifications_db, at(4, "08:00"))
    assert await states_of(admin_url, tenant_id) == [(1440, "queued", None)]


async def test_reminder_found_at_night_before_an_early_booking_is_dropped(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url, minutes_before=[720])
    await follow(notifications_db, booking(tenant_id, at(4, "08:30")))
    await sweep(notifications_db, at(4, "03:00"))
    assert await states_of(admin_url, tenant_id) == [(720, "dropped", "too_late")]
    assert await _letters(admin_url, tenant_id) == []


async def test_of_two_found_late_the_nearer_alone_goes(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY))
    await sweep(notifications_db, DUE + MOMENTS)
    assert await states_of(admin_url, tenant_id) == [(1440, "dropped", "superseded"), (120, "queued", None)]
    assert len(await _letters(admin_url, tenant_id)) == 1


async def test_nearer_one_that_is_not_wanted_supersedes_nothing(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await shop_that_reminds(admin_url)
    await follow(notifications_db, booking(tenant_id, DAY))
    await wish(admin_url, tenant_id, minutes_before=[1440])
    await sweep(notifications_db, DUE + MOMENTS)
    assert await states_of(admin_url, tenant_id) == [(1440, "queued", None), (120, "dropped", "not_wanted")]


async def test_reminder_that_went_is_not_sent_again_when_the_booking_comes_back(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    await sweep(notifications_db, DUE)
    away = DAY + timedelta(days=2)
    await follow(notifications_db, booking(tenant_id, away, sequence=2), now=DUE)
    await follow(notifications_db, booking(tenant_id, DAY, sequence=3), now=NOW)
    await sweep(notifications_db, DUE + MOMENTS)
    assert len(await _letters(admin_url, tenant_id)) == 1


async def test_moved_after_its_reminder_is_reminded_of_anew(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _shop_with_booking(notifications_db, admin_url)
    await sweep(notifications_db, DUE)
    await follow(notifications_db, booking(tenant_id, DAY + timedelta(days=1), sequence=2), now=DUE + MOMENTS)
    await sweep(notifications_db, DUE + timedelta(days=1))
    assert len(await _letters(admin_url, tenant_id)) == 2


async def test_one_shops_trouble_is_not_the_others(
    notifications_db: Database, admin_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shops = [await _shop_with_booking(notifications_db, admin_url) for _ in range(3)]

    async def find_shop(session: Any, tenant_id: UUID) -> Any:
        if tenant_id == shops[1]:
            raise RuntimeError("this one alone")
        return await repository_of_shops.find_shop(session, tenant_id)

    monkeypatch.setattr("services.notifications.reminders.sweeper.find_shop", find_shop)
    await sweep(notifications_db, DUE)
    assert [len(await _letters(admin_url, each)) for each in shops] == [1, 0, 1]
    assert await states_of(admin_url, shops[1]) == [(120, "planned", None)]


async def _news_of_a_reminded_booking(database: Database, admin_url: str, state: str, news: str) -> dict[str, Any]:
    """The letter after the news, in a shop whose reminder has come to `state`."""
    tenant_id = await _shop_with_booking(database, admin_url)
    await sweep(database, DUE)
    has_ended = "now()" if state in ("ready", "sent") else "NULL"
    query = "UPDATE svc_notifications.deliveries SET state = $2, link = 'https://wa.me/1', finished_at = "
    await fetch(admin_url, f"{query}{has_ended} WHERE tenant_id = $1", tenant_id, state)
    inicio = DAY + timedelta(days=1) if news == "moved" else DAY
    event = booking(tenant_id, inicio, sequence=2)
    await follow(database, event, is_cancelled=news == "cancelled", now=DUE + MOMENTS)
    (letter,) = await _letters(admin_url, tenant_id)
    return letter


@pytest.mark.parametrize("news", ["moved", "cancelled"])
@pytest.mark.parametrize("state", ["queued", "ready"])
async def test_letter_that_waits_while_its_booking_changes_does_not_tell_the_old_time(
    notifications_db: Database, admin_url: str, state: str, news: str
) -> None:
    letter = await _news_of_a_reminded_booking(notifications_db, admin_url, state, news)
    assert (letter["state"], letter["error_code"], letter["link"]) == ("suppressed", "NO_LONGER_TRUE", None)
    assert (await history_of(admin_url, letter["id"]))[-1] == ("suppressed", "NO_LONGER_TRUE")


@pytest.mark.parametrize(("state", "news"), [("queued", "renamed"), ("ready", "renamed"), ("sent", "moved")])
async def test_letter_that_is_true_or_sent_stays_what_it_is(
    notifications_db: Database, admin_url: str, state: str, news: str
) -> None:
    letter = await _news_of_a_reminded_booking(notifications_db, admin_url, state, news)
    assert (letter["state"], letter["error_code"]) == (state, None)
