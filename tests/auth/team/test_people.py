"""Who works in the shop: seen, changed, switched off and removed."""

import asyncio
from typing import Any

import httpx

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from services.auth.team.repository import hold_people, update_person
from tests.auth.helpers import refresh_token, refusal, run
from tests.auth.team.helpers import FORBIDDEN, NOT_FOUND, USERS, Member, Team
from tests.infra.shops import PASSWORD
from tests.infra.waiting import eventually

STALE = (409, "STALE_VERSION")
REVOKED = (401, "SESSION_REVOKED")


def last_owner(answer: httpx.Response) -> bool:
    return refusal(answer) == (409, "WRONG_STATE") and answer.json()["reason"] == "LAST_OWNER"


async def test_people_are_listed_page_by_page(team: Team) -> None:
    colleagues = [await team.hire(role) for role in ("manager", "user")]
    items: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        answer = await team.owner.call("GET", f"{USERS}?limit=2{cursor and f'&cursor={cursor}'}")
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        cursor = answer.json()["next_cursor"]
    assert [item["id"] for item in items] == [str(each.id) for each in (team.owner, *colleagues)]
    owner = items[0]
    assert (owner["email"], owner["role"], owner["version"]) == (team.owner.email, "owner", 1)
    assert owner["is_active"] is owner["email_verified"] is True
    assert owner["last_login"] >= owner["created_at"]
    assert not {"password_hash", "tenant_id"} & owner.keys()
    bad = await team.owner.call("GET", f"{USERS}?cursor=nonsense")
    assert refusal(bad) == (422, "VALIDATION_ERROR")


async def test_team_is_nothing_for_users_nor_for_anybody(team: Team) -> None:
    user = await team.hire("user")
    answers = [
        await user.call("GET", USERS),
        await user.invite("someone@example.com"),
        await user.change(team.owner, first_name="Eva"),
        await user.remove(team.owner),
    ]
    assert [refusal(answer) for answer in answers] == [FORBIDDEN] * 4
    assert refusal(await team.here.get(USERS)) == (401, "TOKEN_MISSING")


async def test_role_change_outdates_tokens_and_keeps_the_session(team: Team) -> None:
    colleague = await team.hire("user")
    answer = await team.owner.change(colleague, role="manager", first_name="Rita")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["role"], body["first_name"], body["last_name"]) == ("manager", "Rita", "Reis")
    assert body["version"] == 2
    assert await team.revocations_of(colleague) == [False]
    refreshed = await colleague.refresh()
    refresh_token(refreshed)
    assert refreshed.json()["user"]["role"] == "manager"


async def test_name_change_leaves_tokens_alone(team: Team) -> None:
    colleague = await team.hire("user")
    assert (await team.owner.change(colleague, last_name="Melo", role="user")).status_code == 200
    assert await team.revocations_of(colleague) == []


async def test_deactivation_ends_sessions_until_he_is_back(team: Team) -> None:
    colleague = await team.hire("user")
    answer = await team.owner.change(colleague, is_active=False)
    assert (answer.status_code, answer.json()["is_active"]) == (200, False)
    assert await team.revocations_of(colleague) == [True]
    assert refusal(await colleague.refresh()) == REVOKED
    assert refusal(await team.here.log_in(colleague.email, PASSWORD)) == (401, "INVALID_CREDENTIALS")
    assert (await team.owner.change(colleague, version=2, is_active=True)).status_code == 200
    refresh_token(await team.here.log_in(colleague.email, PASSWORD))
    assert refusal(await colleague.refresh()) == REVOKED


async def test_return_to_a_full_shop_is_402(team: Team) -> None:
    colleague = await team.hire("user")
    await team.owner.change(colleague, is_active=False)
    await team.allow(1)
    answer = await team.owner.change(colleague, version=2, is_active=True)
    assert refusal(answer) == (402, "PLAN_LIMIT_REACHED")
    assert {name: answer.json()[name] for name in ("limit", "used", "plan_type")} == {
        "limit": 1,
        "used": 1,
        "plan_type": "basic",
    }


async def test_removed_person_is_gone_with_his_sessions(team: Team) -> None:
    colleague = await team.hire("manager")
    assert (await team.owner.remove(colleague)).status_code == 204
    assert await team.row_of(colleague, "id") is None
    assert await team.revocations_of(colleague) == [True]
    assert refusal(await colleague.refresh()) == REVOKED
    assert refusal(await team.owner.remove(colleague)) == NOT_FOUND
    assert refusal(await colleague.call("GET", "/api/v1/auth/me")) == REVOKED


async def test_stale_version_is_409_and_changes_nothing(team: Team) -> None:
    colleague = await team.hire("user")
    assert (await team.owner.change(colleague, first_name="Rita")).status_code == 200
    assert refusal(await team.owner.change(colleague, role="owner")) == STALE
    assert await team.row_of(colleague, "role") == "user"


