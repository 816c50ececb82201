"""Rows of deliveries as senders share them: one holder at a time, and only he has the last word."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from libs.common.clock import new_id, utc_now
from libs.common.database import Database
from services.notifications import repository, service
from services.notifications.models import Channel, Delivery, Kind, Letter, State
from tests.infra.shops import new_email
from tests.infra.sql import fetch, fetchval
from tests.notifications.helpers import activated, create_shop, deliver, history_of, rows_of

HELD = timedelta(minutes=1)


@pytest.fixture
async def empty(admin_url: str) -> None:
    """Other tests' letters would be claimed first."""
    await fetch(admin_url, "DELETE FROM svc_notifications.deliveries")


async def queued(database: Database, *, tenant_id: UUID | None = None, **values: Any) -> Letter:
    """A letter in the queue."""
    defaults: dict[str, Any] = {
        "tenant_id": tenant_id or new_id(),
        "kind": Kind.WELCOME,
        "dedupe_key": f"test:{new_id()}",
        "recipient": new_email(),
        "locale": "pt-BR",
        "content": {"shop": "Patas", "subdomain": "patas", "first_name": "Ana"},
    }
    letter = Letter(**defaults | values)
    async with database.transaction() as session:
        await service.queue(session, letter)
    return letter


async def claimed(
    database: Database, *, held: timedelta = HELD, channel: Channel = Channel.EMAIL
) -> Delivery | None:
    async with database.transaction() as session:
        return await repository.claim(session, channel, lease=new_id(), held=held, domain="example.com")


async def finished(database: Database, delivery: Delivery) -> bool:
    async with database.transaction() as session:
        return await repository.finish(session, delivery, state=State.SENT, code=None, detail="250 ok")


@pytest.mark.usefixtures("empty")
async def test_letter_is_claimed_by_one_of_many_at_once(notifications_db: Database) -> None:
    for _ in range(3):
        await queued(notifications_db)
    found = await asyncio.gather(*(claimed(notifications_db) for _ in range(8)))
    assert len({delivery.id for delivery in found if delivery}) == 3
    assert len([delivery for delivery in found if delivery]) == 3


@pytest.mark.usefixtures("empty")
async def test_letter_of_another_channel_is_not_in_the_way(notifications_db: Database) -> None:
    await queued(notifications_db, channel=Channel.WHATSAPP, recipient="+5511987654321")
    assert await claimed(notifications_db) is None
    assert await claimed(notifications_db, channel=Channel.WHATSAPP) is not None


@pytest.mark.usefixtures("empty")
async def test_letter_whose_holder_is_gone_is_claimed_again_with_its_message_id(
    notifications_db: Database, admin_url: str
) -> None:
    letter = await queued(notifications_db)
    lost = await claimed(notifications_db, held=timedelta())
    again = await claimed(notifications_db)
    assert lost is not None
    assert again is not None
    assert (again.id, again.message_id, again.attempts) == (lost.id, lost.message_id, 2)
    assert lost.message_id == f"<{lost.id}.1@example.com>"
    # The one before may wake up: he has no say any more.
    assert not await finished(notifications_db, lost)
    assert await finished(notifications_db, again)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["lease"]) == ("sent", None)
    assert await history_of(admin_url, row["id"]) == [("queued", None), ("sent", None)]


@pytest.mark.usefixtures("empty")
async def test_postponed_letter_waits_and_an_uncounted_try_leaves_no_trace(
    notifications_db: Database, admin_url: str
) -> None:
    letter = await queued(notifications_db)
    for pause, counts in ((timedelta(), False), (timedelta(hours=1), True)):
        delivery = await claimed(notifications_db)
        assert delivery is not None
        async with notifications_db.transaction() as session:
            assert await repository.postpone(
                session, delivery, pause=pause, code="SMTP_450", detail="later", counts=counts
            )
    assert await claimed(notifications_db) is None
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["attempts"], row["error_code"]) == ("queued", 1, "SMTP_450")
    assert await history_of(admin_url, row["id"]) == [("queued", None), ("queued", "SMTP_450")]


