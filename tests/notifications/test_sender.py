"""From the queue to the server and back to the row, whatever the server, the database or the process does."""

import asyncio
import gc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from libs.common import faults
from libs.common.database import Database
from libs.common.faults import CrashPoint
from libs.common.runtime import end_tasks
from tests.infra.logs import capture_logs
from tests.infra.smtp import Rule, ScriptedSmtp
from tests.infra.sql import connected, fetchval
from tests.infra.waiting import eventually
from tests.notifications.helpers import (
    history_of,
    rows_of,
)
from tests.notifications.sending import PACE, WORKERS, MakeSender, running, settled, states_of
from tests.notifications.test_queue import queued

__all__ = ["capture_logs"]


class Killed(BaseException):
    """Ends a worker as a SIGKILL would: nothing of ours catches it."""


@pytest.fixture
def crash() -> Iterator[Callable[[CrashPoint], None]]:
    """Lets the process die at that point, once."""

    def at(wanted: CrashPoint) -> None:
        def hook(point: CrashPoint) -> None:
            if point is wanted:
                faults.install(None)
                raise Killed

        faults.install(hook)

    yield at
    faults.install(None)


async def test_letter_arrives_once_and_its_row_says_so(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    letter = await queued(notifications_db, recipient="Ana@Example.com", recipient_name="Ana")
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    (received,) = smtp.letters()
    assert (row["state"], row["attempts"], row["error_code"]) == ("sent", 1, None)
    assert received.message["Message-ID"] == row["message_id"]
    assert "http://patas.localhost:8080/" in received.text("html")
    assert await history_of(admin_url, row["id"]) == [("queued", None), ("sent", None)]


async def test_queued_letter_wakes_a_resting_sender(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    async with running(make(pace=replace(PACE, poll_s=3600))):
        listening = "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'notifications-sender'"
        await eventually(lambda: fetchval(admin_url, listening))
        await queued(notifications_db)
        await settled(admin_url)
    assert smtp.count() == 1


async def test_many_letters_all_arrive_once_by_two_replicas_and_memory_stays_flat(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    await asyncio.gather(*(_many(notifications_db, 75) for _ in range(4)))
    async with running(make()), running(make()):
        await eventually(lambda: smtp.count() >= 100, timeout_s=120)
        early = _objects()
        await settled(admin_url, timeout_s=180)
        late = _objects()
    assert await states_of(admin_url) == {"sent": 300}
    assert len({received.message["Message-ID"] for received in smtp.letters()}) == smtp.count() == 300
    # A letter that is kept is dozens. `make bench B=mail` looks at the process, with a thousand events.
    assert late - early < 2000, late - early


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


async def _many(database: Database, count: int) -> None:
    for _ in range(count):
        await queued(database)


async def test_letters_wait_for_a_server_that_is_down(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    smtp.stop()
    for _ in range(5):
        await queued(notifications_db)
    away = "SELECT count(*) FROM svc_notifications.deliveries WHERE error_code IS NOT NULL"
    async with running(make()):
        await eventually(lambda: fetchval(admin_url, away))
        assert await states_of(admin_url) <= Counter(queued=5, sending=5)
        await smtp.start()
        await settled(admin_url)
    assert await states_of(admin_url) == {"sent": 5}
    assert smtp.count() == 5
    # An outage says nothing of the letters: none of the tries counts.
    assert await fetchval(admin_url, "SELECT max(attempts) FROM svc_notifications.deliveries") == 1


async def test_one_worker_asks_whether_the_server_is_back(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    smtp.script(GREETING=Rule(answer="421 4.3.2 not now", delay_s=0.3))
    for _ in range(2 * WORKERS):
        await queued(notifications_db)
    sending = "SELECT count(*) FROM svc_notifications.deliveries WHERE state = 'sending'"
    async with running(make()):
        await eventually(lambda: smtp.connections.total > WORKERS + 2)
        crowd = [await fetchval(admin_url, sending) for _ in range(20)]
        smtp.script()
        await settled(admin_url)
    assert max(crowd) <= 1
    assert smtp.count() == 2 * WORKERS


@pytest.mark.parametrize(
    "rules",
    [
        {"RCPT": Rule(answer="450 4.2.0 greylisted", times=2)},
        {"MAIL": Rule(answer="451 4.3.0 try again", times=2)},
        {"BODY": Rule(drop=True, times=1)},
        {"DATA": Rule(drop=True, times=1)},
        {"DOT": Rule(answer="452 4.3.1 disk full", times=1)},
        {"DOT": Rule(drop=True, times=1)},
        {"RCPT": Rule(delay_s=2, times=1)},
        {"GREETING": Rule(answer="421 4.3.2 closing", times=3)},
    ],
    ids=lambda rules: "-".join(
        f"{step}-{rule.answer or ('drop' if rule.drop else 'slow')}" for step, rule in rules.items()
    ),
)
async def test_letters_arrive_once_after_a_bad_hour_of_the_server(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender, rules: dict[str, Rule]
) -> None:
    smtp.script(**rules)
    for _ in range(3):
        await queued(notifications_db)
    async with running(make(command_timeout_s=1)):
        await settled(admin_url)
    assert await states_of(admin_url) == {"sent": 3}
    assert smtp.count() == 3


async def test_server_that_took_it_and_lost_the_line_gets_it_again_under_the_same_message_id(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    smtp.script(DOT=Rule(drop=True, stores=True, times=1))
    letter = await queued(notifications_db)
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert [received.message["Message-ID"] for received in smtp.letters()] == [row["message_id"]] * 2
    assert (row["state"], row["attempts"]) == ("sent", 2)


@pytest.mark.parametrize(("point", "copies"), [(CrashPoint.LETTER_CLAIMED, 1), (CrashPoint.LETTER_SENT, 2)])
async def test_letter_outlives_its_sender(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    crash: Callable[[CrashPoint], None],
    point: CrashPoint,
    copies: int,
) -> None:
    letter = await queued(notifications_db)
    crash(point)
    async with running(make(pace=replace(PACE, lease=timedelta(seconds=1)))) as dying:
        await asyncio.wait([dying])
        assert isinstance(dying.exception(), BaseExceptionGroup)
    async with running(make()):
        await settled(admin_url)
    (row,) = await rows_of(admin_url, letter.tenant_id)
    assert [received.message["Message-ID"] for received in smtp.letters()] == [row["message_id"]] * copies
    assert row["state"] == "sent"


async def test_letter_under_way_comes_to_its_end_when_the_process_stops(
    notifications_db: Database, admin_url: str, smtp: ScriptedSmtp, make: MakeSender
) -> None:
    smtp.script(DOT=Rule(delay_s=1, stores=True))
    for _ in range(9):
        await queued(notifications_db)
    async with running(make()) as task:
        await eventually(lambda: smtp.count() == WORKERS)
        task.cancel()
        # As the runtime does: until it has ended.
        await end_tasks([task])
    assert await states_of(admin_url) == {"sent": WORKERS, "queued": 9 - WORKERS}
    assert smtp.count() == WORKERS


async def test_yes_of_the_server_is_written_down_once_the_database_lets_it(
    notifications_db: Database,
    admin_url: str,
    smtp: ScriptedSmtp,
    make: MakeSender,
    capture_logs: Callable[[], str],
) -> None:
    letter = await queued(notifications_db)
    smtp.script(DOT=Rule(delay_s=1))
    async with running(make()), connected(admin_url) as admin:
        sending = "SELECT id FROM svc_notifications.deliveries WHERE state = 'sending'"
        await eventually(lambda: fetchval(admin_url, sending))
        async with admin.transaction():
            # Longer than the sender's lock_timeout.
            await admin.execute("SELECT FROM svc_notifications.deliveries FOR UPDATE")
            await eventually(lambda: "outcome not written down" in capture_logs())
        await settled(admin_url)
    assert (await rows_of(admin_url, letter.tenant_id))[0]["state"] == "sent"
    assert smtp.count() == 1
