"""What a dry run says is what then happens."""

from datetime import datetime, timedelta
from uuid import UUID

from libs.common.contracts.reminders import ReminderWishes
from libs.common.database import Database, registry_scope
from services.notifications.reminders import dry_run
from services.notifications.reminders.dry_run import Preview
from tests.infra.sql import fetch, fetchval
from tests.notifications.helpers import create_shop, rows_of
from tests.notifications.reminders.helpers import (
    NOW,
    at,
    booking,
    changed,
    follow,
    reminders_of,
    states_of,
    sweep,
    wish,
)

WISHES = {"enabled": True, "minutes_before": [2880, 1440, 90], "quiet_from": "20:00", "quiet_to": "09:00"}


async def _preview(database: Database, tenant_id: UUID, proposed: ReminderWishes | None = None) -> Preview:
    async with database.transaction(registry_scope(tenant_id)) as session:
        return await dry_run.preview(session, tenant_id, proposed, now=lambda: NOW)


async def _fill(database: Database, admin_url: str) -> UUID:
    tenant_id = await create_shop(admin_url)
    people = [
        ("a@example.com", None),
        ("A@example.com", None),
        (None, "+5511987654321"),
        (None, None),
        ("out@b.co", None),
    ]
    for number in range(1, 41):
        email, telefone = people[number % len(people)]
        inicio = at(1 + number % 4, "08:00") + timedelta(minutes=37 * number)
        event = booking(tenant_id, inicio, agendamento_id=number, email=email, telefone=telefone)
        await follow(database, event, is_cancelled=number % 7 == 0)
    await fetch(admin_url, "INSERT INTO svc_notifications.opt_outs VALUES ($1, 'out@b.co')", tenant_id)
    return tenant_id


async def _sweep_all(database: Database, admin_url: str, tenant_id: UUID) -> list[datetime]:
    """When letters were queued, as the clock goes from one reminder's time to the next."""
    query = "SELECT min(due_at) FROM svc_notifications.reminders WHERE tenant_id = $1 AND state = 'planned'"
    moments: list[datetime] = []
    while moment := await fetchval(admin_url, query, tenant_id):
        before = len(await rows_of(admin_url, tenant_id))
        await sweep(database, moment + timedelta(seconds=5))
        if len(await rows_of(admin_url, tenant_id)) > before:
            moments.append(moment)
    return moments


async def test_figures_are_those_of_what_is_really_queued(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await _fill(notifications_db, admin_url)
    foreseen = await _preview(notifications_db, tenant_id, ReminderWishes.model_validate(WISHES))
    assert await states_of(admin_url, tenant_id) == []
    await wish(admin_url, tenant_id, **WISHES)
    assert await _preview(notifications_db, tenant_id) == foreseen
    await changed(notifications_db, tenant_id)
    moments = await _sweep_all(notifications_db, admin_url, tenant_id)
    letters = await rows_of(admin_url, tenant_id)
    assert foreseen.would_send == len(letters) > 20
    assert foreseen.people == len({row["recipient"].lower() for row in letters}) == 2
    assert sum(foreseen.by_channel.values()) == foreseen.would_send
    for channel, count in foreseen.by_channel.items():
        assert count == len([row for row in letters if row["channel"] == channel]) > 0
    assert (foreseen.first_at, foreseen.last_at) == (moments[0], moments[-1])
    dropped = {row[2] for row in await reminders_of(admin_url, tenant_id) if row[1] == "dropped"}
    assert dropped == {"no_contact", "opted_out"}


async def test_what_went_before_is_not_counted_again(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    await wish(admin_url, tenant_id, minutes_before=[120])
    # Reminded at 13:00, and told of again an hour before that by a clock that is behind.
    await follow(notifications_db, booking(tenant_id, at(1, "15:00")), now=NOW)
    await sweep(notifications_db, at(1, "13:00"))
    assert (await _preview(notifications_db, tenant_id)).would_send == 0
    assert (await _preview(notifications_db, tenant_id, ReminderWishes(enabled=False))).would_send == 0


async def test_customers_without_contact_are_counted_once_a_booking(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await create_shop(admin_url)
    await follow(notifications_db, booking(tenant_id, at(6, "15:00"), email=None, telefone="+551132654321"))
    found = await _preview(notifications_db, tenant_id, ReminderWishes.model_validate(WISHES))
    assert (found.without_contact, found.would_send, found.people, found.first_at) == (1, 0, 0, None)