@pytest.mark.usefixtures("empty")
async def test_token_of_a_letter_is_gone_with_its_end(notifications_db: Database, admin_url: str) -> None:
    letter = await queued(notifications_db, kind=Kind.PASSWORD_RESET, sealed_token="sealed")
    delivery = await claimed(notifications_db)
    assert delivery is not None
    assert delivery.sealed_token == "sealed"
    await finished(notifications_db, delivery)
    assert (await rows_of(admin_url, letter.tenant_id))[0]["sealed_token"] is None
    with pytest.raises(Exception, match="check constraint"):
        await fetch(
            admin_url, "UPDATE svc_notifications.deliveries SET sealed_token = 'x' WHERE id = $1", delivery.id
        )


async def test_news_that_lay_in_a_queue_for_days_are_told_to_nobody_and_written_down(
    notifications_db: Database, admin_url: str
) -> None:
    event = activated(await create_shop(admin_url))
    # The id of an event says when it was made: this one's is of 2025.
    await deliver(notifications_db, event, message_id=UUID("01990000-0000-7000-8000-000000000001"))
    (row,) = await rows_of(admin_url, event.tenant_id)
    assert (row["state"], row["error_code"]) == ("failed", "EXPIRED")
    assert await history_of(admin_url, row["id"]) == [("failed", "EXPIRED")]


async def test_letter_ends_with_what_it_is_about(notifications_db: Database, admin_url: str) -> None:
    soon = utc_now() + timedelta(minutes=5)
    letter = await queued(notifications_db, ends_at=soon)
    endless = await queued(notifications_db)
    assert (await rows_of(admin_url, letter.tenant_id))[0]["expires_at"] == soon
    assert (await rows_of(admin_url, endless.tenant_id))[0]["expires_at"] > utc_now() + timedelta(days=2)


async def test_suppressed_address_is_known_whatever_its_case_until_it_is_lifted(
    notifications_db: Database, admin_url: str
) -> None:
    address = new_email()
    standing = "SELECT count(*) FROM svc_notifications.suppressions WHERE address = $1 AND lifted_at IS NULL"
    async with notifications_db.transaction() as session:
        for _ in range(2):
            await repository.suppress(session, address, code="SMTP_550", detail="", delivery_id=new_id())
    assert await fetchval(admin_url, standing, address) == 1
    letter = await queued(notifications_db, recipient=address.upper())
    (row,) = await rows_of(admin_url, letter.tenant_id)
    async with notifications_db.transaction() as session:
        assert (await repository.find_standing(session, row["id"])).is_suppressed
    lift = (
        "UPDATE svc_notifications.suppressions SET lifted_at = now(), lifted_by = 'x', lift_reason = 'y'"
        " WHERE address = $1"
    )
    await fetch(admin_url, lift, address)
    async with notifications_db.transaction() as session:
        assert not (await repository.find_standing(session, row["id"])).is_suppressed


async def test_old_deliveries_are_forgotten_and_young_ones_kept(
    notifications_db: Database, admin_url: str
) -> None:
    old, young = await queued(notifications_db), await queued(notifications_db)
    for letter, age in ((old, timedelta(days=9)), (young, timedelta(days=1))):
        await fetch(
            admin_url,
            "UPDATE svc_notifications.deliveries SET state = 'sent', finished_at = now() - $2::interval,"
            " lease = NULL, leased_until = NULL WHERE tenant_id = $1",
            letter.tenant_id,
            age,
        )
    async with notifications_db.transaction() as session:
        await repository.forget_deliveries(session, kept=timedelta(days=8))
    assert await rows_of(admin_url, old.tenant_id) == []
    assert len(await rows_of(admin_url, young.tenant_id)) == 1


async def test_history_can_be_added_to_and_not_rewritten(notifications_db: Database) -> None:
    for statement in (
        "UPDATE svc_notifications.delivery_history SET state = 'x'",
        "DELETE FROM svc_notifications.delivery_history",
    ):
        with pytest.raises(Exception, match="permission denied"):
            async with notifications_db.transaction() as session:
                await session.execute(text(statement))
