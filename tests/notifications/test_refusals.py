"""Letters that do not go, or not so: refused, too late, unwanted, untrue; and tokens that stand nowhere else."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import AgendamentoAlterado, AgendamentoCancelado, AgendamentoEvent
from libs.common.database import Database
from libs.common.sealing import TokenSealer
from services.notifications.models import MOST_A_DAY, Kind
from tests.infra.logs import capture_logs
from tests.infra.servers import Servers
from tests.infra.shops import new_email
from tests.infra.smtp import Rule, ScriptedSmtp
from tests.infra.sql import fetch, fetchval
from tests.infra.waiting import eventually
from tests.notifications.helpers import TOKEN, booked, create_shop, deliver, history_of, reset_requested, rows_of
from tests.notifications.sending import MakeSender, running, settled, states_of
from tests.notifications.test_queue import queued

__all__ = ["capture_logs"]

PUT_OFF = "SELECT id FROM svc_notifications.deliveries WHERE state = 'queued' AND error_code IS NOT NULL"


async def test_dead_address_is_written_to_once_and_never_again(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    address = new_email()
    smtp.script(RCPT=Rule(answer="550 5.1.1 no such user", recipient=address))
    first = await queued(notifications_db, recipient=address)
    other = await queued(notifications_db)
    async with running(make()):
        await settled(admin_url)
        second = await queued(notifications_db, recipient=address)
        await settled(admin_url)
    ends = [(await rows_of(admin_url, each.tenant_id))[0] for each in (first, second, other)]
    assert [(row["state"], row["error_code"]) for row in ends] == [
        ("failed", "SMTP_550"),
        ("suppressed", "ADDRESS_SUPPRESSED"),
        ("sent", None),
    ]
    assert "no such user" in ends[0]["error"]
    asked = [command.argument for command in smtp.commands() if command.verb == "RCPT"]
    assert sum(address in argument for argument in asked) == 1


async def test_full_mailbox_fails_and_is_written_to_again(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    address = new_email()
    smtp.script(RCPT=Rule(answer="552 5.2.2 mailbox full", times=1))
    async with running(make()):
        full = await queued(notifications_db, recipient=address)
        await settled(admin_url)
        later = await queued(notifications_db, recipient=address)
        await settled(admin_url)
    states = [(await rows_of(admin_url, each.tenant_id))[0]["state"] for each in (full, later)]
    assert states == ["failed", "sent"]


async def test_letter_that_came_too_late_is_not_sent(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    letter = await queued(notifications_db)
    await fetch(admin_url, "UPDATE svc_notifications.deliveries SET expires_at = now()")
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["error_code"]) == ("failed", "EXPIRED")
    assert smtp.count() == 0


async def test_refusing_server_is_asked_until_the_letter_is_worth_nothing(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    smtp.script(RCPT=Rule(answer="450 4.2.0 not now"))
    letter = await queued(notifications_db, ends_at=utc_now() + timedelta(seconds=1))
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["error_code"]) == ("failed", "SMTP_450")
    assert row["attempts"] > 1


async def test_letter_whose_time_ends_between_two_tries_fails_for_what_kept_it_back(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    # Each time it is asked: a busy machine may try again before the sender is stopped.
    smtp.script(RCPT=Rule(answer="450 4.2.0 not now"))
    letter = await queued(notifications_db)
    async with running(make()):
        await eventually(lambda: fetchval(admin_url, PUT_OFF))
    await fetch(admin_url, "UPDATE svc_notifications.deliveries SET expires_at = now(), next_attempt_at = now()")
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["error_code"]) == ("failed", "SMTP_450")


async def test_nobody_can_make_us_flood_an_address(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    victim = new_email()
    content = {"shop": "x", "subdomain": "x", "first_name": "x", "code": "EMAIL_TAKEN"}
    async with running(make()):
        for _ in range(MOST_A_DAY + 3):
            await queued(notifications_db, kind=Kind.SIGNUP_FAILED, recipient=victim, content=content)
        # Of another kind there was none yet.
        await queued(notifications_db, recipient=victim)
        await settled(admin_url)
    assert await states_of(admin_url) == {"sent": MOST_A_DAY + 1, "suppressed": 3}


@pytest.mark.parametrize("change", [AgendamentoAlterado, AgendamentoCancelado])
async def test_letter_that_became_untrue_while_the_server_put_it_off_does_not_go(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    change: type[AgendamentoEvent],
) -> None:
    tenant_id = await create_shop(admin_url)
    smtp.script(RCPT=Rule(answer="451 4.7.1 later", delay_s=0.5))
    await deliver(notifications_db, booked(tenant_id))
    async with running(make()):
        sending = "SELECT id FROM svc_notifications.deliveries WHERE state = 'sending'"
        await eventually(lambda: fetchval(admin_url, sending))
        await deliver(notifications_db, booked(tenant_id, kind=change, sequence=2, starts_in=timedelta(days=4)))
        smtp.script()
        await settled(admin_url)
    rows = await rows_of(admin_url, tenant_id)
    assert [(row["state"], row["error_code"]) for row in rows] == [
        ("suppressed", "NO_LONGER_TRUE"),
        ("sent", None),
    ]
    assert smtp.count() == 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "INSERT INTO svc_notifications.opt_outs (tenant_id, recipient) VALUES ($1, 'joao@example.com')",
            "OPTED_OUT",
        ),
        ("UPDATE shared.tenants SET status = 'suspended' WHERE id = $1", "SHOP_CLOSED"),
    ],
)
async def test_reminder_that_nobody_wants_any_more_does_not_go(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    statement: str,
    code: str,
) -> None:
    tenant_id = await create_shop(admin_url)
    content = {"shop": "x", "subdomain": "x", "first_name": "x", "inicio": utc_now().isoformat()}
    await queued(
        notifications_db,
        tenant_id=tenant_id,
        kind=Kind.BOOKING_REMINDER,
        recipient="Joao@Example.com",
        content=content,
    )
    await fetch(admin_url, statement, tenant_id)
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, tenant_id)
    assert (row["state"], row["error_code"], smtp.count()) == ("suppressed", code, 0)


async def test_token_stands_in_the_letter_alone(
    notifications_db: Database,
    admin_url: str,
    servers: Servers,
    smtp: ScriptedSmtp,
    make: MakeSender,
    capture_logs: Callable[[], str],
) -> None:
    event = reset_requested(await create_shop(admin_url), TokenSealer(servers.keys.token_file))
    await deliver(notifications_db, event)
    # A server that repeats what it was sent must not bring it into row and log.
    smtp.script(DOT=Rule(answer=f"451 4.7.0 looks like {TOKEN}", times=1))
    async with running(make()):
        await settled(admin_url)
    (received,) = smtp.letters()
    for body in (received.text("html"), received.text("plain")):
        assert TOKEN in body
    (row,) = await rows_of(admin_url, event.tenant_id)
    history = await fetch(admin_url, "SELECT * FROM svc_notifications.delivery_history")
    assert row["sealed_token"] is None
    for place in (str(row), str([dict(line) for line in history]), capture_logs()):
        assert TOKEN not in place
    assert "letter sent" in capture_logs()


async def test_token_that_nobody_can_open_fails_its_letter(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    content = {
        "shop": "x",
        "subdomain": "x",
        "first_name": "x",
        "expires_at": utc_now().isoformat(),
        "user_id": str(new_id()),
    }
    letter = await queued(notifications_db, kind=Kind.PASSWORD_RESET, content=content, sealed_token="gAAAA")
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert (row["state"], row["error_code"], smtp.count()) == ("failed", "TOKEN_UNREADABLE", 0)


async def test_letter_that_cannot_be_written_is_tried_again_and_stops_nobody(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    capture_logs: Callable[[], str],
) -> None:
    broken = await queued(notifications_db, content={}, ends_at=utc_now() + timedelta(seconds=1))
    await queued(notifications_db)
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, broken.tenant_id)
    assert (row["state"], smtp.count()) == ("failed", 1)
    assert ("queued", "NOT_COMPOSED") in await history_of(admin_url, row["id"])
    logged = [json.loads(line) for line in capture_logs().splitlines()]
    assert any(line["message"] == "letter not composed" for line in logged)


async def test_lost_lease_is_told(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    capture_logs: Callable[[], str],
) -> None:
    smtp.script(DOT=Rule(delay_s=1))
    await queued(notifications_db)
    async with running(make()):
        sending = "SELECT id FROM svc_notifications.deliveries WHERE state = 'sending'"
        await eventually(lambda: fetchval(admin_url, sending))
        await fetch(admin_url, "UPDATE svc_notifications.deliveries SET lease = gen_random_uuid()")
        await eventually(lambda: "lease lost" in capture_logs())
    assert await states_of(admin_url) == {"sending": 1}
