"""Letters with a link: who proves an address, who sets a password, and who cannot."""

from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id
from libs.common.database import Database
from libs.common.errors import ValidationError, WrongStateError
from libs.common.passwords import verify_password
from services.auth import refresh_repository, repository
from services.auth.accounts import service
from services.auth.errors import LinkTokenInvalidError, RateLimitedError
from services.auth.handlers import prune_job
from services.auth.throttle.service import Client
from services.auth.tokens import hash_token
from tests.auth.accounts import NEW_PASSWORD, PASSWORD, RESET, VERIFICATION, Desk, desk_of
from tests.auth.helpers import Registered, at, refresh_token, refusal, run
from tests.infra.servers import Servers
from tests.infra.shops import Shop, new_email
from tests.infra.system import System

FORGOT = "/api/v1/auth/password/forgot"
ME = "/api/v1/auth/me"


@pytest_asyncio.fixture
async def next_door(auth_db: Database, servers: Servers, neighbour: Registered) -> Desk:
    """The owner of another one."""
    return await desk_of(auth_db, servers.keys, neighbour)


async def sign_in(desk: Desk) -> UUID:
    """A new session of the owner."""
    opened = await desk.log_in(PASSWORD, Client(str(new_id())))
    async with desk.transaction(None) as session:
        found = await refresh_repository.find_session(session, hash_token(opened.refresh_token))
    assert found is not None
    return found.id


async def live_sessions(desk: Desk) -> set[UUID]:
    query = "SELECT id FROM svc_auth.sessions WHERE user_id = :id AND revoked_at IS NULL"
    return set((await run(desk.database, query, id=desk.user_id)).scalars())


async def age_tokens(desk: Desk, interval: str) -> None:
    """Moves what the owner was sent into the past."""
    query = (
        "UPDATE svc_auth.one_time_tokens SET created_at = created_at - CAST(:i AS text)::interval,"
        " expires_at = expires_at - CAST(:i AS text)::interval WHERE user_id = :id"
    )
    await run(desk.database, query, id=desk.user_id, i=interval)


async def refused(desk: Desk, token: str, *, at: Desk | None = None) -> bool:
    """Whether the token proves nothing and sets no password, there."""
    shop = at.shop if at else None
    with pytest.raises(LinkTokenInvalidError):
        await desk.verify(token, shop=shop)
    with pytest.raises(LinkTokenInvalidError):
        await service.reset_password(
            desk.transaction, attempt=desk.attempt, token=token, password=NEW_PASSWORD, shop=shop
        )
    return True


async def test_activation_asks_the_owner_for_a_proof_once(desk: Desk) -> None:
    await desk.activate()
    await desk.activate()
    (token,) = await desk.sent(VERIFICATION)
    assert await desk.user("email_verified_at") is None
    await desk.verify(token, shop=desk.shop)
    assert await desk.user("email_verified_at") is not None
    await desk.activate()
    assert await desk.sent(VERIFICATION) == [token]
    assert await refused(desk, token)


async def test_token_is_stored_as_a_hash_and_pruned_after_its_end(desk: Desk) -> None:
    await desk.activate()
    (token,) = await desk.sent(VERIFICATION)
    query = "SELECT t::text FROM svc_auth.one_time_tokens t WHERE user_id = :id"
    (row,) = (await run(desk.database, query, id=desk.user_id)).scalars()
    assert hash_token(token).hex() in row
    assert token not in row
    await age_tokens(desk, "50 hours")
    assert await refused(desk, token)
    await prune_job(desk.database).run()
    assert (await run(desk.database, query, id=desk.user_id)).all() == []


async def test_token_at_another_shops_host_or_of_a_changed_address_is_refused(desk: Desk, next_door: Desk) -> None:
    await desk.activate()
    (token,) = await desk.sent(VERIFICATION)
    assert await refused(desk, token, at=next_door)
    await desk.change_user("email = :email", email=new_email())
    assert await refused(desk, token)
    await desk.change_user("email = :email", email=desk.email)
    await desk.change_user("is_active = false")
    assert await refused(desk, token)


async def test_asking_again_outdates_the_older_letter_and_ends_at_five(desk: Desk) -> None:
    principal = desk.principal(await sign_in(desk))

    async def ask() -> None:
        async with desk.transaction(desk.tenant_id) as session:
            await service.ask_for_verification(session, desk.letters, principal)

    for _ in range(5):
        await ask()
    with pytest.raises(RateLimitedError) as refusal_:
        await ask()
    assert 3500 < int(refusal_.value.headers["Retry-After"]) <= 3600
    first, *_, last = await desk.sent(VERIFICATION)
    assert await refused(desk, first)
    await desk.verify(last, shop=None)
    with pytest.raises(WrongStateError):
        await ask()


async def test_reset_sets_the_password_once_proves_the_address_and_ends_every_session(desk: Desk) -> None:
    await sign_in(desk)
    await desk.forget(shop=desk.shop)
    (token,) = await desk.sent(RESET)
    with pytest.raises(ValidationError):
        await desk.reset(token, shop=desk.shop, password="12345678")
    with pytest.raises(LinkTokenInvalidError):
        await desk.verify(token, shop=desk.shop)
    await service.reset_password(
        desk.transaction, attempt=desk.attempt, token=token, password=NEW_PASSWORD, shop=desk.shop
    )
    assert await verify_password(str(await desk.user("password_hash")), NEW_PASSWORD)
    assert await desk.user("email_verified_at") is not None
    assert await live_sessions(desk) == set()
    assert await refused(desk, token)


