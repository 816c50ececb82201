"""How a second factor comes, is renewed and goes."""

import asyncio
import re
from collections import Counter
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx

from libs.common.clock import new_id, utc_now
from libs.common.database import Database
from libs.common.sealing import TokenSealer
from services.auth import repository
from services.auth.mfa.factor import SecondFactor
from services.auth.models import Device, Session
from tests.auth.helpers import OPERATOR_PASSWORD, Browser, at, refresh_token, refusal, run
from tests.auth.mfa.authenticator import (
    DISABLE,
    ENABLE,
    MFA,
    RECOVERY_CODES,
    SETUP,
    Protected,
    enable,
    set_up,
)
from tests.auth.mfa.conftest import Owner
from tests.auth.test_handoff_races import Held
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually

REVOKED = (401, "SESSION_REVOKED")
WRONG_PASSWORD = (401, "INVALID_CREDENTIALS")
WRONG_CODE = (401, "MFA_INVALID")
WRONG_STATE = (409, "WRONG_STATE")


async def status(browser: Browser, token: str) -> tuple[bool, int]:
    answer = await browser.get(MFA, token=token)
    assert answer.status_code == 200, answer.text
    return answer.json()["totp"], answer.json()["recovery_codes_left"]


async def test_setup_asks_for_the_password_and_changes_nothing_yet(owner: Owner) -> None:
    here, token, shop = owner.browser, owner.token, owner.shop
    assert refusal(await here.post(SETUP, json={"password": "not it"}, token=token)) == WRONG_PASSWORD
    answer = await here.post(SETUP, json={"password": shop.owner_password}, token=token)
    assert (answer.status_code, set(answer.json())) == (200, {"secret", "otpauth_uri"})
    assert answer.headers["cache-control"] == "no-store"
    uri = urlsplit(answer.json()["otpauth_uri"])
    assert parse_qs(uri.query)["secret"] == [answer.json()["secret"]]
    assert uri.path.endswith(shop.owner_email.replace("@", "%40"))
    assert await status(here, token) == (False, 0)
    refresh_token(await owner.log_in())


async def test_enable_answers_ten_codes_once_and_ends_the_other_sessions(owner: Owner) -> None:
    here, token = owner.browser, owner.token
    other = refresh_token(await owner.log_in())
    app = await set_up(here, token, owner.shop.owner_password)
    assert refusal(await here.post(ENABLE, json={"code": app.wrong_code()}, token=token)) == WRONG_CODE
    assert await status(here, token) == (False, 0)
    answer = await here.post(ENABLE, json={"code": app.code()}, token=token)
    assert answer.headers["cache-control"] == "no-store"
    assert len(set(answer.json()["recovery_codes"])) == 10
    assert await status(here, token) == (True, 10)
    assert refusal(await here.refresh(other)) == REVOKED
    refresh_token(await here.refresh(owner.cookie))


async def test_setup_again_replaces_what_was_not_confirmed_and_nothing_else(owner: Owner) -> None:
    here, token, password = owner.browser, owner.token, owner.shop.owner_password
    assert refusal(await here.post(ENABLE, json={"code": "123456"}, token=token)) == WRONG_STATE
    lost = await set_up(here, token, password)
    app = await set_up(here, token, password)
    assert refusal(await here.post(ENABLE, json={"code": lost.code()}, token=token)) == WRONG_CODE
    assert (await here.post(ENABLE, json={"code": app.code()}, token=token)).status_code == 200
    assert refusal(await here.post(SETUP, json={"password": password}, token=token)) == WRONG_STATE
    assert refusal(await here.post(ENABLE, json={"code": app.code()}, token=token)) == WRONG_STATE
    assert await status(here, token) == (True, 10)


