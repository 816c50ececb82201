"""Sending a letter again: what it becomes, once, and everything that refuses it."""

import asyncio
from datetime import timedelta
from functools import partial
from uuid import UUID

import asyncpg
import pytest

from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import AgendamentoAlterado, AgendamentoCancelado, AgendamentoEvent
from libs.common.database import Database
from libs.common.errors import AppError, NotFoundError, StaleVersionError, WrongStateError
from services.notifications.models import TOO_MANY, WORTH_ARRIVING, Kind, State
from services.notifications.operations import service
from services.notifications.operations.errors import AddressSuppressedError, LinkIsSpentError
from services.notifications.operations.schemas import DeliveryDetail
from services.notifications.operations.service import Press
from services.notifications.repository import QUEUED_CHANNEL
from tests.infra.shops import new_email
from tests.infra.sql import connected, fetch
from tests.infra.waiting import eventually
from tests.notifications.helpers import booked, create_shop, deliver, history_of, rows_of
from tests.notifications.operations.letters import SEALED, Planted, call, plant, row_of, suppress

WHO, WHY = str(new_id()), "she asked by phone"
HOUR = timedelta(hours=1)


async def resend(database: Database, delivery_id: UUID, version: int | None = None) -> DeliveryDetail:
    press = Press(WHO, WHY, version)
    return await call(database, partial(service.resend, delivery_id=delivery_id, press=press))


async def show(database: Database, delivery_id: UUID) -> DeliveryDetail:
    return await call(database, partial(service.show_delivery, delivery_id=delivery_id))


@pytest.mark.parametrize("state", [State.FAILED, State.SUPPRESSED])
async def test_what_never_arrived_goes_as_the_same_letter(
    notifications_db: Database, admin_url: str, state: State
) -> None:
    planted = await plant(admin_url, Planted(state=state, error_code="550"))
    before = await row_of(admin_url, planted)
    answer = await resend(notifications_db, planted)
    after = await row_of(admin_url, planted)
    assert (answer.state, answer.version, answer.attempts) == (State.QUEUED, before["version"] + 1, 0)
    assert (after["message_id"], after["round"]) == (before["message_id"], 1)
    assert (after["error_code"], after["finished_at"]) == (None, None)
    assert after["next_attempt_at"] <= utc_now()
    assert abs(after["expires_at"] - utc_now() - WORTH_ARRIVING[Kind.WELCOME]) < timedelta(minutes=1)


@pytest.mark.parametrize("state", [State.SENT, State.READY])
async def test_what_was_accepted_goes_as_another_letter(
    notifications_db: Database, admin_url: str, state: State
) -> None:
    planted = await plant(admin_url, Planted(state=state))
    assert (await resend(notifications_db, planted)).round == 2
    after = await row_of(admin_url, planted)
    # From its round a sender makes another Message-ID.
    assert (after["state"], after["link"], after["message_id"]) == ("queued", None, None)


async def test_pause_ends_and_nothing_else_changes(notifications_db: Database, admin_url: str) -> None:
    paused = Planted(kind=Kind.PASSWORD_RESET, state=State.QUEUED, sealed_token=SEALED, due_in=HOUR)
    planted = await plant(admin_url, paused)
    before = await row_of(admin_url, planted)
    await resend(notifications_db, planted)
    after = await row_of(admin_url, planted)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"next_attempt_at", "due_since", "version"}
    assert after["next_attempt_at"] <= utc_now()
    # Now it goes by itself.
    with pytest.raises(WrongStateError, match="goes by itself"):
        await resend(notifications_db, planted)


async def test_history_says_who_and_why(notifications_db: Database, admin_url: str) -> None:
    planted = await plant(admin_url, Planted())
    (line,) = (await resend(notifications_db, planted)).history
    assert (line.state, line.code, line.actor, line.reason) == (State.QUEUED, "RESENT", WHO, WHY)


async def test_senders_hear_of_it(notifications_db: Database, admin_url: str) -> None:
    planted = await plant(admin_url, Planted())
    heard: list[str] = []

    def hear(_: object, __: int, channel: str, ___: object) -> None:
        heard.append(channel)

    async with connected(admin_url) as listener:
        await listener.add_listener(QUEUED_CHANNEL, hear)
        await resend(notifications_db, planted)
        await eventually(lambda: heard)


async def test_two_operators_at_once_send_it_once(notifications_db: Database, admin_url: str) -> None:
    planted = await plant(admin_url, Planted(state=State.SENT))
    answers = await asyncio.gather(*(resend(notifications_db, planted) for _ in range(4)), return_exceptions=True)
    kinds = sorted(type(answer).__name__ for answer in answers)
    assert kinds == ["DeliveryDetail", *["WrongStateError"] * 3], answers
    assert (await row_of(admin_url, planted))["round"] == 2
    assert await history_of(admin_url, planted) == [("queued", "RESENT")]


async def test_stale_version_is_refused(notifications_db: Database, admin_url: str) -> None:
    planted = await plant(admin_url, Planted())
    with pytest.raises(StaleVersionError):
        await resend(notifications_db, planted, version=7)
    assert (await resend(notifications_db, planted, version=1)).version == 2


async def test_unknown_letter(notifications_db: Database) -> None:
    for action in (resend, show):
        with pytest.raises(NotFoundError):
            await action(notifications_db, new_id())


GONE = Planted(kind=Kind.INVITATION)
OVER = Planted(kind=Kind.BOOKING_CREATED, starts_in=-HOUR)


