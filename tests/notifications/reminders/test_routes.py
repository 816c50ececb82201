"""Dry runs, opt-outs and links to press, through the gateway of a running system."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.sealing import Sealer
from services.notifications.reminders.leaving import LeaveTokens, Leaving
from tests.infra.shops import Shop
from tests.infra.sql import fetch, fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually
from tests.notifications.reminders.helpers import at, booking, follow, states_of

API = "/api/v1/notifications"
DAY = at(4, "15:00")
CUSTOMER = "maria@example.com"


@pytest_asyncio.fixture
async def database(system: System) -> AsyncIterator[Database]:
    """The notifications service's own, for what other services will tell it one day."""
    database = Database(system.service_url("notifications"), pool_size=2, application_name="test")
    yield database
    await database.close()


@pytest.fixture
def leaving(system: System) -> LeaveTokens:
    return LeaveTokens(Sealer(system.servers.keys.token_file))


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_dry_run_of_proposed_wishes_writes_nothing(shop: Shop, database: Database, system: System) -> None:
    await follow(database, booking(shop.tenant_id, DAY, agendamento_id=1, email=CUSTOMER))
    await follow(database, booking(shop.tenant_id, DAY, agendamento_id=2, email=None, telefone="+5511987654321"))
    await follow(database, booking(shop.tenant_id, DAY, agendamento_id=3, email=None))
    answer = await shop.client.post(f"{API}/reminders/preview", json={"enabled": True, "minutes_before": [120]})
    assert answer.status_code == 200, answer.text
    due = (DAY - timedelta(hours=2)).isoformat()
    found = answer.json()
    times = {found.pop("first_at"), found.pop("last_at")}
    assert len(times) == 1
    assert await fetchval(system.admin_url, "SELECT $1::text::timestamptz = $2::text::timestamptz", *times, due)
    assert found == {
        "would_send": 2,
        "people": 2,
        "by_channel": {"email": 1, "whatsapp": 1},
        "without_contact": 1,
    }
    assert await states_of(system.admin_url, shop.tenant_id) == []


async def test_dry_run_without_wishes_is_one_of_the_shops_own(shop: Shop, database: Database) -> None:
    await follow(database, booking(shop.tenant_id, DAY, email=CUSTOMER))
    nothing = (await shop.client.post(f"{API}/reminders/preview")).json()
    assert (nothing["would_send"], nothing["first_at"]) == (0, None)
    wishes = json.dumps({"enabled": True, "minutes_before": [1440, 120]})
    await shop.client.put("/api/v1/tenant/configurations/reminders", json={"config_value": wishes})
    assert (await shop.client.post(f"{API}/reminders/preview")).json()["would_send"] == 2


async def test_dry_run_is_refused_to_strangers_and_for_wishes_that_cannot_be_kept(shop: Shop) -> None:
    stranger = await shop.client.post(f"{API}/reminders/preview", headers={"Authorization": ""})
    assert _refusal(stranger) == (401, "TOKEN_MISSING")
    wrong = await shop.client.post(f"{API}/reminders/preview", json={"minutes_before": [1]})
    assert _refusal(wrong) == (422, "VALIDATION_ERROR")
    assert wrong.json()["errors"][0]["field"].startswith("minutes_before")


async def test_shop_that_switches_reminders_on_has_its_bookings_planned(
    shop: Shop, database: Database, system: System
) -> None:
    await follow(database, booking(shop.tenant_id, DAY, email=CUSTOMER))
    value = json.dumps({"enabled": True, "minutes_before": [120]})
    url = "/api/v1/tenant/configurations/reminders"
    assert (await shop.client.put(url, json={"config_value": value})).status_code == 200

    async def planned() -> bool:
        return await states_of(system.admin_url, shop.tenant_id) == [(120, "planned", None)]

    await eventually(planned)
    assert (await shop.client.delete(url)).status_code == 204

    async def dropped() -> bool:
        return await states_of(system.admin_url, shop.tenant_id) == [(120, "dropped", "not_wanted")]

    await eventually(dropped)


async def test_customer_leaves_and_comes_back(
    shop: Shop, anonymous: httpx.AsyncClient, leaving: LeaveTokens
) -> None:
    url = f"{API}/opt-outs/{leaving.issue(Leaving(shop.tenant_id, CUSTOMER))}"
    host = {"Host": f"{shop.subdomain}.localhost"}
    name = (await shop.client.get("/api/v1/tenant")).json()["name"]
    for _ in range(2):
        looked = await anonymous.get(url, headers=host)
        assert looked.json() == {"shop": name, "recipient": "m***@example.com", "opted_out": False}
    for _ in range(2):
        left = await anonymous.post(url, headers=host)
        assert (left.status_code, left.json()["opted_out"]) == (200, True)
    assert (await anonymous.get(url)).json()["opted_out"] is True
    back = await anonymous.delete(url, headers=host)
    assert (back.status_code, back.json()["opted_out"]) == (200, False)


async def test_mail_programs_own_button_ends_reminders(
    shop: Shop, anonymous: httpx.AsyncClient, leaving: LeaveTokens
) -> None:
    one_click: list[dict[str, Any]] = [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
    ]
    for number, body in enumerate(one_click):
        url = f"{API}/opt-outs/{leaving.issue(Leaving(shop.tenant_id, f'{number}-{CUSTOMER}'))}"
        answer = await anonymous.post(url, headers={"Host": f"{shop.subdomain}.localhost"}, **body)
        assert (answer.status_code, answer.json()["opted_out"]) == (200, True)