async def test_enable_twice_at_once_answers_one_set_of_codes(owner: Owner) -> None:
    here, token = owner.browser, owner.token
    app = await set_up(here, token, owner.shop.owner_password)
    body = {"code": app.code()}
    answers = await asyncio.gather(*(here.post(ENABLE, json=body, token=token) for _ in range(3)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 2}


async def test_disable_needs_password_and_code(owner: Owner, protected: Protected) -> None:
    here, token, app = owner.browser, owner.token, protected.app
    right, used = {"password": owner.shop.owner_password}, app.last_code()
    wrong = await here.post(DISABLE, json={"password": "not it", "code": app.code()}, token=token)
    assert refusal(wrong) == WRONG_PASSWORD
    for code in (app.wrong_code(), used, "0000-0000-0000"):
        assert refusal(await here.post(DISABLE, json=right | {"code": code}, token=token)) == WRONG_CODE
    assert await status(here, token) == (True, 10)
    # The code beside the wrong password was not spent.
    answer = await here.post(DISABLE, json=right | {"code": app.last_code()}, token=token)
    assert (answer.status_code, answer.content) == (204, b"")
    assert await status(here, token) == (False, 0)
    refresh_token(await owner.log_in())
    for path in (DISABLE, RECOVERY_CODES):
        assert refusal(await here.post(path, json=right | {"code": app.code()}, token=token)) == WRONG_STATE


async def test_disable_by_a_recovery_code(owner: Owner, protected: Protected) -> None:
    body = {"password": owner.shop.owner_password, "code": protected.recovery_codes[3]}
    assert (await owner.browser.post(DISABLE, json=body, token=owner.token)).status_code == 204
    await owner.enable()


async def test_new_recovery_codes_make_the_old_ones_worthless(owner: Owner, protected: Protected) -> None:
    here, token = owner.browser, owner.token
    refresh_token(await owner.log_in(protected.recovery_codes[0]))
    assert await status(here, token) == (True, 9)
    body = {"password": owner.shop.owner_password, "code": protected.app.code()}
    assert refusal(await here.post(RECOVERY_CODES, json=body | {"password": "x"}, token=token)) == WRONG_PASSWORD
    answer = await here.post(RECOVERY_CODES, json=body, token=token)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert await status(here, token) == (True, 10)
    fresh = answer.json()["recovery_codes"]
    assert not set(fresh) & set(protected.recovery_codes)
    assert refusal(await owner.log_in(protected.recovery_codes[1])) == WRONG_CODE
    refresh_token(await owner.log_in(fresh[0]))


async def test_guessing_is_limited_wherever_password_or_code_is_asked_for(owner: Owner) -> None:
    """Each wrong word in a session counts, whichever door it is said at; a right one costs nothing."""
    here, token, password = owner.browser, owner.token, owner.shop.owner_password
    app = await set_up(here, token, password)
    tries: list[tuple[str, dict[str, str], tuple[int, str]]] = [
        (SETUP, {"password": "not it"}, WRONG_PASSWORD),
        (ENABLE, {"code": app.wrong_code()}, WRONG_CODE),
    ]
    for number in range(10):
        path, body, refused = tries[number % 2]
        assert refusal(await here.post(path, json=body, token=token)) == refused
    limited = await here.post(ENABLE, json={"code": app.code()}, token=token)
    assert refusal(limited) == (429, "RATE_LIMITED")
    assert int(limited.headers["Retry-After"]) > 0
    assert refusal(await here.post(SETUP, json={"password": password}, token=token)) == (429, "RATE_LIMITED")
    # Another session of hers has a budget of its own.
    other = (await owner.log_in()).json()["access_token"]
    assert (await here.post(SETUP, json={"password": password}, token=other)).status_code == 200


async def test_wrong_code_behind_a_right_password_is_charged_too(owner: Owner, protected: Protected) -> None:
    here, token = owner.browser, owner.token
    body = {"password": owner.shop.owner_password, "code": protected.app.wrong_code()}
    for _ in range(10):
        assert refusal(await here.post(DISABLE, json=body, token=token)) == WRONG_CODE
    right = body | {"code": protected.app.code()}
    assert refusal(await here.post(DISABLE, json=right, token=token)) == (429, "RATE_LIMITED")
    assert await status(here, token) == (True, 10)


async def test_secret_that_was_not_confirmed_in_time_is_worth_nothing(owner: Owner, system: System) -> None:
    here, token, password = owner.browser, owner.token, owner.shop.owner_password
    app = await set_up(here, token, password)
    query = "UPDATE svc_auth.totp_credentials SET created_at = created_at - interval '16 min' WHERE user_id = $1"
    me = (await here.get("/api/v1/auth/me", token=token)).json()["user"]["id"]
    await fetch(system.admin_url, query, UUID(me))
    assert refusal(await here.post(ENABLE, json={"code": app.code()}, token=token)) == WRONG_STATE


async def test_what_happens_to_it_stands_in_the_audit(owner: Owner) -> None:
    protected = await owner.enable()
    await owner.log_in(protected.app.wrong_code())
    body = {"password": "not it", "code": protected.app.code()}
    await owner.browser.post(DISABLE, json=body, token=owner.token)
    right = body | {"password": owner.shop.owner_password}
    assert (await owner.browser.post(DISABLE, json=right, token=owner.token)).status_code == 204
    items = (await owner.browser.get("/api/v1/audit?limit=4", token=owner.token)).json()["items"]
    assert [item["action"] for item in items] == [
        "auth.mfa_disabled",
        "auth.confirmation_refused",
        "auth.sign_in_refused",
        "auth.mfa_enabled",
    ]


async def test_operator_has_a_second_factor_of_his_own(anonymous: httpx.AsyncClient, operator_email: str) -> None:
    apex = Browser(anonymous)
    token = (await apex.log_in(operator_email, OPERATOR_PASSWORD)).json()["access_token"]
    made = await enable(apex, token, OPERATOR_PASSWORD)
    assert refusal(await apex.log_in(operator_email, OPERATOR_PASSWORD)) == (401, "MFA_REQUIRED")
    signed_in = await apex.log_in(operator_email, OPERATOR_PASSWORD, made.app.code())
    assert signed_in.json()["user"]["role"] == "operator"
    assert await status(apex, signed_in.json()["access_token"]) == (True, 10)


async def test_second_factor_is_its_users_alone(
    owner: Owner, protected: Protected, anonymous: httpx.AsyncClient, other_shop: Shop
) -> None:
    there = at(other_shop, anonymous)
    assert await status(there, other_shop.token) == (False, 0)
    body = {"password": other_shop.owner_password, "code": protected.app.code()}
    assert refusal(await there.post(DISABLE, json=body, token=other_shop.token)) == WRONG_STATE
    assert refusal(await there.get(MFA, token=owner.token)) == (403, "TENANT_MISMATCH")
    assert await status(owner.browser, owner.token) == (True, 10)


async def _is_kept_waiting(database: Database) -> bool:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND wait_event_type = 'Lock' AND query LIKE '%svc_auth.totp_credentials%'"
    )
    return bool((await run(database, query)).scalar_one())


