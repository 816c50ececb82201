"""Which event makes which letter, to whom, and only once."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from libs.common.clock import new_id, utc_now
from libs.common.contracts.events import (
    AgendamentoAlterado,
    AgendamentoCancelado,
    AgendamentoCriado,
    AgendamentoEvent,
    AgendamentoPronto,
    EmailVerificationRequested,
    UserInvited,
)
from libs.common.database import Database
from libs.common.sealing import TokenSealer, UnsealError
from tests.infra.servers import Servers
from tests.infra.shops import new_email
from tests.notifications.helpers import (
    TOKEN,
    activated,
    booked,
    create_shop,
    deliver,
    history_of,
    released,
    reset_requested,
    rows_of,
)


@pytest.fixture
def sealer(servers: Servers) -> TokenSealer:
    return TokenSealer(servers.keys.token_file)


async def _one(admin_url: str, tenant_id: UUID) -> dict[str, Any]:
    (row,) = await rows_of(admin_url, tenant_id)
    return row


async def test_activated_shop_queues_a_welcome_to_its_owner(notifications_db: Database, admin_url: str) -> None:
    event = activated(await create_shop(admin_url), locale="en")
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert (row["kind"], row["channel"], row["state"], row["locale"]) == ("welcome", "email", "queued", "en")
    assert (row["recipient"], row["recipient_name"]) == (event.owner.email, "Ana")
    assert await history_of(admin_url, row["id"]) == [("queued", None)]


async def test_same_event_ten_times_queues_one_letter(notifications_db: Database, admin_url: str) -> None:
    event, message_id = activated(await create_shop(admin_url)), new_id()
    heard = [await deliver(notifications_db, event, message_id=message_id) for _ in range(10)]
    assert heard == [True] + [False] * 9
    await _one(admin_url, event.tenant_id)


async def test_saga_that_repeats_itself_with_new_ids_queues_one_letter(
    notifications_db: Database, admin_url: str
) -> None:
    event = activated(await create_shop(admin_url))
    assert [await deliver(notifications_db, event) for _ in range(3)] == [True] * 3
    await _one(admin_url, event.tenant_id)


async def test_letter_and_inbox_row_are_one_transaction(notifications_db: Database, admin_url: str) -> None:
    event, message_id = activated(await create_shop(admin_url)), new_id()
    broken = event.model_copy(update={"locale": None})
    with pytest.raises(Exception, match="locale"):
        await deliver(notifications_db, broken, message_id=message_id)
    assert await rows_of(admin_url, event.tenant_id) == []
    assert await deliver(notifications_db, event, message_id=message_id)


async def test_failed_sign_up_queues_a_regret_that_names_the_reason(
    notifications_db: Database, admin_url: str
) -> None:
    event = released(await create_shop(admin_url, status="failed"), code="TIMED_OUT")
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert (row["kind"], row["recipient"]) == ("signup_failed", event.admin.email)
    assert '"TIMED_OUT"' in row["content"]


async def test_password_reset_is_queued_with_its_token_sealed(
    notifications_db: Database, admin_url: str, sealer: TokenSealer
) -> None:
    event = reset_requested(await create_shop(admin_url), sealer)
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert row["expires_at"] == event.expires_at
    assert TOKEN not in str(row)
    opened = sealer.unseal(row["sealed_token"], purpose=event.routing_key, subject=event.user_id)
    assert opened == TOKEN


async def test_two_requests_of_one_person_are_two_letters(
    notifications_db: Database, admin_url: str, sealer: TokenSealer
) -> None:
    event = reset_requested(await create_shop(admin_url), sealer)
    for _ in range(2):
        await deliver(notifications_db, event)
    assert len(await rows_of(admin_url, event.tenant_id)) == 2


@pytest.mark.parametrize("event_type", [EmailVerificationRequested, UserInvited])
async def test_other_account_letters_know_their_shop(
    notifications_db: Database, admin_url: str, event_type: type[Any]
) -> None:
    person = {"user_id": new_id(), "email": new_email(), "first_name": "Ana", "locale": "pt-BR"}
    more = {"role": "manager", "invited_by": "Bia"} if event_type is UserInvited else {}
    event = event_type(
        tenant_id=await create_shop(admin_url, name="Mundo Pet"),
        sealed_token="x",
        expires_at=utc_now() + timedelta(days=1),
        **person,
        **more,
    )
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert '"Mundo Pet"' in row["content"]
    assert all(f'"{value}"' in row["content"] for value in more.values())


async def test_request_that_is_over_already_ends_at_once_without_its_token(
    notifications_db: Database, admin_url: str, sealer: TokenSealer
) -> None:
    event = reset_requested(await create_shop(admin_url), sealer, lives=timedelta(seconds=-1))
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert (row["state"], row["error_code"], row["sealed_token"]) == ("failed", "EXPIRED", None)


def test_token_opens_for_its_own_purpose_and_person_alone(sealer: TokenSealer, tmp_path: Path) -> None:
    person = new_id()
    sealed = sealer.seal(TOKEN, purpose="user.invited", subject=person)
    assert TOKEN not in sealed
    assert sealer.unseal(sealed, purpose="user.invited", subject=person) == TOKEN
    for purpose, subject in (("user.password_reset_requested", person), ("user.invited", new_id())):
        with pytest.raises(UnsealError):
            sealer.unseal(sealed, purpose=purpose, subject=subject)
    with pytest.raises(UnsealError):
        sealer.unseal(sealed[:-8] + "AAAAAAA=", purpose="user.invited", subject=person)


@pytest.mark.parametrize(
    ("event_type", "kind"),
    [
        (AgendamentoCriado, "booking_created"),
        (AgendamentoAlterado, "booking_changed"),
        (AgendamentoCancelado, "booking_cancelled"),
        (AgendamentoPronto, "booking_ready"),
    ],
)
async def test_customer_hears_of_his_booking(
    notifications_db: Database, admin_url: str, event_type: type[AgendamentoEvent], kind: str
) -> None:
    event = booked(await create_shop(admin_url), kind=event_type)
    await deliver(notifications_db, event)
    row = await _one(admin_url, event.tenant_id)
    assert (row["kind"], row["recipient"], row["recipient_name"]) == (kind, "joao@example.com", "João da Silva")


async def test_customer_is_called_once_however_often_the_step_is_taken(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await create_shop(admin_url)
    for sequence in (1, 3):
        await deliver(notifications_db, booked(tenant_id, kind=AgendamentoPronto, sequence=sequence))
    assert [row["kind"] for row in await rows_of(admin_url, tenant_id)] == ["booking_ready"]


async def test_older_news_of_a_booking_are_no_news(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    await deliver(notifications_db, booked(tenant_id, kind=AgendamentoAlterado, sequence=2))
    await deliver(notifications_db, booked(tenant_id, sequence=1))
    assert [row["kind"] for row in await rows_of(admin_url, tenant_id)] == ["booking_changed"]


async def test_customer_without_an_address_gets_a_link_for_his_mobile_phone(
    notifications_db: Database, admin_url: str
) -> None:
    tenant_id = await create_shop(admin_url)
    await deliver(notifications_db, booked(tenant_id, email=None, telefone="+5511987654321"))
    row = await _one(admin_url, tenant_id)
    assert (row["channel"], row["recipient"]) == ("whatsapp", "+5511987654321")


@pytest.mark.parametrize(
    ("status", "starts_in", "email", "telefone"),
    [
        ("suspended", timedelta(days=1), "joao@example.com", None),
        ("active", timedelta(minutes=-1), "joao@example.com", None),
        ("active", timedelta(days=1), None, "+551133334444"),
        ("active", timedelta(days=1), None, None),
    ],
    ids=["closed shop", "over already", "no mobile phone", "no address"],
)
async def test_nobody_hears_of_a_booking_that(
    notifications_db: Database,
    admin_url: str,
    status: str,
    starts_in: timedelta,
    email: str | None,
    telefone: str | None,
) -> None:
    tenant_id = await create_shop(admin_url, status=status)
    await deliver(notifications_db, booked(tenant_id, starts_in=starts_in, email=email, telefone=telefone))
    assert await rows_of(admin_url, tenant_id) == []
