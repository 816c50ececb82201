"""Guessing is slow for strangers, and a victim's own devices do not notice it."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import Request

from libs.common import passwords
from libs.common.clock import new_id
from libs.common.errors import ValidationError
from services.auth import refresh_repository, service
from services.auth.accounts import service as accounts
from services.auth.errors import InvalidCredentialsError, LinkTokenInvalidError, RateLimitedError
from services.auth.handlers import prune_job
from services.auth.throttle.addresses import client_network
from services.auth.throttle.devices import Devices
from services.auth.throttle.service import TURNS, Client
from services.auth.tokens import hash_token
from tests.auth.accounts import LIMITS, NEW_PASSWORD, PASSWORD, RESET, Desk
from tests.auth.helpers import Browser, Registered, at, refusal, run
from tests.infra.shops import Shop, new_email

WRONG = "not the password"


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that Argon2 was run on since."""
    hashes: list[str] = []
    verify = passwords._verify

    def counted(password_hash: str, password: str) -> bool:
        hashes.append(password_hash)
        return verify(password_hash, password)

    monkeypatch.setattr(passwords, "_verify", counted)
    return hashes


async def outcome(desk: Desk, client: Client, password: str = WRONG, *, email: str | None = None) -> str:
    """How signing in ends."""
    try:
        await desk.log_in(password, client, email=email)
    except (InvalidCredentialsError, RateLimitedError) as error:
        return error.code
    return "OK"


async def fail(desk: Desk, count: int, client: Callable[[int], Client], *, email: str | None = None) -> None:
    for number in range(count):
        assert await outcome(desk, client(number), email=email) == "INVALID_CREDENTIALS"


async def let_pass(desk: Desk, seconds: float) -> None:
    """Time passes for all that is throttled."""
    await run(desk.database, "UPDATE svc_auth.attempts SET tat = tat - make_interval(secs => :s)", s=seconds)


async def test_pair_is_held_back_alike_for_known_and_unknown_accounts_before_any_work(
    desk: Desk, verified: list[str]
) -> None:
    here = Client(new_email())
    for email in (desk.email, new_email()):
        await fail(desk, LIMITS.pair, lambda _: here, email=email)
        before = len(verified)
        with pytest.raises(RateLimitedError) as refused:
            await desk.log_in(PASSWORD, here, email=email)
        assert len(verified) == before
        assert 200 < int(refused.value.headers["Retry-After"]) <= LIMITS.window.total_seconds() / LIMITS.pair
    await let_pass(desk, LIMITS.window.total_seconds() / LIMITS.pair)
    assert await outcome(desk, here) == "INVALID_CREDENTIALS"
    assert await outcome(desk, here) == "RATE_LIMITED"


async def test_address_is_held_back_whatever_the_account_and_success_costs_nothing(desk: Desk) -> None:
    here = Client(new_email())
    for _ in range(LIMITS.address):
        assert await outcome(desk, here, PASSWORD) == "OK"
    for _ in range(LIMITS.address):
        await fail(desk, 1, lambda _: here, email=new_email())
    assert await outcome(desk, here, PASSWORD) == "RATE_LIMITED"
    assert await outcome(desk, Client(new_email()), PASSWORD) == "OK"


async def test_guesses_from_everywhere_lock_strangers_out_and_no_familiar_device(desk: Desk) -> None:
    cookie = desk.throttle.devices.remember(None, desk.email)
    attackers = [Client(new_email()) for _ in range(LIMITS.account)]
    await fail(desk, LIMITS.account, attackers.__getitem__)
    assert await outcome(desk, Client(new_email()), PASSWORD) == "RATE_LIMITED"
    familiar = Client(attackers[0].address, cookie)
    assert await outcome(desk, familiar, PASSWORD) == "OK"
    # Its own budget is as small as a pair's, and then it is a stranger.
    await fail(desk, LIMITS.pair, lambda _: familiar)
    assert await outcome(desk, familiar, PASSWORD) == "RATE_LIMITED"


async def test_victim_at_a_new_device_gets_in_by_a_letter(desk: Desk) -> None:
    await fail(desk, LIMITS.account, lambda _: Client(new_email()))
    await desk.forget()
    await desk.reset((await desk.sent(RESET))[0], shop=None)
    proven = Client(new_email(), desk.throttle.devices.remember(None, desk.email))
    assert await outcome(desk, proven, NEW_PASSWORD) == "OK"


async def test_many_at_once_get_hardly_more_than_one_after_the_other(desk: Desk, verified: list[str]) -> None:
    here = Client(new_email())
    codes = await asyncio.gather(*(outcome(desk, here) for _ in range(30)))
    assert set(codes) == {"INVALID_CREDENTIALS", "RATE_LIMITED"}
    assert LIMITS.pair <= len(verified) <= LIMITS.pair + TURNS


async def test_login_does_the_same_work_for_every_account_and_none(
    desk: Desk, neighbour: Registered, verified: list[str]
) -> None:
    await desk.change_user("is_active = false")
    for email, password in ((desk.email, PASSWORD), (neighbour.owner_email, WRONG), (new_email(), WRONG)):
        verified.clear()
        assert await outcome(desk, Client(new_email()), password, email=email) == "INVALID_CREDENTIALS"
        assert len(verified) == 1


