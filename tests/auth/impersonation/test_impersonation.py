"""An operator in a shop: how he gets in, what he may do there, how it ends, and who sees that he was there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio
from sqlalchemy.exc import ProgrammingError

from libs.common.database import Database
from libs.common.errors import NotFoundError
from services.auth import operators
from services.auth.handlers import prune_job
from services.auth.tokens import hash_token
from tests.auth.helpers import (
    EXCHANGE,
    HANDOFF,
    OPERATOR_PASSWORD,
    Browser,
    at,
    morsel,
    move_shop,
    refresh_token,
    refusal,
    run,
)
from tests.e2e.tokens import forged_token
from tests.infra.shops import Shop
from tests.infra.system import System
from tests.infra.waiting import eventually

IMPERSONATIONS = "/api/v1/auth/impersonations"
ME, LOGOUT, LOGOUT_ALL = (f"/api/v1/auth/{name}" for name in ("me", "logout", "logout-all"))
CLIENTES = "/api/v1/clientes"
VERIFICATION = "/api/v1/auth/email/verification"
REASON = "Ajudar com a agenda de sábado"
FORBIDDEN, INVALID, REVOKED = (403, "FORBIDDEN"), (401, "TOKEN_INVALID"), (401, "SESSION_REVOKED")
HALF_AN_HOUR_S = 30 * 60


@dataclass(frozen=True)
class Guest:
    """An operator signed in at the apex, and a shop that he may ask to enter."""

    apex: Browser
    here: Browser
    shop: Shop
    id: UUID
    email: str
    cookie: str
    token: str

    async def ask(self, **body: Any) -> httpx.Response:
        asked = {"tenant_id": str(self.shop.tenant_id), "reason": REASON} | body
        return await self.apex.post(IMPERSONATIONS, json=asked, token=self.token, cookie=self.cookie)

    async def code(self) -> str:
        answer = await self.ask()
        assert answer.status_code == 201, answer.text
        code: str = answer.json()["code"]
        return code

    async def enter(self) -> httpx.Response:
        answer = await self.here.post(EXCHANGE, json={"code": await self.code()})
        assert answer.status_code == 200, answer.text
        return answer


@pytest_asyncio.fixture
async def guest(anonymous: httpx.AsyncClient, shop: Shop, operator_email: str) -> Guest:
    apex = Browser(anonymous)
    login = await apex.log_in(operator_email, OPERATOR_PASSWORD)
    body = login.json()
    return Guest(
        apex=apex,
        here=at(shop, anonymous),
        shop=shop,
        id=UUID(body["user"]["id"]),
        email=operator_email,
        cookie=refresh_token(login),
        token=body["access_token"],
    )


async def visits(browser: Browser, token: str) -> list[dict[str, Any]]:
    answer = await browser.get(IMPERSONATIONS, token=token)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def entries(browser: Browser, token: str, path: str = "/api/v1/audit") -> list[dict[str, Any]]:
    answer = await browser.get(f"{path}?limit=100", token=token)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_operator_enters_a_shop_by_a_code_and_nobody_takes_him_for_anyone_else(guest: Guest) -> None:
    asked = await guest.ask()
    assert asked.json().keys() == {"code", "expires_in", "subdomain"}
    assert asked.headers["cache-control"] == "no-store"
    entered = await guest.here.post(EXCHANGE, json={"code": asked.json()["code"]})
    body = entered.json()
    assert body["user"] | {"first_name": "", "last_name": ""} == {
        "id": str(guest.id),
        "email": guest.email,
        "role": "support",
        "first_name": "",
        "last_name": "",
    }
    assert body["tenant"]["id"] == str(guest.shop.tenant_id)
    assert body["impersonation"]["reason"] == REASON
    assert body["expires_in"] <= 900
    assert 0 < int(morsel(entered)["max-age"]) <= HALF_AN_HOUR_S
    me = await guest.here.get(ME, token=body["access_token"])
    who = {name: body[name] for name in ("user", "tenant", "impersonation")}
    assert me.json() == who | {"email_verified": True, "locale": None}
    assert (await guest.here.get(CLIENTES, token=body["access_token"])).status_code == 200
    again = await guest.here.post(EXCHANGE, json={"code": asked.json()["code"]})
    assert refusal(again) == INVALID


async def test_operator_sees_nothing_of_a_shop_he_did_not_enter(
    guest: Guest, anonymous: httpx.AsyncClient, other_shop: Shop
) -> None:
    elsewhere = at(other_shop, anonymous)
    assert refusal(await guest.here.get(CLIENTES, token=guest.token)) == FORBIDDEN
    code = await guest.code()
    for wrong in (guest.apex, elsewhere):
        assert refusal(await wrong.post(EXCHANGE, json={"code": code})) == INVALID
    token = (await guest.enter()).json()["access_token"]
    assert refusal(await elsewhere.get(CLIENTES, token=token)) == (403, "TENANT_MISMATCH")


async def test_support_has_no_account_in_the_shop_and_no_way_on(guest: Guest) -> None:
    entered = await guest.enter()
    token, cookie = entered.json()["access_token"], refresh_token(entered)
    for path in (LOGOUT_ALL, HANDOFF, VERIFICATION):
        assert refusal(await guest.here.post(path, token=token, cookie=cookie)) == FORBIDDEN
    further = {"tenant_id": str(guest.shop.tenant_id), "reason": REASON}
    assert refusal(await guest.apex.post(IMPERSONATIONS, json=further, token=token)) == FORBIDDEN


async def test_visit_ends_after_half_an_hour_however_often_it_is_refreshed(
    guest: Guest, live_db: Database
) -> None:
    entered = await guest.enter()
    refreshed = await guest.here.refresh(refresh_token(entered))
    assert refreshed.json()["impersonation"] == entered.json()["impersonation"]
    assert refreshed.json()["user"] == entered.json()["user"]
    cookie = refresh_token(refreshed)
    session = "(SELECT session_id FROM svc_auth.refresh_tokens WHERE token_hash = :h)"
    query = f"SELECT extract(epoch FROM expires_at - created_at) FROM svc_auth.sessions WHERE id = {session}"
    assert (await run(live_db, query, h=hash_token(cookie))).scalar_one() == HALF_AN_HOUR_S
    move = f"UPDATE svc_auth.sessions SET expires_at = now() + make_interval(secs => :s) WHERE id = {session}"
    await run(live_db, move, s=100, h=hash_token(cookie))
    late = await guest.here.refresh(cookie)
    assert late.json()["expires_in"] < 100
    assert int(morsel(late)["max-age"]) < 100
    await run(live_db, move, s=-1, h=hash_token(refresh_token(late)))
    assert refusal(await guest.here.refresh(refresh_token(late))) == INVALID
    assert refusal(await guest.here.get(ME, token=late.json()["access_token"])) == REVOKED


async def test_visit_lasts_no_longer_than_the_operators_own_session(guest: Guest, live_db: Database) -> None:
    shorten = "UPDATE svc_auth.sessions SET expires_at = now() + interval '60 s' WHERE user_id = :id"
    await run(live_db, shorten, id=guest.id)
    assert (await guest.enter()).json()["expires_in"] <= 60


@pytest.mark.parametrize("ending", ["at the shop", "at the apex", "everywhere"])
async def test_visit_ends_with_a_logout(guest: Guest, ending: str) -> None:
    entered, unused = await guest.enter(), await guest.code()
    cookie, token = refresh_token(entered), entered.json()["access_token"]
    if ending == "at the shop":
        await guest.here.post(LOGOUT, cookie=cookie)
    elif ending == "at the apex":
        await guest.apex.post(LOGOUT, cookie=guest.cookie)
    else:
        await guest.apex.post(LOGOUT_ALL, token=guest.token)
    assert refusal(await guest.here.refresh(cookie)) == REVOKED
    assert refusal(await guest.here.get(ME, token=token)) == REVOKED
    if ending != "at the shop":
        assert refusal(await guest.here.post(EXCHANGE, json={"code": unused})) == INVALID
        assert refusal(await guest.ask()) == REVOKED
    (visit,) = await visits(guest.here, guest.shop.token)
    assert visit["entered_at"] <= visit["ended_at"] < visit["expires_at"]


async def test_operator_who_was_switched_off_is_out_at_the_next_refresh(guest: Guest, system: System) -> None:
    cookie = refresh_token(await guest.enter())
    code = await guest.code()
    admin = Database(system.admin_url, pool_size=1, application_name="test")
    await run(admin, "UPDATE shared.tenant_users SET is_active = false WHERE id = :id", id=guest.id)
    await admin.close()
    assert refusal(await guest.here.post(EXCHANGE, json={"code": code})) == INVALID
    assert refusal(await guest.here.refresh(cookie)) == REVOKED


async def test_operator_who_is_deactivated_is_out_of_everything_at_once(guest: Guest, system: System) -> None:
    entered = await guest.enter()
    token = entered.json()["access_token"]
    url = system.service_url("auth")
    assert await operators.deactivate_operator(url, email=guest.email.upper())
    assert not await operators.deactivate_operator(url, email=guest.email)

    async def is_out() -> bool:
        answers = [await guest.here.get(CLIENTES, token=token), await guest.apex.get(ME, token=guest.token)]
        return [refusal(answer) for answer in answers if not answer.is_success] == [REVOKED, REVOKED]

    await eventually(is_out)
    assert refusal(await guest.here.refresh(refresh_token(entered))) == REVOKED
    with pytest.raises(NotFoundError):
        await operators.deactivate_operator(url, email=guest.shop.owner_email)


async def test_owner_sees_who_entered_her_shop_and_why_and_no_other_shops_visits(
    guest: Guest, anonymous: httpx.AsyncClient, other_shop: Shop, system: System, live_db: Database
) -> None:
    assert await visits(guest.here, guest.shop.token) == []
    token = (await guest.enter()).json()["access_token"]
    await guest.code()
    await prune_job(live_db).run()
    (visit,) = await visits(guest.here, guest.shop.token)
    assert (visit["operator_id"], visit["operator_email"], visit["reason"]) == (str(guest.id), guest.email, REASON)
    assert (visit["tenant_id"], visit["subdomain"]) == (str(guest.shop.tenant_id), guest.shop.subdomain)
    assert visit["ended_at"] is None
    assert await visits(guest.here, token) == [visit]
    assert await visits(at(other_shop, anonymous), other_shop.token) == []
    assert visit in await visits(guest.apex, guest.token)
    user = {"tid": str(guest.shop.tenant_id), "role": "manager", "scope": "account shop shop:settings shop:team"}
    assert refusal(await guest.here.get(IMPERSONATIONS, token=forged_token(system, **user))) == FORBIDDEN
    entry = system.log_of("auth").rpartition('"IMPERSONATION"')
    assert str(guest.id) in entry[0].splitlines()[-1] + entry[2].splitlines()[0]


async def test_entry_and_every_deed_stand_in_the_shops_audit_with_the_reason(
    guest: Guest, anonymous: httpx.AsyncClient, other_shop: Shop
) -> None:
    entered = await guest.enter()
    token = entered.json()["access_token"]
    made = await guest.here.post(CLIENTES, json={"nome": "Bia"}, token=token)
    assert made.status_code == 201, made.text
    await guest.here.get(f"{CLIENTES}?q=ca", token=token)
    await guest.here.post(LOGOUT, cookie=refresh_token(entered))
    mine = await entries(guest.here, guest.shop.token)
    told = [item for item in mine if item["actor_kind"] == "operator"]
    assert [item["action"] for item in told] == [
        "auth.signed_out",
        "visit.read",
        "cliente.created",
        "impersonation.started",
    ]
    assert (told[1]["entity_id"], told[1]["after"]) == (CLIENTES, {"query": "q=ca"})
    assert {(item["actor_id"], item["impersonation"]) for item in told} == {(str(guest.id), REASON)}
    assert told[-1]["after"]["operator_email"] == guest.email
    own = await entries(guest.apex, guest.token, "/api/v1/audit/platform")
    assert "impersonation.started" in [item["action"] for item in own if item["actor_id"] == str(guest.id)]
    neighbour = await entries(at(other_shop, anonymous), other_shop.token)
    assert [item for item in neighbour if item["actor_kind"] == "operator"] == []


async def test_list_is_paged_from_the_latest_on(guest: Guest) -> None:
    for _ in range(3):
        await guest.enter()
    first = (await guest.here.get(f"{IMPERSONATIONS}?limit=2", token=guest.shop.token)).json()
    query = f"{IMPERSONATIONS}?limit=2&cursor={first['next_cursor']}"
    second = (await guest.here.get(query, token=guest.shop.token)).json()
    times = [visit["entered_at"] for visit in first["items"] + second["items"]]
    assert (len(times), second["next_cursor"]) == (3, None)
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    "change", ["UPDATE svc_auth.impersonations SET reason = 'x'", "DELETE FROM svc_auth.impersonations"]
)
async def test_no_service_changes_what_was_recorded(live_db: Database, change: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        await run(live_db, change)


async def test_asking_is_refused_without_a_reason_a_shop_or_the_right(guest: Guest, system: System) -> None:
    for body in ({"reason": "short"}, {"reason": "x" * 501}, {"reason": " " * 20}, {"tenant_id": "acme"}):
        assert refusal(await guest.ask(**body)) == (422, "VALIDATION_ERROR")
    assert refusal(await guest.ask(tenant_id=str(uuid4()))) == (422, "NOT_FOUND")
    body = {"tenant_id": str(guest.shop.tenant_id), "reason": REASON}
    assert refusal(await guest.here.post(IMPERSONATIONS, json=body, token=guest.shop.token)) == FORBIDDEN
    assert refusal(await guest.apex.post(IMPERSONATIONS, json=body, token=guest.token)) == (401, "TOKEN_MISSING")
    nobody = forged_token(system, role="operator", scope="account platform")
    assert refusal(await guest.apex.post(IMPERSONATIONS, json=body, token=nobody, cookie=guest.cookie)) == INVALID
    for unseen in ("\u200b" * 12, "\u3164" * 12, "ajudar \u202e com tudo", "ajudar com \x7f tudo"):
        assert refusal(await guest.ask(reason=unseen)) == (422, "VALIDATION_ERROR")


async def test_shop_that_is_not_open_is_closed_to_operators_too(guest: Guest, system: System) -> None:
    code = await guest.code()
    await move_shop(system.admin_url, guest.shop, "suspended")
    assert refusal(await guest.ask()) == (403, "TENANT_SUSPENDED")
    assert refusal(await guest.here.post(EXCHANGE, json={"code": code})) == (403, "TENANT_SUSPENDED")
    await move_shop(system.admin_url, guest.shop, "active")
    refresh_token(await guest.here.post(EXCHANGE, json={"code": code}))
