"""What is taken back before its letter goes was never said; what changes meanwhile is told in its place."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from libs.common.clock import utc_now
from libs.common.contracts.events import (
    AgendamentoAlterado,
    AgendamentoCancelado,
    AgendamentoCriado,
    AgendamentoEvent,
    AgendamentoPronto,
)
from libs.common.database import Database
from tests.infra.sql import fetch
from tests.notifications.helpers import WAIT, booked, create_shop, deliver, history_of, rows_of

TEN = utc_now().replace(microsecond=0) + timedelta(days=3)
ELEVEN = TEN + timedelta(hours=1)
NOON = TEN + timedelta(hours=2)

Letters = list[tuple[str, str, datetime]]


@dataclass
class Told:
    """A shop's words on one booking, and what became of them."""

    database: Database
    admin_url: str
    tenant_id: UUID
    sequence: int = 0

    async def say(self, kind: type[AgendamentoEvent], inicio: datetime = TEN, **values: Any) -> None:
        self.sequence += 1
        event = booked(self.tenant_id, kind=kind, sequence=self.sequence)
        event = event.model_copy(update={"inicio": inicio} | values)
        await deliver(self.database, event, wait=WAIT)

    async def go(self) -> None:
        """Time passes, and a sender takes what waits."""
        await fetch(
            self.admin_url,
            "UPDATE svc_notifications.deliveries SET state = 'sent', attempts = 1, finished_at = clock_timestamp()"
            " WHERE tenant_id = $1 AND state = 'queued'",
            self.tenant_id,
        )

    async def letters(self, state: str) -> Letters:
        rows = await rows_of(self.admin_url, self.tenant_id)
        kept = [(row["kind"], json.loads(row["content"])) for row in rows if row["state"] == state]
        return [(kind, said["animal"], datetime.fromisoformat(said["inicio"])) for kind, said in kept]

    async def waiting(self) -> Letters:
        return await self.letters("queued")


@pytest_asyncio.fixture
async def told(notifications_db: Database, admin_url: str) -> Told:
    return Told(notifications_db, admin_url, await create_shop(admin_url))


async def test_a_letter_waits_for_longer_than_the_screens_offer_to_undo(told: Told) -> None:
    await told.say(AgendamentoCriado)
    (row,) = await rows_of(told.admin_url, told.tenant_id)
    assert row["next_attempt_at"] - row["created_at"] == row["due_since"] - row["created_at"] == WAIT


async def test_made_and_called_off_in_time_nobody_hears_of_it(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.say(AgendamentoCancelado)
    (row,) = await rows_of(told.admin_url, told.tenant_id)
    assert (row["kind"], row["state"], row["error_code"]) == ("booking_created", "suppressed", "NO_LONGER_TRUE")
    assert await history_of(told.admin_url, row["id"]) == [("queued", None), ("suppressed", "NO_LONGER_TRUE")]


async def test_made_and_moved_in_time_is_made_at_the_new_time(told: Told) -> None:
    await told.say(AgendamentoCriado, TEN)
    await told.say(AgendamentoAlterado, ELEVEN)
    assert await told.waiting() == [("booking_created", "Thor", ELEVEN)]


async def test_moved_and_moved_back_in_time_nobody_hears_of_it(told: Told) -> None:
    await told.say(AgendamentoCriado, TEN)
    await told.go()
    await told.say(AgendamentoAlterado, ELEVEN)
    assert await told.waiting() == [("booking_changed", "Thor", ELEVEN)]
    await told.say(AgendamentoAlterado, NOON)
    assert await told.waiting() == [("booking_changed", "Thor", NOON)]
    await told.say(AgendamentoAlterado, TEN)
    assert await told.waiting() == []


async def test_other_servicos_at_the_old_time_are_news(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.go()
    await told.say(AgendamentoAlterado, ELEVEN)
    await told.say(AgendamentoAlterado, TEN, servicos=["Banho"])
    assert await told.waiting() == [("booking_changed", "Thor", TEN)]


async def test_called_off_and_back_in_time_nobody_hears_of_it(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.go()
    await told.say(AgendamentoCancelado)
    await told.say(AgendamentoAlterado)
    assert await told.waiting() == []
    await told.say(AgendamentoAlterado, ELEVEN)
    await told.say(AgendamentoCancelado, ELEVEN)
    # Of eleven the customer never heard.
    assert await told.waiting() == [("booking_cancelled", "Thor", TEN)]


async def test_what_was_called_off_for_all_to_know_is_not_called_off_again(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.say(AgendamentoAlterado)
    await told.go()
    await told.say(AgendamentoCancelado)
    await told.go()
    await told.say(AgendamentoAlterado, ELEVEN)
    await told.say(AgendamentoCancelado, ELEVEN)
    assert await told.waiting() == []


async def test_letter_on_its_way_is_followed_by_the_next(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.go()
    await told.say(AgendamentoAlterado, ELEVEN)
    await told.go()
    await told.say(AgendamentoCancelado, ELEVEN)
    assert await told.waiting() == [("booking_cancelled", "Thor", ELEVEN)]
    assert [kind for kind, *_ in await told.letters("sent")] == ["booking_created", "booking_changed"]


async def test_ready_and_not_ready_in_time_is_told_once_it_is(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.go()
    for _ in range(2):
        await told.say(AgendamentoPronto)
        assert await told.waiting() == [("booking_ready", "Thor", TEN)]
        await told.say(AgendamentoAlterado, avisar=False)
        assert await told.waiting() == []
    await told.say(AgendamentoPronto)
    await told.go()
    # Once it went, it went.
    await told.say(AgendamentoAlterado, avisar=False)
    await told.say(AgendamentoPronto)
    assert await told.waiting() == []
    assert [kind for kind, *_ in await told.letters("sent")] == ["booking_created", "booking_ready"]


async def test_word_that_is_not_for_the_customer_takes_no_letter_away(told: Told) -> None:
    await told.say(AgendamentoCriado)
    await told.say(AgendamentoAlterado, avisar=False)
    assert await told.waiting() == [("booking_created", "Thor", TEN)]


@pytest.mark.parametrize("kind", [AgendamentoCriado, AgendamentoAlterado, AgendamentoCancelado])
async def test_series_and_links_do_not_wait(
    notifications_db: Database, admin_url: str, kind: type[AgendamentoEvent]
) -> None:
    tenant_id = await create_shop(admin_url)
    series = booked(tenant_id, kind=kind).model_copy(update={"tambem": [NOON]})
    by_phone = booked(tenant_id, kind=kind, agendamento_id=2, email=None, telefone="+5511987654321")
    for event in (series, by_phone):
        await deliver(notifications_db, event, wait=WAIT)
    rows = await rows_of(admin_url, tenant_id)
    assert [(row["channel"], row["next_attempt_at"] == row["created_at"]) for row in rows] == [
        ("email", True),
        ("whatsapp", True),
    ]


async def test_old_word_that_comes_late_changes_nothing(told: Told) -> None:
    await told.say(AgendamentoCriado)
    late = booked(told.tenant_id, kind=AgendamentoCancelado, sequence=0)
    await deliver(told.database, late, wait=WAIT)
    assert await told.waiting() == [("booking_created", "Thor", TEN)]