@pytest.mark.parametrize(
    ("letter", "error", "words"),
    [
        (Planted(state=State.SENDING), WrongStateError, "is being sent"),
        (Planted(state=State.QUEUED), WrongStateError, "goes by itself"),
        (GONE, LinkIsSpentError, "ask for a new link"),
        (Planted(kind=Kind.PASSWORD_RESET, state=State.SENT), LinkIsSpentError, "ask for a new link"),
        (Planted(kind=Kind.EMAIL_VERIFICATION, state=State.SUPPRESSED), LinkIsSpentError, "ask for a new link"),
        (OVER, WrongStateError, "has begun"),
        (
            Planted(kind=Kind.SIGNUP_FAILED, state=State.SUPPRESSED, error_code=TOO_MANY),
            WrongStateError,
            "Too many",
        ),
    ],
)
async def test_refused_with_the_reason_that_the_letter_itself_tells(
    notifications_db: Database, admin_url: str, letter: Planted, error: type[AppError], words: str
) -> None:
    planted = await plant(admin_url, letter)
    shown, before = await show(notifications_db, planted), await row_of(admin_url, planted)
    with pytest.raises(error, match=words) as refused:
        await resend(notifications_db, planted)
    assert (refused.value.status, refused.value.code) == (409, "WRONG_STATE")
    assert (shown.actions, shown.why_not) == ([], refused.value.detail)
    assert await row_of(admin_url, planted) == before
    assert await history_of(admin_url, planted) == []


async def test_suppressed_address_is_lifted_first(notifications_db: Database, admin_url: str) -> None:
    address = new_email().upper()
    planted = await plant(admin_url, Planted(recipient=address))
    suppression = await suppress(admin_url, address, planted)
    with pytest.raises(AddressSuppressedError, match="lift the suppression first"):
        await resend(notifications_db, planted)
    await call(notifications_db, partial(service.lift, suppression=suppression, press=Press(WHO, WHY)))
    assert (await show(notifications_db, planted)).actions == ["resend"]
    assert (await resend(notifications_db, planted)).state is State.QUEUED


async def test_operator_sees_whom_a_link_leads_to_and_not_what_it_says(
    notifications_db: Database, admin_url: str
) -> None:
    planted = await plant(admin_url, Planted(kind=Kind.BOOKING_CREATED, state=State.READY, channel="whatsapp"))
    told = "UPDATE svc_notifications.deliveries SET link = 'https://wa.me/55119?text=segredo' WHERE id = $1"
    await fetch(admin_url, told, planted)
    assert (await show(notifications_db, planted)).link == "https://wa.me/55119"


async def test_reminder_that_nobody_wants_is_refused(notifications_db: Database, admin_url: str) -> None:
    letter = Planted(kind=Kind.BOOKING_REMINDER, recipient=new_email(), tenant_id=new_id(), starts_in=HOUR)
    planted = await plant(admin_url, letter)
    assert (await show(notifications_db, planted)).actions == ["resend"]
    left = "INSERT INTO svc_notifications.opt_outs (tenant_id, recipient) VALUES ($1, $2)"
    await fetch(admin_url, left, letter.tenant_id, letter.recipient)
    with pytest.raises(WrongStateError, match="no reminders"):
        await resend(notifications_db, planted)


@pytest.mark.parametrize("change", [AgendamentoAlterado, AgendamentoCancelado])
async def test_letter_about_a_time_that_no_longer_stands_is_refused(
    notifications_db: Database, admin_url: str, change: type[AgendamentoEvent]
) -> None:
    tenant_id = await create_shop(admin_url)
    await deliver(notifications_db, booked(tenant_id))
    (row,) = await rows_of(admin_url, tenant_id)
    await fetch(
        admin_url,
        "UPDATE svc_notifications.deliveries SET state = 'failed', finished_at = now() WHERE id = $1",
        row["id"],
    )
    assert (await show(notifications_db, row["id"])).actions == ["resend"]
    await deliver(notifications_db, booked(tenant_id, kind=change, sequence=2, starts_in=2 * HOUR))
    with pytest.raises(WrongStateError, match="moved or cancelled"):
        await resend(notifications_db, row["id"])


@pytest.mark.parametrize(
    ("kind", "starts_in", "expected"),
    [
        (Kind.BOOKING_CREATED, HOUR, HOUR),
        (Kind.BOOKING_CHANGED, timedelta(days=30), WORTH_ARRIVING[Kind.BOOKING_CHANGED]),
        # Who is ready is fetched after the appointment began.
        (Kind.BOOKING_READY, -HOUR, WORTH_ARRIVING[Kind.BOOKING_READY]),
    ],
)
async def test_never_worth_arriving_after_its_appointment(
    notifications_db: Database, admin_url: str, kind: Kind, starts_in: timedelta, expected: timedelta
) -> None:
    planted = await plant(admin_url, Planted(kind=kind, starts_in=starts_in))
    expires_at = (await resend(notifications_db, planted)).expires_at
    assert abs(expires_at - utc_now() - expected) < timedelta(minutes=1)


async def test_no_row_of_ours_breaks_the_tables_rules(notifications_db: Database, admin_url: str) -> None:
    """A row that says that it ended and that it waits is refused by the table itself."""
    planted = await plant(admin_url, Planted())
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch(admin_url, "UPDATE svc_notifications.deliveries SET state = 'queued' WHERE id = $1", planted)
