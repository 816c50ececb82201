"""Lists of letters and suppressions: filters, pages, counts, and nothing that is nobody's business."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.errors import NotFoundError, ValidationError, WrongStateError
from services.notifications.metrics import OLDEST_DUE, SUPPRESSED, WAITING, sample_deliveries
from services.notifications.models import Kind, State
from services.notifications.operations import service
from services.notifications.operations.schemas import DeliveryList, SuppressionList
from services.notifications.operations.service import DeliveryQuery, Press
from tests.infra.shops import new_email
from tests.infra.sql import fetch, fetchval
from tests.notifications.helpers import create_shop
from tests.notifications.operations.letters import SEALED, SECRET_WORDS, Planted, call, plant, suppress

WHO, WHY = str(new_id()), "her server was mended"


async def listed(database: Database, **filters: Any) -> DeliveryList:
    return await call(database, partial(service.list_deliveries, query=DeliveryQuery(**filters)))


async def suppressions(database: Database, *, q: str, lifted: bool = False, **page: Any) -> SuppressionList:
    page = {"cursor": None, "limit": 20, **page}
    return await call(database, partial(service.list_suppressions, lifted=lifted, q=q, **page))


def ids(found: DeliveryList) -> list[UUID]:
    return [item.id for item in found.items]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [0, 1, 2, 3]),
        ({"states": [State.FAILED]}, [0, 3]),
        ({"states": [State.SENT, State.READY]}, [1, 2]),
        ({"kind": "booking_created"}, [2, 3]),
        ({"channel": "whatsapp"}, [2]),
        ({"kind": "welcome", "states": [State.SENT]}, [1]),
        ({"q": "ÁNA@"}, [0]),
        ({"q": " \t"}, [0, 1, 2, 3]),
        ({"q": "%_"}, []),
    ],
)
async def test_filters_narrow_the_list(
    notifications_db: Database, admin_url: str, filters: dict[str, Any], expected: list[int]
) -> None:
    tenant_id, unique = new_id(), new_id().hex
    letter = partial(Planted, tenant_id=tenant_id)
    booking = partial(letter, kind=Kind.BOOKING_CREATED)
    letters = (
        letter(recipient=f"{unique}ana@example.com"),
        letter(state=State.SENT),
        booking(state=State.READY, channel="whatsapp", recipient="+5511999990000"),
        booking(),
    )
    planted = [await plant(admin_url, each) for each in letters]
    if "q" in filters and "@" in filters["q"]:
        filters = {"q": unique + filters["q"]}
    found = await listed(notifications_db, tenant=str(tenant_id), **filters)
    assert ids(found) == [planted[index] for index in reversed(expected)]


async def test_tenant_is_found_by_its_subdomain(notifications_db: Database, admin_url: str) -> None:
    tenant_id = await create_shop(admin_url)
    planted = await plant(admin_url, Planted(tenant_id=tenant_id))
    query = "SELECT subdomain FROM shared.tenants WHERE id = $1"
    subdomain = await fetchval(admin_url, query, tenant_id)
    assert ids(await listed(notifications_db, tenant=subdomain.upper())) == [planted]
    # A name that a failed sign-up gave back is looked for at all who had it.
    earlier = await create_shop(admin_url, status="failed")
    await fetch(admin_url, "UPDATE shared.tenants SET subdomain = $1 WHERE id = $2", subdomain, earlier)
    also = await plant(admin_url, Planted(tenant_id=earlier))
    assert ids(await listed(notifications_db, tenant=subdomain)) == [also, planted]
    assert ids(await listed(notifications_db, tenant="nobody")) == []


async def test_counts_are_of_all_letters_whatever_the_filter(notifications_db: Database, admin_url: str) -> None:
    before = await listed(notifications_db, limit=1)
    assert set(before.counts) == set(State)
    assert set(before.by_kind) == set(Kind)
    await plant(admin_url, Planted(state=State.SUPPRESSED, kind=Kind.SIGNUP_FAILED))
    after = await listed(notifications_db, tenant="nobody")
    assert after.counts == before.counts | {State.SUPPRESSED: before.counts[State.SUPPRESSED] + 1}
    assert after.by_kind == before.by_kind | {Kind.SIGNUP_FAILED: before.by_kind[Kind.SIGNUP_FAILED] + 1}


async def test_pages_follow_each_other_without_repeats(notifications_db: Database, admin_url: str) -> None:
    tenant_id, cursor = new_id(), None
    planted = [await plant(admin_url, Planted(tenant_id=tenant_id)) for _ in range(5)]
    seen: list[UUID] = []
    while not seen or cursor:
        page = await listed(notifications_db, tenant=str(tenant_id), limit=2, cursor=cursor)
        seen, cursor = [*seen, *ids(page)], page.next_cursor
        # One that is queued between two pages moves nobody.
        await plant(admin_url, Planted(tenant_id=tenant_id))
    assert seen == planted[::-1]


async def test_neither_words_nor_tokens_are_shown(notifications_db: Database, admin_url: str) -> None:
    letter = Planted(kind=Kind.PASSWORD_RESET, state=State.QUEUED, sealed_token=SEALED, tenant_id=new_id())
    planted = await plant(admin_url, letter)
    page = await listed(notifications_db, tenant=str(letter.tenant_id))
    shown = await call(notifications_db, partial(service.show_delivery, delivery_id=planted))
    for answer in (page.model_dump_json(), shown.model_dump_json()):
        assert SEALED not in answer
        assert SECRET_WORDS not in answer
        assert '"shop":"Patas & Cia"' in answer


async def test_cursor_of_nobody_is_refused(notifications_db: Database) -> None:
    with pytest.raises(ValidationError):
        await listed(notifications_db, cursor="x")
    with pytest.raises(ValidationError):
        await suppressions(notifications_db, q="", cursor="x")


async def test_suppressions_stand_until_one_is_lifted(notifications_db: Database, admin_url: str) -> None:
    unique = new_id().hex
    planted = [await suppress(admin_url, f"{unique}.{number}@example.com") for number in range(3)]
    first = await suppressions(notifications_db, q=unique.upper(), limit=2)
    rest = await suppressions(notifications_db, q=unique, limit=2, cursor=first.next_cursor)
    assert [item.id for page in (first, rest) for item in page.items] == planted[::-1]
    press = partial(service.lift, press=Press(WHO, WHY))
    lifted = await call(notifications_db, partial(press, suppression=planted[0]))
    assert (lifted.lifted_by, lifted.lift_reason) == (WHO, WHY)
    assert [item.id for item in (await suppressions(notifications_db, q=unique)).items] == planted[:0:-1]
    assert (await suppressions(notifications_db, q=unique, lifted=True)).items == [lifted]
    with pytest.raises(WrongStateError):
        await call(notifications_db, partial(press, suppression=planted[0]))
    with pytest.raises(NotFoundError):
        await call(notifications_db, partial(press, suppression=2**62))


async def test_gauges_are_those_of_the_tables(notifications_db: Database, admin_url: str) -> None:
    await fetch(admin_url, "DELETE FROM svc_notifications.deliveries WHERE state IN ('queued', 'sending')")
    await sample_deliveries(notifications_db)
    assert OLDEST_DUE._value.get() == 0
    standing = SUPPRESSED._value.get()
    await _waiting(admin_url)
    await sample_deliveries(notifications_db)
    assert {state: WAITING.labels(state)._value.get() for state in ("due", "later", "sending")} == {
        "due": 2,
        "later": 1,
        "sending": 1,
    }
    # A server that is away puts the next try off again and again; the wait goes on.
    assert 1200 <= OLDEST_DUE._value.get() < 1260
    assert SUPPRESSED._value.get() == standing + 1


async def _waiting(admin_url: str) -> None:
    await plant(admin_url, Planted(state=State.QUEUED, due_in=timedelta(minutes=-5)))
    await plant(admin_url, Planted(state=State.QUEUED, due_in=timedelta(hours=1)))
    await plant(admin_url, Planted(state=State.SENDING))
    away = await plant(admin_url, Planted(state=State.QUEUED))
    query = "UPDATE svc_notifications.deliveries SET due_since = now() - interval '20 min' WHERE id = $1"
    await fetch(admin_url, query, away)
    await suppress(admin_url, new_email())