BAD_CHANGES: list[dict[str, Any]] = [
    {"role": "operator"},
    {"role": None},
    {"is_active": None},
    {"is_active": "no"},
    {"first_name": ""},
    {"email": "other@example.com"},
    {"version": None},
    {"version": 0},
]


async def test_bad_change_is_422(team: Team) -> None:
    answers = [await team.owner.change(team.owner, **change) for change in BAD_CHANGES]
    assert [refusal(answer) for answer in answers] == [(422, "VALIDATION_ERROR")] * len(BAD_CHANGES)


async def test_person_of_another_shop_is_404(team: Team, neighbour_team: Team) -> None:
    stranger = await neighbour_team.hire("user")
    assert refusal(await team.owner.change(stranger, is_active=False)) == NOT_FOUND
    assert refusal(await team.owner.remove(stranger)) == NOT_FOUND
    assert refusal(await team.owner.call("DELETE", f"{USERS}/{new_id()}")) == NOT_FOUND
    assert refusal(await team.owner.call("DELETE", f"{USERS}/7")) == (422, "VALIDATION_ERROR")
    assert await neighbour_team.row_of(stranger, "is_active")
    listed = (await team.owner.call("GET", USERS)).json()["items"]
    assert [item["email"] for item in listed] == [team.owner.email]


async def test_manager_changes_users_and_nobody_else(team: Team) -> None:
    manager, other, user = [await team.hire(role) for role in ("manager", "manager", "user")]
    refused = [
        await manager.change(user, role="manager"),
        await manager.change(other, first_name="Eva"),
        await manager.change(team.owner, is_active=False),
        await manager.remove(other),
        await manager.remove(team.owner),
    ]
    assert [refusal(answer) for answer in refused] == [FORBIDDEN] * len(refused)
    assert (await manager.change(user, first_name="Eva", is_active=False)).status_code == 200
    assert (await manager.remove(user)).status_code == 204


async def test_nobody_changes_what_he_himself_may(team: Team) -> None:
    second = await team.hire("owner")
    refused = [
        await second.change(second, role="user"),
        await second.change(second, is_active=False),
        await second.remove(second),
    ]
    assert [refusal(answer) for answer in refused] == [FORBIDDEN] * 3
    assert (await second.change(second, first_name="Eva", role="owner")).status_code == 200


async def test_last_active_owner_stays(team: Team) -> None:
    second = await team.hire("owner")
    assert (await team.owner.change(second, is_active=False)).status_code == 200
    assert last_owner(await team.owner.change(team.owner, role="manager"))
    assert last_owner(await team.owner.change(team.owner, is_active=False))
    assert last_owner(await team.owner.remove(team.owner))
    assert await team.row_of(team.owner, "role") == "owner"
    assert await team.revocations_of(team.owner) == []


async def test_role_of_the_token_counts_no_more_once_it_was_changed(team: Team) -> None:
    manager, user = await team.hire("manager"), await team.hire("user")
    await team.owner.change(manager, role="user")
    assert refusal(await manager.remove(user)) in (FORBIDDEN, (401, "TOKEN_EXPIRED"), REVOKED)
    assert await team.row_of(user, "id") == user.id


async def are_waiting(database: Database, number: int) -> bool:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND wait_event_type = 'Lock' AND query LIKE '%shared.tenant_users%'"
    )
    return bool((await run(database, query)).scalar_one() == number)


async def held_up(team: Team, *requests: Any, inactive: Member | None = None) -> list[httpx.Response]:
    """The answers of requests that all wait for the team's rows, let go at once; `inactive` is so by then."""
    async with team.database.transaction(registry_scope(team.shop.tenant_id)) as session:
        await hold_people(session)
        if inactive is not None:
            await update_person(session, inactive.id, {"is_active": False})
        sent = [asyncio.create_task(request) for request in requests]
        await eventually(lambda: are_waiting(team.database, len(sent)))
    return list(await asyncio.gather(*sent))


async def test_two_owners_who_demote_each_other_leave_one(team: Team) -> None:
    first, second = team.owner, await team.hire("owner")
    answers = await held_up(team, first.change(second, role="user"), second.change(first, role="user"))
    assert sorted(answer.status_code for answer in answers) == [200, 403]
    assert sorted([await team.row_of(each, "role") for each in (first, second)]) == ["owner", "user"]


async def test_two_owners_who_remove_each_other_leave_one(team: Team) -> None:
    first, second = team.owner, await team.hire("owner")
    answers = await held_up(team, first.remove(second), second.remove(first))
    assert sorted(answer.status_code for answer in answers) == [204, 403]
    left = [await team.row_of(each, "id") for each in (first, second)]
    assert left.count(None) == 1


async def test_sign_in_and_refresh_see_a_deactivation_that_is_under_way(team: Team) -> None:
    colleague = await team.hire("user")
    requests = (team.here.log_in(colleague.email, PASSWORD), colleague.refresh())
    answers = await held_up(team, *requests, inactive=colleague)
    assert [refusal(answer) for answer in answers] == [(401, "INVALID_CREDENTIALS"), REVOKED]
