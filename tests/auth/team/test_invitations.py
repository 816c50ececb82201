"""An invitation on its way: written, renewed, withdrawn, accepted; and all that makes it worth nothing."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from libs.common.clock import utc_now
from libs.common.database import Database
from services.auth.handlers import prune_job
from services.auth.tokens import hash_token
from tests.auth.helpers import Browser, refresh_token, refusal, run
from tests.auth.team.helpers import (
    ACCEPT,
    FORBIDDEN,
    INVALID,
    INVITATIONS,
    NOT_FOUND,
    PREVIEW,
    USERS,
    Team,
    link_token,
)
from tests.infra.mail import Mailbox
from tests.infra.shops import PASSWORD, new_email
from tests.infra.sql import fetch, fetchval

TAKEN = (409, "EMAIL_TAKEN")
FULL = (402, "PLAN_LIMIT_REACHED")
HELD = "SELECT count(*) FROM svc_auth.invitations WHERE email = :email"


async def invited_by_letter(team: Team, mailbox: Mailbox, role: str = "user") -> tuple[str, str]:
    """A new address, and the token that came there."""
    email = new_email()
    answer = await team.owner.invite(email, role)
    assert answer.status_code == 201, answer.text
    return email, await link_token(mailbox, email)


async def is_held(database: Database, email: str) -> bool:
    return bool((await run(database, HELD, email=email)).scalar_one())


async def test_invitation_becomes_a_colleague(team: Team, mailbox: Mailbox) -> None:
    email = new_email()
    answer = await team.owner.invite(email.upper(), "manager")
    assert answer.status_code == 201, answer.text
    invited = answer.json()
    assert (invited["email"], invited["role"], invited["invited_by"]) == (email, "manager", str(team.owner.id))
    life = datetime.fromisoformat(invited["expires_at"]) - utc_now()
    assert timedelta(days=6, hours=23) < life <= timedelta(days=7)
    assert await team.owner.invited() == [invited]

    letter = await mailbox.letter(email)
    token = await link_token(mailbox, email)
    assert f"http://{team.shop.subdomain}.localhost:{team.system.gateway_port}/convite#{token}" in letter.links
    assert "Ana Souza" in letter.subject
    greeting = await team.here.post(PREVIEW, json={"token": token})
    assert greeting.json() == {"shop": f"Pet {team.shop.subdomain}", "email": email, "role": "manager"}
    assert greeting.headers["cache-control"] == "no-store"

    accepted = await team.accept(token)
    refresh_token(accepted)
    login = await team.here.log_in(email, PASSWORD)
    assert accepted.json().keys() == login.json().keys()
    assert accepted.json()["user"] == login.json()["user"]
    assert accepted.json()["user"]["role"] == "manager"
    assert accepted.headers["cache-control"] == "no-store"
    assert await team.owner.invited() == []
    colleague = (await team.owner.call("GET", USERS)).json()["items"][-1]
    assert (colleague["email"], colleague["first_name"], colleague["last_name"]) == (email, "Caio", "Dias")
    assert colleague["email_verified"] is True
    assert refusal(await team.accept(token)) == INVALID


async def test_inviter_must_have_proven_his_own_address(team: Team) -> None:
    query = "UPDATE shared.tenant_users SET email_verified_at = NULL WHERE id = $1"
    await fetch(team.system.admin_url, query, team.owner.id)
    assert refusal(await team.owner.invite(new_email())) == (403, "EMAIL_NOT_VERIFIED")
    assert await team.owner.invited() == []


async def test_manager_invites_users_alone_and_leaves_other_invitations_be(team: Team) -> None:
    manager, email = await team.hire("manager"), new_email()
    assert [refusal(await manager.invite(email, role)) for role in ("owner", "manager")] == [FORBIDDEN] * 2
    invited = (await team.owner.invite(email, "manager")).json()
    assert refusal(await manager.invite(email, "user")) == FORBIDDEN
    assert refusal(await manager.call("DELETE", f"{INVITATIONS}/{invited['id']}")) == FORBIDDEN
    assert await manager.invited() == [invited]
    own = (await manager.invite(new_email())).json()
    assert (await manager.call("DELETE", f"{INVITATIONS}/{own['id']}")).status_code == 204


async def test_colleague_is_not_invited_again(team: Team) -> None:
    colleague = await team.hire("user")
    assert refusal(await team.owner.invite(colleague.email)) == TAKEN


async def test_address_of_another_shop_is_answered_like_any_other_and_gets_no_letter(
    team: Team, neighbour_team: Team, mailbox: Mailbox
) -> None:
    taken, free = neighbour_team.owner.email, new_email()
    answers = [await team.owner.invite(email) for email in (taken, free)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json().keys() == answers[1].json().keys()
    assert [item["email"] for item in await team.owner.invited()] == [taken, free]
    # Letters leave in their order: when the second is there, the first would be.
    await link_token(mailbox, free)
    assert [letter for letter in await mailbox.letters(taken) if "convidou" in letter.subject] == []


async def test_second_invitation_takes_the_place_of_the_first(team: Team, mailbox: Mailbox) -> None:
    email, first = await invited_by_letter(team, mailbox)
    again = await team.owner.invite(email, "owner")
    second = await link_token(mailbox, email, letters=2)
    assert second != first
    assert [(item["id"], item["role"]) for item in await team.owner.invited()] == [(again.json()["id"], "owner")]
    assert refusal(await team.accept(first)) == INVALID
    assert (await team.accept(second)).json()["user"]["role"] == "owner"


async def test_withdrawn_invitation_opens_nothing(team: Team, mailbox: Mailbox) -> None:
    _, token = await invited_by_letter(team, mailbox)
    (invited,) = await team.owner.invited()
    path = f"{INVITATIONS}/{invited['id']}"
    assert (await team.owner.call("DELETE", path)).status_code == 204
    assert refusal(await team.owner.call("DELETE", path)) == NOT_FOUND
    assert refusal(await team.accept(token)) == INVALID
    assert refusal(await team.here.post(PREVIEW, json={"token": token})) == INVALID


async def test_invitations_are_the_shops_own(team: Team, neighbour_team: Team) -> None:
    email = new_email()
    invited = (await neighbour_team.owner.invite(email)).json()
    assert refusal(await team.owner.call("DELETE", f"{INVITATIONS}/{invited['id']}")) == NOT_FOUND
    assert await team.owner.invited() == []
    assert (await team.owner.invite(email)).json()["id"] != invited["id"]
    assert await neighbour_team.owner.invited() == [invited]


async def test_worthless_tokens_get_one_answer(
    team: Team, neighbour_team: Team, mailbox: Mailbox, anonymous: httpx.AsyncClient
) -> None:
    email, expired = await invited_by_letter(team, mailbox)
    query = "UPDATE svc_auth.invitations SET expires_at = now() WHERE token_hash = :h"
    await run(team.database, query, h=hash_token(expired))
    _, live = await invited_by_letter(team, mailbox)
    answers = [
        await team.accept("link_" + "x" * 43),
        await team.accept(expired),
        await team.accept(live, at=neighbour_team.here),
        await team.accept(live, at=Browser(anonymous)),
        await team.here.post(PREVIEW, json={"token": expired}),
        await neighbour_team.here.post(PREVIEW, json={"token": live}),
        await Browser(anonymous).post(PREVIEW, json={"token": live}),
    ]
    assert [refusal(answer) for answer in answers] == [INVALID] * len(answers)
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert all("set-cookie" not in answer.headers for answer in answers)
    assert [item["email"] for item in await team.owner.invited()] != [email]
    await prune_job(team.database).run()
    assert not await is_held(team.database, email)
    refresh_token(await team.accept(live))


async def test_address_taken_meanwhile_is_409_and_spends_nothing(team: Team, mailbox: Mailbox) -> None:
    email, token = await invited_by_letter(team, mailbox)
    colleague = await team.hire("user")
    move = "UPDATE shared.tenant_users SET email = $2 WHERE id = $1"
    await fetch(team.system.admin_url, move, colleague.id, email)
    assert refusal(await team.accept(token)) == TAKEN
    await fetch(team.system.admin_url, move, colleague.id, colleague.email)
    refresh_token(await team.accept(token))


async def test_accepted_twice_at_once_is_one_account(team: Team, mailbox: Mailbox) -> None:
    email, token = await invited_by_letter(team, mailbox)
    answers = await asyncio.gather(*(team.accept(token) for _ in range(4)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 3}
    emails = [item["email"] for item in (await team.owner.call("GET", USERS)).json()["items"]]
    assert emails.count(email) == 1


async def test_seats_are_kept_by_open_invitations_and_not_by_the_inactive(team: Team, mailbox: Mailbox) -> None:
    await team.allow(2)
    email, token = await invited_by_letter(team, mailbox)
    answer = await team.owner.invite(new_email())
    assert (refusal(answer), answer.json()["limit"], answer.json()["used"]) == (FULL, 2, 2)
    assert (await team.owner.invite(email)).status_code == 201
    await team.allow(1)
    token = await link_token(mailbox, email, letters=2)
    assert refusal(await team.accept(token)) == FULL
    await team.allow(2)
    refresh_token(await team.accept(token))
    colleague = (await team.owner.call("GET", USERS)).json()["items"][-1]
    inactive = {"is_active": False, "version": 1}
    assert (await team.owner.call("PATCH", f"{USERS}/{colleague['id']}", inactive)).status_code == 200
    assert (await team.owner.invite(new_email())).status_code == 201


async def test_repeated_request_gets_the_stored_answer_and_one_letter(team: Team, mailbox: Mailbox) -> None:
    email, key = new_email(), {"Idempotency-Key": f"invite-{new_email()}"}
    first, second = [await team.owner.invite(email, **key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert refusal(await team.owner.invite(email, "manager", **key)) == (422, "IDEMPOTENCY_KEY_REUSED")
    token = await link_token(mailbox, email)
    # The door takes no key: a second try gets its own answer.
    headers = {"Host": team.here.host} | key
    body = {"token": token, "password": PASSWORD, "first_name": "Caio", "last_name": "Dias"}
    answers = [await team.here.client.post(ACCEPT, json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 401]
    assert len(await mailbox.letters(email)) == 1


BAD_INPUT: list[tuple[str, dict[str, Any]]] = [
    (INVITATIONS, {"email": "nobody"}),
    (INVITATIONS, {"role": "operator"}),
    (INVITATIONS, {"surprise": 1}),
    (ACCEPT, {"password": "short"}),
    (ACCEPT, {"password": "x" * 129}),
    (ACCEPT, {"first_name": ""}),
    (ACCEPT, {"token": ""}),
    (ACCEPT, {"token": "\x00"}),
    (PREVIEW, {"token": None}),
]


async def test_bad_input_is_422(team: Team) -> None:
    bodies: dict[str, dict[str, Any]] = {
        INVITATIONS: {"email": new_email(), "role": "user"},
        ACCEPT: {"token": "x", "password": PASSWORD, "first_name": "Caio", "last_name": "Dias"},
        PREVIEW: {"token": "x"},
    }
    answers = [await team.owner.call("POST", path, bodies[path] | change) for path, change in BAD_INPUT]
    assert [refusal(answer) for answer in answers] == [(422, "VALIDATION_ERROR")] * len(BAD_INPUT)


@pytest.mark.parametrize("end", ["demoted", "switched off", "removed"])
async def test_invitation_is_worth_what_its_writer_still_may(team: Team, mailbox: Mailbox, end: str) -> None:
    writer = await team.hire("owner")
    email = new_email()
    assert (await writer.invite(email, "owner")).status_code == 201
    token = await link_token(mailbox, email)
    if end == "removed":
        assert (await team.owner.remove(writer)).status_code == 204
    else:
        change = {"role": "user"} if end == "demoted" else {"is_active": False}
        assert (await team.owner.change(writer, **change)).status_code == 200
    assert refusal(await team.accept(token)) == INVALID
    assert await team.owner.invited() == []


async def test_invitation_of_who_was_demoted_past_the_rules_is_refused_too(team: Team, mailbox: Mailbox) -> None:
    writer = await team.hire("manager")
    email = new_email()
    assert (await writer.invite(email)).status_code == 201
    token = await link_token(mailbox, email)
    await fetch(team.system.admin_url, "UPDATE shared.tenant_users SET role = 'user' WHERE id = $1", writer.id)
    assert refusal(await team.accept(token)) == INVALID


async def test_invitations_are_told_to_the_audit(team: Team) -> None:
    invited = (await team.owner.invite(new_email(), "manager")).json()
    await team.owner.call("DELETE", f"{INVITATIONS}/{invited['id']}")
    told = (await team.owner.call("GET", "/api/v1/audit?entity=invitation")).json()["items"]
    assert [(item["action"], item["entity_id"]) for item in told] == [
        ("invitation.deleted", invited["id"]),
        ("invitation.created", invited["id"]),
    ]
    assert told[1]["after"] == {"email": invited["email"], "role": "manager"}


async def test_password_that_is_easily_guessed_is_refused_and_the_invitation_stays_good(
    team: Team, mailbox: Mailbox
) -> None:
    email, token = await invited_by_letter(team, mailbox)
    body = {"token": token, "first_name": "Caio", "last_name": "Dias"}
    for weak in ("password", "12345678", email.partition("@")[0], "caiodias"):
        answer = await team.here.post(ACCEPT, json=body | {"password": weak})
        assert refusal(answer) == (422, "VALIDATION_ERROR")
        (problem,) = answer.json()["errors"]
        assert (problem["field"], problem["code"]) == ("password", "password_weak")
    assert (await team.accept(token)).status_code == 200


async def test_token_stands_in_no_log_and_in_no_table(team: Team, mailbox: Mailbox) -> None:
    email, token = await invited_by_letter(team, mailbox)
    stored = "SELECT i::text FROM svc_auth.invitations i WHERE email = $1"
    row = await fetchval(team.system.admin_url, stored, email)
    assert token not in row
    assert token.encode().hex() not in row
    assert hash_token(token).hex() in row
    await team.accept(token)
    for service in ("auth", "notifications"):
        log = team.system.log_of(service)
        assert token not in log
        assert PASSWORD not in log