async def test_login_under_way_while_it_is_enabled_is_ended_with_the_others(
    owner: Owner, system: System, live_db: Database
) -> None:
    app, held = await set_up(owner.browser, owner.token, owner.shop.owner_password), Held(live_db)
    factor, session_id = SecondFactor(TokenSealer(system.servers.keys.mfa_file)), new_id()

    async def log_in() -> None:
        async with held.transaction(owner.shop.tenant_id) as session:
            found = await repository.find_credentials(session, owner.shop.owner_email)
            assert found is not None
            await factor.require(session, found.user_id, None, utc_now())
            expires_at = utc_now() + timedelta(hours=1)
            opened = Session(session_id, found.user_id, found.tenant_id, expires_at, None)
            await repository.add_session(session, opened, Device(None, None), utc_now())

    late = asyncio.create_task(log_in())
    await held.reached.wait()
    enabling = asyncio.create_task(owner.browser.post(ENABLE, json={"code": app.code()}, token=owner.token))
    await eventually(lambda: _is_kept_waiting(live_db))
    held.released.set()
    await late
    assert (await enabling).status_code == 200
    query = "SELECT revoked_at IS NOT NULL FROM svc_auth.sessions WHERE id = :id"
    assert (await run(live_db, query, id=session_id)).scalar_one()


async def test_no_log_holds_a_secret_a_code_or_a_hash(owner: Owner, protected: Protected, system: System) -> None:
    await owner.log_in(protected.recovery_codes[0])
    await owner.log_in(f"{protected.recovery_codes[1]}0000")
    log = system.log_of("auth")
    assert {"MFA_ENABLED", "MFA_FAILED", "RECOVERY_CODE_USED"} <= set(
        re.findall(r'"security_event": ?"(\w+)"', log)
    )
    for secret in (protected.app.secret.hex(), *protected.recovery_codes):
        assert secret not in log