async def test_forgot_writes_to_who_has_an_account_there_and_to_nobody_else(desk: Desk, next_door: Desk) -> None:
    await desk.forget(shop=next_door.shop)
    await desk.forget(email=new_email())
    await desk.change_user("is_active = false")
    await desk.forget()
    assert await desk.sent(RESET) == []
    assert (await run(desk.database, "SELECT * FROM svc_auth.reset_requests")).all() == []
    await desk.change_user("is_active = true")
    await desk.forget(shop=None)
    assert len(await desk.sent(RESET)) == 1


async def test_forgot_in_anothers_name_leaves_the_last_letter_good(desk: Desk) -> None:
    for _ in range(7):
        await desk.forget()
    tokens = await desk.sent(RESET)
    assert len(tokens) == 5
    await service.reset_password(
        desk.transaction, attempt=desk.attempt, token=tokens[-1], password=NEW_PASSWORD, shop=None
    )
    await age_tokens(desk, "1 hour")
    await desk.forget()
    assert len(await desk.sent(RESET)) == 6


async def test_reset_request_that_fails_is_tried_again_and_holds_up_no_other(
    desk: Desk, next_door: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = repository.find_credentials

    async def fail_for_one(session: AsyncSession, email: str) -> repository.Credentials | None:
        if email == desk.email:
            raise ConnectionError("away")
        return await find(session, email)

    with monkeypatch.context() as patched:
        patched.setattr(repository, "find_credentials", fail_for_one)
        await desk.forget()
        await next_door.forget()
    assert (await desk.sent(RESET), len(await next_door.sent(RESET))) == ([], 1)
    await service.send_reset_letters(desk.transaction, desk.letters)
    assert len(await desk.sent(RESET)) == 1


async def test_change_password_keeps_this_session_and_outdates_reset_letters(desk: Desk) -> None:
    here, _ = await sign_in(desk), await sign_in(desk)
    principal = desk.principal(here)
    await desk.forget()
    with pytest.raises(ValidationError) as wrong:
        await desk.change(principal, "not it")
    assert [(each["field"], each["code"]) for each in wrong.value.errors] == [
        ("current_password", "password_wrong")
    ]
    await desk.change(principal, PASSWORD)
    assert await verify_password(str(await desk.user("password_hash")), NEW_PASSWORD)
    assert await live_sessions(desk) == {here}
    assert await refused(desk, (await desk.sent(RESET))[0])


async def test_forgot_answers_the_same_for_every_address(anonymous: httpx.AsyncClient, shop: Shop) -> None:
    here = at(shop, anonymous)
    answers = [await here.post(FORGOT, json={"email": email}) for email in (shop.owner_email, new_email())]
    assert [(answer.status_code, answer.content) for answer in answers] == [(202, b"null")] * 2
    assert refusal(await here.post(FORGOT, json={"email": "a\x00b@example.com"})) == (422, "VALIDATION_ERROR")


async def test_me_says_and_changes_what_a_person_says_of_himself(shop: Shop) -> None:
    me = (await shop.client.get(ME)).json()
    assert (me["email_verified"], me["locale"]) == (False, None)
    changed = (await shop.client.patch(ME, json={"first_name": "Bia", "locale": "en"})).json()
    assert changed == me | {"user": me["user"] | {"first_name": "Bia"}, "locale": "en"}
    assert (await shop.client.patch(ME, json={})).json() == changed
    for bad in ({"locale": "fr"}, {"first_name": ""}, {"role": "operator"}):
        assert refusal(await shop.client.patch(ME, json=bad)) == (422, "VALIDATION_ERROR")


async def test_links_of_letters_prove_the_address_and_set_a_password(
    system: System, anonymous: httpx.AsyncClient, shop: Shop
) -> None:
    mailbox, here = await system.start_mail(), at(shop, anonymous)
    assert (await shop.client.post("/api/v1/auth/email/verification")).status_code == 202
    letter = await mailbox.letter(shop.owner_email, subject="Confirme seu e-mail")
    assert any(f"//{shop.subdomain}." in link and "/confirmar-email#" in link for link in letter.links)
    await here.post(FORGOT, json={"email": shop.owner_email})
    letter = await mailbox.letter(shop.owner_email, subject="Nova senha")
    link = next(link for link in letter.links if "/nova-senha#" in link)
    host, token = link.split("/nova-senha#")
    assert host == f"http://{shop.subdomain}.localhost:{system.gateway_port}"
    body = {"token": token, "password": NEW_PASSWORD}
    assert (await here.post("/api/v1/auth/password/reset", json=body)).status_code == 204
    assert refusal(await here.post("/api/v1/auth/password/reset", json=body)) == (401, "TOKEN_INVALID")
    assert refusal(await shop.client.get(ME)) == (401, "SESSION_REVOKED")
    login = await here.log_in(shop.owner_email, NEW_PASSWORD)
    assert refresh_token(login)
    me = await here.get(ME, token=login.json()["access_token"])
    assert me.json()["email_verified"] is True
    for secret in (token, NEW_PASSWORD):
        assert secret not in system.log_of("auth")
