"""The rules of who works in a shop.

Every change first holds the shop's owners (`hold_people`), so changes of one team happen one after the other and
each sees what the one before it left. A constraint in the database would have to take the same lock, or two owners
who demote each other would both pass it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import record
from libs.common.auth import Principal
from libs.common.clock import utc_now
from libs.common.errors import ForbiddenError, NotFoundError, PlanLimitReachedError, StaleVersionError
from services.auth import repository as users
from services.auth import revocations
from services.auth.errors import LastOwnerError
from services.auth.team import repository
from services.auth.team.models import Person
from services.auth.team.repository import AnyRow, PageRows
from services.auth.team.rules import may_change
from services.auth.team.usage import tell_usage


async def list_people(session: AsyncSession, *, cursor: str | None, limit: int) -> PageRows:
    """Everybody who has an account in the shop, active or not; that somebody looked is told to the audit."""
    await record(session, "user.listed", entity="user")
    return await repository.list_people(session, cursor=cursor, limit=limit)


async def change_person(
    session: AsyncSession, principal: Principal, user_id: UUID, *, version: int, changes: Mapping[str, Any]
) -> AnyRow:
    """Changes role, activity or name.

    Raises NotFoundError, ForbiddenError, StaleVersionError, LastOwnerError, or PlanLimitReachedError for who would
    come back to a full shop.
    """
    held = await repository.hold_people(session, principal.user_id, user_id)
    actor, person = _actor(held, principal), _found(held, user_id)
    role, is_active = changes.get("role", person.role), changes.get("is_active", person.is_active)
    _require_may_change(actor, person, role)
    if person.version != version:
        raise StaleVersionError("It changed since you read it: read it again.")
    if role != person.role or is_active != person.is_active:
        _require_may_leave(held, actor, person, stays_owner=role == person.role and is_active)
    if is_active and not person.is_active:
        await require_seat(session, _shop_of(principal))
    await repository.update_person(session, user_id, changes)
    if is_active != person.is_active:
        await tell_usage(session, _shop_of(principal))
    if role != person.role or not is_active:
        # They were worth what he was.
        await repository.delete_invitations_by(session, _shop_of(principal), user_id)
    if person.is_active and not is_active:
        await revocations.end_sessions_of_user(session, user_id, principal.tenant_id)
    elif role != person.role:
        await revocations.outdate_tokens_of_user(session, user_id, principal.tenant_id)
    return await repository.find_person(session, user_id)


async def remove_person(session: AsyncSession, principal: Principal, user_id: UUID) -> None:
    """Deletes the account, with its sessions ended. Raises NotFoundError, ForbiddenError or LastOwnerError."""
    held = await repository.hold_people(session, principal.user_id, user_id)
    actor, person = _actor(held, principal), _found(held, user_id)
    _require_may_change(actor, person, person.role)
    _require_may_leave(held, actor, person, stays_owner=False)
    await repository.delete_invitations_by(session, _shop_of(principal), user_id)
    await users.delete_user(session, user_id)
    if person.is_active:
        await tell_usage(session, _shop_of(principal))
    await revocations.end_sessions_of_user(session, user_id, principal.tenant_id)


async def hold_actor(session: AsyncSession, principal: Principal) -> Person:
    """Who is asking, as he is now. Raises ForbiddenError for who does not work here, or no longer."""
    return _actor(await repository.hold_people(session, principal.user_id), principal)


async def require_seat(session: AsyncSession, tenant_id: UUID) -> None:
    """Raises PlanLimitReachedError when the shop's plan has no place for one more."""
    seats = await repository.count_seats(session, tenant_id, utc_now())
    if seats.used >= seats.limit:
        raise PlanLimitReachedError(limit=seats.limit, used=seats.used, plan_type=seats.plan_type)


def _shop_of(principal: Principal) -> UUID:
    if principal.tenant_id is None:
        raise ForbiddenError
    return principal.tenant_id


def _actor(held: Mapping[UUID, Person], principal: Principal) -> Person:
    """His role of this moment: that of his token may be some minutes old."""
    actor = held.get(principal.user_id)
    if actor is None or not actor.is_active:
        raise ForbiddenError
    return actor


def _found(held: Mapping[UUID, Person], user_id: UUID) -> Person:
    person = held.get(user_id)
    if person is None:
        raise NotFoundError
    return person


def _require_may_change(actor: Person, person: Person, role: str) -> None:
    if actor.id != person.id and not may_change(actor.role, person.role, role):
        raise ForbiddenError


def _require_may_leave(held: Mapping[UUID, Person], actor: Person, person: Person, *, stays_owner: bool) -> None:
    """Raises LastOwnerError for who would leave the shop without one, ForbiddenError for who changes himself."""
    owners = {each.id for each in held.values() if each.is_active_owner}
    if not stays_owner and owners == {person.id}:
        raise LastOwnerError
    if actor.id == person.id:
        raise ForbiddenError("Nobody changes what he himself may do.")