async def test_login_stores_a_hash_of_todays_parameters(desk: Desk) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    await desk.change_user("password_hash = :hash", hash=old)
    assert await outcome(desk, Client(new_email()), PASSWORD) == "OK"
    upgraded = str(await desk.user("password_hash"))
    assert "m=19456,t=2,p=1" in upgraded
    assert await outcome(desk, Client(new_email()), PASSWORD) == "OK"
    assert await desk.user("password_hash") == upgraded


async def test_password_changed_while_it_was_verified_opens_no_session(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = passwords.verify_password

    async def changed_meanwhile(password_hash: str | None, password: str) -> bool:
        matches = await verify(password_hash, password)
        await desk.change_user("password_hash = 'another'")
        return matches

    monkeypatch.setattr(service, "verify_password", changed_meanwhile)
    assert await outcome(desk, Client(new_email()), PASSWORD) == "INVALID_CREDENTIALS"


async def test_letters_and_links_have_budgets_too(desk: Desk) -> None:
    here = Client(new_email())

    async def ask() -> None:
        async with desk.transaction(None) as session:
            attempt = desk.throttle.ask(desk.email, here)
            await accounts.ask_for_reset(session, attempt=attempt, email=desk.email, shop=None)

    for _ in range(LIMITS.pair):
        await ask()
    with pytest.raises(RateLimitedError):
        await ask()
    link = desk.throttle.use_link(here)
    for number in range(LIMITS.address + 1):
        with pytest.raises(RateLimitedError if number == LIMITS.address else LinkTokenInvalidError):
            await accounts.verify_email(desk.transaction, attempt=link, token="link_nonsense", shop=None)


async def test_current_password_is_not_guessed_in_a_session(desk: Desk) -> None:
    opened = await desk.log_in(PASSWORD, Client(str(new_id())))
    async with desk.transaction(None) as session:
        found = await refresh_repository.find_session(session, hash_token(opened.refresh_token))
    assert found is not None
    principal = desk.principal(found.id)
    for _ in range(LIMITS.pair):
        with pytest.raises(ValidationError):
            await desk.change(principal, WRONG)
    with pytest.raises(RateLimitedError):
        await desk.change(principal, PASSWORD)


async def test_budgets_that_are_whole_again_are_pruned(desk: Desk) -> None:
    await fail(desk, 1, lambda _: Client(new_email()))
    await let_pass(desk, 3600)
    await prune_job(desk.database).run()
    assert (await run(desk.database, "SELECT * FROM svc_auth.attempts")).all() == []


def test_device_is_known_to_the_accounts_that_signed_in_there_and_to_no_other() -> None:
    devices, others = Devices(b"a"), Devices(b"b")
    cookie = devices.remember(devices.remember(None, "ana"), "bia")
    assert devices.recognise(cookie, "ana") == devices.recognise(cookie, "bia") is not None
    assert [devices.recognise(forged, "ana") for forged in (None, "", "x.y", "\ud800.\ud800")] == [None] * 4
    assert devices.recognise(cookie, "eva") is None
    assert others.recognise(cookie, "ana") is None
    assert devices.recognise(devices.remember("x.y", "ana"), "ana")
    for number in range(30):
        cookie = devices.remember(cookie, f"user {number}")
    assert devices.recognise(cookie, "user 29")
    assert devices.recognise(cookie, "ana") is None
    assert len(cookie) < 1000


@pytest.mark.parametrize(
    ("forwarded", "peer", "address"),
    [
        ("203.0.113.7", "10.0.0.1", "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", "10.0.0.1", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "10.0.0.1", "2001:db8:1:2::/64"),
        ("nonsense", "10.0.0.1", "10.0.0.1"),
        (None, None, "unknown"),
    ],
)
def test_address_is_the_gateways_word(forwarded: str | None, peer: str | None, address: str) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "headers": headers, "client": (peer, 1) if peer else None}
    assert client_network(Request(scope)) == address


async def test_too_many_failures_are_429_with_the_time_to_wait(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    here = at(shop, anonymous)
    for email in (shop.owner_email, new_email()):
        answers = [await here.log_in(email, WRONG) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [401] * 10 + [429]
        assert refusal(answers[-1]) == (429, "RATE_LIMITED")
        assert 60 < int(answers[-1].headers["retry-after"]) <= 90


async def test_login_leaves_a_cookie_by_which_the_device_is_known(
    anonymous: httpx.AsyncClient, shop: Shop
) -> None:
    login = await Browser(anonymous).log_in(shop.owner_email, shop.owner_password)
    (device,) = [value for value in login.headers.get_list("set-cookie") if value.startswith("device=")]
    assert all(word in device.lower() for word in ("httponly", "samesite=strict", "path=/", "max-age=34560000"))
    for _ in range(11):
        last = await Browser(anonymous).log_in(shop.owner_email, WRONG)
    assert last.status_code == 429
    body = {"email": shop.owner_email, "password": shop.owner_password}
    headers = {"Cookie": device.partition(";")[0], "Host": "localhost"}
    assert (await anonymous.post("/api/v1/auth/login", json=body, headers=headers)).status_code == 200
