"""`/api/v1/users`, and the door of an invitation: `/api/v1/auth/invitations`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from libs.common.auth import TeamPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.idempotency import IdempotentRoute
from libs.common.pagination import CursorParam, Limit, Page
from libs.common.tenancy.middleware import PUBLIC
from libs.common.tenancy.tenant import current_tenant, current_tenant_or_none
from services.auth.edge import Parts, RequestDevice, Transactions
from services.auth.origin import NO_OTHER_ORIGIN
from services.auth.schemas import SignedInOut
from services.auth.team import invitations, service
from services.auth.team.repository import AnyRow, PageRows
from services.auth.team.schemas import (
    AcceptIn,
    GreetingOut,
    InvitationIn,
    InvitationOut,
    InvitationTokenIn,
    PersonOut,
    PersonPatch,
)

Answers = dict[int | str, dict[str, Any]]


def _answers(described: Mapping[int, str]) -> Answers:
    return {status: {"model": Problem, "description": text} for status, text in described.items()}


_TEAM = _answers({401: "No access token, or not a valid one.", 403: "The role does not allow this."})
_NOT_FOUND = _answers({404: "The shop has nobody, or no invitation, of this id."})
_FULL = _answers({402: "The plan has no place for more people."})

router = APIRouter(prefix="/api/v1/users", tags=["team"], route_class=IdempotentRoute, responses=_TEAM)
# Not idempotent by key: an invitation works once, and an answer with tokens is never stored.
door = APIRouter(
    prefix="/api/v1/auth/invitations",
    tags=["team"],
    responses=_answers({401: "Unknown, spent, withdrawn, expired, or another shop's."}),
)


@router.get("", response_model=Page[PersonOut], summary="Who has an account in the shop")
async def list_people(
    _: TeamPrincipal, session: RegistrySession, cursor: CursorParam = None, limit: Limit = 20
) -> PageRows:
    return await service.list_people(session, cursor=cursor, limit=limit)


@router.get("/invitations", response_model=Page[InvitationOut], summary="Invitations nobody accepted yet")
async def list_invitations(
    _: TeamPrincipal, session: RegistrySession, cursor: CursorParam = None, limit: Limit = 20
) -> PageRows:
    return await invitations.list_invitations(session, current_tenant(), cursor=cursor, limit=limit)


@router.post(
    "/invitations",
    status_code=201,
    response_model=InvitationOut,
    responses=_FULL | _answers({409: "Somebody of this shop has the address."}),
    summary="Invite by e-mail, or send a new link: the old one opens nothing then",
)
async def invite(body: InvitationIn, principal: TeamPrincipal, parts: Parts, session: RegistrySession) -> AnyRow:
    return await invitations.invite(
        session, principal, current_tenant(), parts.sealer, email=body.email, role=body.role
    )


@router.delete(
    "/invitations/{invitation_id}", status_code=204, responses=_NOT_FOUND, summary="Withdraw an invitation"
)
async def withdraw(invitation_id: UUID, principal: TeamPrincipal, session: RegistrySession) -> None:
    await invitations.withdraw(session, principal, current_tenant(), invitation_id)


@router.patch(
    "/{user_id}",
    response_model=PersonOut,
    responses=_NOT_FOUND | _FULL | _answers({409: "Changed since it was read, or the last active owner."}),
    summary="Change role, activity or name",
)
async def change_person(
    user_id: UUID, body: PersonPatch, principal: TeamPrincipal, session: RegistrySession
) -> AnyRow:
    return await service.change_person(session, principal, user_id, version=body.version, changes=body.changes())


@router.delete(
    "/{user_id}",
    status_code=204,
    responses=_NOT_FOUND | _answers({409: "The last active owner."}),
    summary="Delete the account of somebody else",
)
async def remove_person(user_id: UUID, principal: TeamPrincipal, session: RegistrySession) -> None:
    await service.remove_person(session, principal, user_id)


@door.post(
    "/preview",
    response_model=GreetingOut,
    openapi_extra=PUBLIC,
    summary="What an invitation says, before it is accepted",
)
async def preview(body: InvitationTokenIn, response: Response, session: RegistrySession) -> invitations.Greeting:
    response.headers["Cache-Control"] = "no-store"
    return await invitations.preview(session, current_tenant_or_none(), token=body.token)


@door.post(
    "/accept",
    response_model=SignedInOut,
    dependencies=[NO_OTHER_ORIGIN],
    responses=_FULL
    | _answers({403: "Called by a page of another origin.", 409: "The address has an account by now."}),
    openapi_extra=PUBLIC,
    summary="Make the account an invitation is for, and sign in",
)
async def accept(
    body: AcceptIn, response: Response, parts: Parts, transaction: Transactions, device: RequestDevice
) -> SignedInOut:
    result = await invitations.accept(
        transaction,
        parts.issuer,
        token=body.token,
        shop=current_tenant_or_none(),
        password=body.password,
        names=(body.first_name, body.last_name),
        session_ttl=parts.session_ttl,
        device=device,
    )
    parts.cookie.put(response, result.refresh_token)
    response.headers["Cache-Control"] = "no-store"
    return SignedInOut.of_sign_in(result)