async def test_customers_of_a_suspended_shop_may_leave_it(
    shop: Shop, anonymous: httpx.AsyncClient, leaving: LeaveTokens, system: System
) -> None:
    url = f"{API}/opt-outs/{leaving.issue(Leaving(shop.tenant_id, CUSTOMER))}"
    suspend = "UPDATE shared.tenants SET status = $2 WHERE id = $1"
    await fetch(system.admin_url, suspend, shop.tenant_id, "suspended")
    answer = await anonymous.post(url, headers={"Host": f"{shop.subdomain}.localhost"})
    assert (answer.status_code, answer.json()["opted_out"]) == (200, True)
    await fetch(system.admin_url, suspend, shop.tenant_id, "active")


async def test_link_that_is_not_ours_or_of_another_shop_ends_nothing(
    shop: Shop, other_shop: Shop, anonymous: httpx.AsyncClient, leaving: LeaveTokens, system: System
) -> None:
    ours = leaving.issue(Leaving(shop.tenant_id, CUSTOMER))
    elsewhere = {"Host": f"{other_shop.subdomain}.localhost"}
    for method in ("GET", "POST", "DELETE"):
        for token in ("nonsense", ours[:-5], ours + "A", leaving.issue(Leaving(new_id(), CUSTOMER)), "%C3%A3"):
            assert _refusal(await anonymous.request(method, f"{API}/opt-outs/{token}")) == (404, "NOT_FOUND")
        refused = await anonymous.request(method, f"{API}/opt-outs/{ours}", headers=elsewhere)
        assert _refusal(refused) == (403, "TENANT_MISMATCH")
    query = "SELECT count(*) FROM svc_notifications.opt_outs WHERE tenant_id = ANY ($1)"
    assert await fetchval(system.admin_url, query, [shop.tenant_id, other_shop.tenant_id]) == 0


async def _link(system: System, tenant_id: UUID, *, state: str = "ready", expires: str = "1 hour") -> UUID:
    delivery_id = new_id()
    await fetch(
        system.admin_url,
        "INSERT INTO svc_notifications.deliveries (id, tenant_id, kind, channel, dedupe_key, recipient,"
        " recipient_name, locale, state, expires_at, finished_at, link)"
        " VALUES ($1, $2, 'booking_reminder', 'whatsapp', $3, '+5511987654321', 'João', 'pt-BR', $4,"
        " now() + cast($5::text AS interval), now(), 'https://wa.me/5511987654321?text=Ol%C3%A1')",
        delivery_id,
        tenant_id,
        str(delivery_id),
        state,
        expires,
    )
    return delivery_id


async def test_shop_presses_its_links_newest_first(shop: Shop, other_shop: Shop, system: System) -> None:
    ids = [await _link(system, shop.tenant_id) for _ in range(3)]
    await _link(system, shop.tenant_id, expires="-1 second")
    await _link(system, shop.tenant_id, state="failed")
    await _link(system, other_shop.tenant_id)
    first = (await shop.client.get(f"{API}/links", params={"limit": 2})).json()
    rest = (await shop.client.get(f"{API}/links", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [item["id"] for item in first["items"] + rest["items"]] == [str(each) for each in reversed(ids)]
    assert rest["next_cursor"] is None
    item = first["items"][0]
    assert (item["kind"], item["recipient"], item["recipient_name"]) == (
        "booking_reminder",
        "+5511987654321",
        "João",
    )
    assert item["link"] == "https://wa.me/5511987654321?text=Ol%C3%A1"
    wrong = await shop.client.get(f"{API}/links", params={"cursor": "x"})
    assert _refusal(wrong) == (422, "VALIDATION_ERROR")


async def test_link_that_tells_of_a_cancelled_booking_is_not_offered(shop: Shop, system: System) -> None:
    delivery_id = await _link(system, shop.tenant_id)
    inicio = await fetchval(
        system.admin_url,
        "INSERT INTO svc_notifications.bookings (tenant_id, agendamento_id, sequence, is_cancelled, inicio,"
        " timezone, animal, cliente_nome) VALUES ($1, 7, 1, true, now() + interval '1 day', 'UTC', 'Thor', 'João')"
        " RETURNING inicio",
        shop.tenant_id,
    )
    assert len((await shop.client.get(f"{API}/links")).json()["items"]) == 1
    await fetch(
        system.admin_url,
        "UPDATE svc_notifications.deliveries SET content = content || $2::jsonb WHERE id = $1",
        delivery_id,
        json.dumps({"agendamento_id": 7, "inicio": inicio.isoformat()}),
    )
    assert (await shop.client.get(f"{API}/links")).json()["items"] == []


async def test_pressed_link_is_a_sent_message_with_who_sent_it(shop: Shop, system: System) -> None:
    delivery_id = await _link(system, shop.tenant_id)
    for _ in range(2):
        assert (await shop.client.post(f"{API}/links/{delivery_id}/done")).status_code == 204
    assert (await shop.client.get(f"{API}/links")).json()["items"] == []
    query = "SELECT state, actor FROM svc_notifications.delivery_history WHERE delivery_id = $1"
    owner = await fetchval(
        system.admin_url, "SELECT id::text FROM shared.tenant_users WHERE tenant_id = $1", shop.tenant_id
    )
    assert [tuple(row) for row in await fetch(system.admin_url, query, delivery_id)] == [("sent", owner)]


async def test_link_of_another_shop_or_of_no_use_is_not_pressed(
    shop: Shop, other_shop: Shop, system: System
) -> None:
    foreign = await _link(system, other_shop.tenant_id)
    for unknown in (foreign, new_id()):
        answer = await shop.client.post(f"{API}/links/{unknown}/done")
        assert _refusal(answer) == (404, "NOT_FOUND")
    failed = await _link(system, shop.tenant_id, state="failed")
    assert _refusal(await shop.client.post(f"{API}/links/{failed}/done")) == (409, "WRONG_STATE")
    assert len((await other_shop.client.get(f"{API}/links")).json()["items"]) == 1
