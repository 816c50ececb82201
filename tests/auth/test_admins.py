"""The saga's side of auth, one event at a time and racing."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from tests.auth.helpers import Registered, aborted, count_users, deliver, schema_created
from tests.infra.shops import new_email

ROUNDS = 15


async def outcome(database: Database, saga_id: UUID) -> tuple[str, UUID | None, str | None]:
    query = text("SELECT outcome, user_id, email FROM svc_auth.saga_admins WHERE saga_id = :saga")
    async with database.transaction() as session:
        row = (await session.execute(query, {"saga": saga_id})).one()
    return row.outcome, row.user_id, row.email


async def test_schema_created_makes_the_owner_and_says_so(auth_db: Database, registered: Registered) -> None:
    email = new_email()
    event = schema_created(registered.tenant_id, email=f"  {email.upper()} ")
    answer = await deliver(auth_db, event)
    assert answer["type"] == "admin.created"
    assert answer["email"] == email
    assert await outcome(auth_db, event.saga_id) == ("created", UUID(answer["user_id"]), email)
    query = text("SELECT tenant_id, role, first_name FROM shared.tenant_users WHERE email = :email")
    async with auth_db.transaction(registry_scope(registered.tenant_id)) as session:
        row = (await session.execute(query, {"email": email})).one()
    assert (row.tenant_id, row.role, row.first_name) == (registered.tenant_id, "owner", "Ana")


async def test_schema_created_repeated_answers_the_same_user(auth_db: Database, registered: Registered) -> None:
    event = schema_created(registered.tenant_id)
    first, second = await deliver(auth_db, event), await deliver(auth_db, event)
    assert first == second
    assert await count_users(auth_db, registered.tenant_id, event.admin.email) == 1


async def test_schema_created_email_taken_is_rejected_each_time(
    auth_db: Database, registered: Registered, neighbour: Registered
) -> None:
    event = schema_created(registered.tenant_id, email=neighbour.owner_email.upper())
    for _ in range(2):
        answer = await deliver(auth_db, event)
        assert (answer["type"], answer["code"]) == ("admin.rejected", "EMAIL_TAKEN")
    assert await outcome(auth_db, event.saga_id) == ("rejected", None, None)
    assert await count_users(auth_db, registered.tenant_id, neighbour.owner_email) == 0
    assert await count_users(auth_db, neighbour.tenant_id, neighbour.owner_email) == 1


async def test_aborted_after_created_removes_the_owner_and_frees_the_email(
    auth_db: Database, registered: Registered
) -> None:
    event = schema_created(registered.tenant_id)
    await deliver(auth_db, event)
    for _ in range(2):
        assert (await deliver(auth_db, aborted(event)))["type"] == "admin.removed"
    assert await outcome(auth_db, event.saga_id) == ("aborted", None, None)
    again = schema_created(registered.tenant_id, email=event.admin.email)
    assert (await deliver(auth_db, again))["type"] == "admin.created"


async def test_aborted_before_created_keeps_the_owner_from_being_made(
    auth_db: Database, registered: Registered
) -> None:
    event = schema_created(registered.tenant_id)
    assert (await deliver(auth_db, aborted(event)))["type"] == "admin.removed"
    assert (await deliver(auth_db, event))["type"] == "admin.removed"
    assert await count_users(auth_db, registered.tenant_id, event.admin.email) == 0


async def test_aborted_after_rejected_leaves_the_holder_alone(
    auth_db: Database, registered: Registered, neighbour: Registered
) -> None:
    event = schema_created(registered.tenant_id, email=neighbour.owner_email)
    await deliver(auth_db, event)
    assert (await deliver(auth_db, aborted(event)))["type"] == "admin.removed"
    assert await count_users(auth_db, neighbour.tenant_id, neighbour.owner_email) == 1


async def test_created_and_aborted_at_once_always_end_aborted(auth_db: Database, registered: Registered) -> None:
    for _ in range(ROUNDS):
        event = schema_created(registered.tenant_id)
        answers = await asyncio.gather(deliver(auth_db, event), deliver(auth_db, aborted(event)))
        assert answers[0]["type"] in ("admin.created", "admin.removed")
        assert answers[1]["type"] == "admin.removed"
        assert (await outcome(auth_db, event.saga_id))[0] == "aborted"
        assert await count_users(auth_db, registered.tenant_id, event.admin.email) == 0


async def test_one_event_twice_at_once_makes_one_owner(auth_db: Database, registered: Registered) -> None:
    for _ in range(ROUNDS):
        event = schema_created(registered.tenant_id)
        first, second = await asyncio.gather(deliver(auth_db, event), deliver(auth_db, event))
        assert first == second
        assert await count_users(auth_db, registered.tenant_id, event.admin.email) == 1


async def test_two_sagas_with_one_email_at_once_one_is_rejected(
    auth_db: Database, registered: Registered, neighbour: Registered
) -> None:
    for _ in range(ROUNDS):
        email = new_email()
        rivals = [
            schema_created(registered.tenant_id, email=email),
            schema_created(neighbour.tenant_id, email=email),
        ]
        answers = await asyncio.gather(*(deliver(auth_db, event) for event in rivals))
        assert sorted(answer["type"] for answer in answers) == ["admin.created", "admin.rejected"]


async def test_users_without_scope_are_invisible(auth_db: Database, registered: Registered) -> None:
    async with auth_db.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM shared.tenant_users")) == 0


async def test_users_of_another_scope_are_invisible(
    auth_db: Database, registered: Registered, neighbour: Registered
) -> None:
    assert await count_users(auth_db, registered.tenant_id, registered.owner_email) == 1
    assert await count_users(auth_db, neighbour.tenant_id, registered.owner_email) == 0
    async with auth_db.transaction(registry_scope(None)) as session:
        query = text("SELECT count(*) FROM shared.tenant_users WHERE tenant_id IS NOT NULL")
        assert await session.scalar(query) == 0


async def test_user_for_anneighbour_than_the_scope_is_refused(
    auth_db: Database, registered: Registered, neighbour: Registered
) -> None:
    event = schema_created(neighbour.tenant_id)
    with pytest.raises(Exception, match="row-level security"):
        async with auth_db.transaction(registry_scope(registered.tenant_id)) as session:
            await session.execute(
                text(
                    "INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, role)"
                    " VALUES (:id, :tenant, :email, 'x', 'owner')"
                ),
                {"id": new_id(), "tenant": neighbour.tenant_id, "email": event.admin.email},
            )
