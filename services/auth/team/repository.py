"""Queries of a shop's people and invitations; people are seen through row-level security."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, or_, select, update
from sqlalchemy import Sequence as Numbers
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.pagination import decode_id_cursor, encode_id_cursor
from libs.common.permissions import Role
from services.auth.models import User, invitations, tenant_users, tenants
from services.auth.team.models import PERSON_COLUMNS, Invitation, Person, Seats

AnyRow = Row[Any]

_U, _I = tenant_users.c, invitations.c
_NAMES = {
    "first_name": func.coalesce(_U.first_name, "").label("first_name"),
    "last_name": func.coalesce(_U.last_name, "").label("last_name"),
}
_PERSON = [_NAMES.get(name, _U[name]) for name in PERSON_COLUMNS]
_LISTED = (
    _U.id,
    _U.email,
    *_NAMES.values(),
    _U.role,
    _U.is_active,
    _U.email_verified_at.is_not(None).label("email_verified"),
    _U.last_login,
    _U.created_at,
    _U.version,
)
_OPEN = (_I.id, _I.email, _I.role, _I.user_id, _I.invited_by, _I.expires_at)
_INVITED = (_I.id, _I.email, _I.role, _I.invited_by, _I.created_at, _I.expires_at)

_COUNTS = Numbers("people_counts", schema="svc_auth")


@dataclass(frozen=True, slots=True)
class PageRows:
    items: Sequence[AnyRow]
    next_cursor: str | None


async def list_people(session: AsyncSession, *, cursor: str | None, limit: int) -> PageRows:
    """In the order they came."""
    return await _page(session, select(*_LISTED), _U.id, cursor, limit)


async def list_invitations(
    session: AsyncSession, tenant_id: UUID, now: datetime, *, cursor: str | None, limit: int
) -> PageRows:
    """The open ones, in the order they were first made."""
    query = select(*_INVITED).where(_I.tenant_id == tenant_id, _I.expires_at > now)
    return await _page(session, query, _I.id, cursor, limit)


async def hold_people(session: AsyncSession, *user_ids: UUID) -> dict[UUID, Person]:
    """These people and the shop's active owners, held: whatever changes a team waits here for its turn.

    All rows by one statement and in one order: two changes of each other never wait in a ring.
    """
    wanted = or_(_U.id.in_(user_ids), (_U.role == Role.OWNER) & _U.is_active)
    statement = select(*_PERSON).where(wanted).order_by(_U.id).with_for_update(key_share=True)
    return {row.id: Person(*row) for row in await session.execute(statement)}


async def find_person(session: AsyncSession, user_id: UUID) -> AnyRow:
    return (await session.execute(select(*_LISTED).where(_U.id == user_id))).one()


async def update_person(session: AsyncSession, user_id: UUID, changes: Mapping[str, Any]) -> None:
    """Of a person that this transaction holds."""
    values = {**changes, "version": _U.version + 1}
    await session.execute(update(tenant_users).where(_U.id == user_id).values(values))


async def add_person(session: AsyncSession, user: User, password_hash: str, verified_at: datetime) -> bool:
    """Whether the user was added; False when the e-mail is held, by anybody."""
    values = {
        "id": user.id,
        "tenant_id": user.tenant_id,
        "email": user.email,
        "password_hash": password_hash,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "role": user.role,
        "is_active": user.is_active,
        "email_verified_at": verified_at,
    }
    statement = upsert(tenant_users).values(values).on_conflict_do_nothing(index_elements=["email"])
    return (await session.execute(statement.returning(_U.id))).first() is not None


async def count_seats(session: AsyncSession, tenant_id: UUID, now: datetime) -> Seats:
    """Who is inactive takes none."""
    people = select(func.count()).select_from(tenant_users).where(_U.tenant_id == tenant_id, _U.is_active)
    invited = select(func.count()).select_from(invitations).where(_I.tenant_id == tenant_id, _I.expires_at > now)
    used = (people.scalar_subquery() + invited.scalar_subquery()).label("used")
    row = await session.execute(
        select(tenants.c.max_users, used, tenants.c.plan_type).where(tenants.c.id == tenant_id)
    )
    return Seats(*row.one())


async def count_active(session: AsyncSession, tenant_id: UUID) -> tuple[int, int]:
    """How many are active, and the number of this count."""
    active = select(func.count()).select_from(tenant_users).where(_U.tenant_id == tenant_id, _U.is_active)
    row = (await session.execute(select(active.scalar_subquery(), _COUNTS.next_value()))).one()
    return row[0], row[1]


async def locale_of_shop(session: AsyncSession, tenant_id: UUID) -> str:
    locale: str = (await session.execute(select(tenants.c.locale).where(tenants.c.id == tenant_id))).scalar_one()
    return locale


async def find_invitation_to(
    session: AsyncSession, tenant_id: UUID, email: str, now: datetime
) -> Invitation | None:
    """This shop's open invitation to the address."""
    return await _invitation(session, _open(tenant_id, now).where(_I.email == email))


async def find_invitation_of(
    session: AsyncSession, tenant_id: UUID, token_hash: bytes, now: datetime
) -> Invitation | None:
    """This shop's open invitation that the token stands for."""
    return await _invitation(session, _open(tenant_id, now).where(_I.token_hash == token_hash))


async def find_invitation(
    session: AsyncSession, tenant_id: UUID, invitation_id: UUID, now: datetime
) -> Invitation | None:
    return await _invitation(session, _open(tenant_id, now).where(_I.id == invitation_id))


async def put_invitation(session: AsyncSession, invitation_id: UUID, values: Mapping[str, Any]) -> AnyRow:
    """Adds the invitation, or renews the one there is: what was sent for it before opens nothing any more."""
    renewed = {name: values[name] for name in ("role", "token_hash", "invited_by", "expires_at")}
    statement = (
        upsert(invitations)
        .values(id=invitation_id, **values)
        .on_conflict_do_update(index_elements=["tenant_id", "email"], set_=renewed)
        .returning(*_INVITED, _I.user_id)
    )
    return (await session.execute(statement)).one()


async def delete_invitation(session: AsyncSession, invitation_id: UUID) -> bool:
    """Whether this transaction is the one that ends it."""
    statement = delete(invitations).where(_I.id == invitation_id).returning(_I.id)
    return (await session.execute(statement)).first() is not None


async def delete_invitations_by(session: AsyncSession, tenant_id: UUID, inviter: UUID) -> None:
    """All that he made in this shop and nobody accepted yet."""
    await session.execute(delete(invitations).where(_I.tenant_id == tenant_id, _I.invited_by == inviter))


async def prune_invitations(session: AsyncSession, before: datetime) -> None:
    """Forgets those that expired before then."""
    await session.execute(delete(invitations).where(_I.expires_at < before))


def _open(tenant_id: UUID, now: datetime) -> Select[Any]:
    return select(*_OPEN).where(_I.tenant_id == tenant_id, _I.expires_at > now)


async def _invitation(session: AsyncSession, statement: Select[Any]) -> Invitation | None:
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Invitation(*row)


async def _page(session: AsyncSession, query: Select[Any], key: Any, cursor: str | None, limit: int) -> PageRows:
    """One page, in order of `key`. Raises ValidationError for a cursor we did not issue."""
    after = decode_id_cursor(cursor)
    if after is not None:
        query = query.where(key > after)
    # One more than asked for says whether there is a next page.
    rows = (await session.execute(query.order_by(key).limit(limit + 1))).all()
    items = rows[:limit]
    return PageRows(items, encode_id_cursor(items[-1].id) if len(rows) > limit else None)
