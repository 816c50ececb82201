"""Signing in with a second factor: nothing is told of it before the password was right."""

import httpx

from tests.auth.helpers import EXCHANGE, HANDOFF, Browser, refresh_token, refusal
from tests.auth.mfa.authenticator import Protected
from tests.auth.mfa.conftest import Owner
from tests.infra.shops import new_email

REQUIRED = (401, "MFA_REQUIRED")
WRONG_CODE = (401, "MFA_INVALID")
WRONG_PASSWORD = (401, "INVALID_CREDENTIALS")


async def test_login_needs_the_code_beside_the_password(owner: Owner, protected: Protected) -> None:
    used = protected.app.last_code()
    answers = [await owner.log_in(), await owner.log_in(protected.app.wrong_code()), await owner.log_in(used)]
    assert [refusal(answer) for answer in answers] == [REQUIRED, WRONG_CODE, WRONG_CODE]
    assert all("set-cookie" not in answer.headers for answer in answers)
    code = protected.app.code()
    signed_in = await owner.log_in(code)
    assert signed_in.json()["user"]["email"] == owner.shop.owner_email
    assert refusal(await owner.log_in(code)) == WRONG_CODE
    # The session goes on without one.
    refresh_token(await owner.browser.refresh(refresh_token(signed_in)))


async def test_login_by_a_recovery_code_works_once(owner: Owner, protected: Protected) -> None:
    code = protected.recovery_codes[7]
    refresh_token(await owner.log_in(code.lower().replace("-", " ")))
    assert refusal(await owner.log_in(code)) == WRONG_CODE


async def test_wrong_password_hears_nothing_of_a_second_factor_and_spends_no_code(
    owner: Owner, protected: Protected
) -> None:
    code, recovery_code = protected.app.code(), protected.recovery_codes[0]
    answers = [await owner.log_in(otp, password="not it") for otp in (None, code, recovery_code)]
    answers.append(await owner.browser.log_in(new_email(), "not it", code))
    assert [refusal(answer) for answer in answers] == [WRONG_PASSWORD] * 4
    assert len({answer.json()["detail"] for answer in answers}) == 1
    refresh_token(await owner.log_in(code))
    refresh_token(await owner.log_in(recovery_code))


async def test_hand_off_to_the_shops_host_does_not_ask_again(
    anonymous: httpx.AsyncClient, owner: Owner, protected: Protected
) -> None:
    apex = Browser(anonymous)
    assert refusal(await apex.log_in(owner.shop.owner_email, owner.shop.owner_password)) == REQUIRED
    answer = await apex.log_in(owner.shop.owner_email, owner.shop.owner_password, protected.app.code())
    handed_off = await apex.post(HANDOFF, token=answer.json()["access_token"], cookie=refresh_token(answer))
    refresh_token(await owner.browser.post(EXCHANGE, json={"code": handed_off.json()["code"]}))
