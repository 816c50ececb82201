"""The proof of an e-mail address, a new password, and oneself."""

from typing import Any

from fastapi import APIRouter, Response

from libs.common.auth import AccountPrincipal, AnyPrincipal, ShopPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.tenancy.middleware import PUBLIC
from libs.common.tenancy.tenant import current_tenant_or_none
from services.auth.accounts import service
from services.auth.accounts.schemas import (
    ChangePasswordIn,
    ForgotPasswordIn,
    MeOut,
    MePatch,
    ResetPasswordIn,
    VerifyEmailIn,
)
from services.auth.edge import Parts, Transactions, VisitingClient
from services.auth.origin import NO_OTHER_ORIGIN

router = APIRouter(prefix="/api/v1/auth", tags=["auth"])

_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Not signed in, or the link is no good."},
    429: {"model": Problem, "description": "Too many attempts; `Retry-After` says when to come again."},
}


@router.post(
    "/email/verify",
    status_code=204,
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="Prove an e-mail address by the token of a letter",
)
async def verify_email(
    body: VerifyEmailIn, transaction: Transactions, parts: Parts, client: VisitingClient
) -> None:
    attempt = parts.throttle.use_link(client)
    await service.verify_email(transaction, attempt=attempt, token=body.token, shop=current_tenant_or_none())


@router.post("/email/verification", status_code=202, responses=_REFUSED, summary="Ask for that letter once more")
async def ask_for_verification(principal: ShopPrincipal, session: RegistrySession, parts: Parts) -> None:
    await service.ask_for_verification(session, parts.letters, principal)


@router.post(
    "/password/forgot",
    status_code=202,
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="Ask for a letter that sets a new password; the answer is the same for every address",
)
async def forgot_password(
    body: ForgotPasswordIn, session: RegistrySession, parts: Parts, client: VisitingClient
) -> None:
    attempt = parts.throttle.ask(body.email, client)
    await service.ask_for_reset(session, attempt=attempt, email=body.email, shop=current_tenant_or_none())


@router.post(
    "/password/reset",
    status_code=204,
    dependencies=[NO_OTHER_ORIGIN],
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="Set a new password by the token of a letter; every session of the user ends",
)
async def reset_password(
    body: ResetPasswordIn, response: Response, transaction: Transactions, parts: Parts, client: VisitingClient
) -> None:
    email = await service.reset_password(
        transaction,
        attempt=parts.throttle.use_link(client),
        token=body.token,
        password=body.password,
        shop=current_tenant_or_none(),
    )
    parts.device_cookie.put(response, parts.throttle.devices.remember(client.cookie, email))


@router.post(
    "/password/change",
    status_code=204,
    responses=_REFUSED,
    summary="Set a new password; the user's other sessions end",
)
async def change_password(
    body: ChangePasswordIn, principal: AccountPrincipal, transaction: Transactions, parts: Parts
) -> None:
    await service.change_password(
        transaction, parts.throttle, principal, current=body.current_password, password=body.new_password
    )


@router.get("/me", response_model=MeOut, responses=_REFUSED, summary="Who is signed in")
async def show_me(principal: AnyPrincipal, response: Response, session: RegistrySession) -> MeOut:
    response.headers["Cache-Control"] = "no-store"
    return MeOut.of_me(*await service.show_me(session, principal))


@router.patch("/me", response_model=MeOut, responses=_REFUSED, summary="Change one's own name or language")
async def change_me(body: MePatch, principal: AccountPrincipal, session: RegistrySession) -> MeOut:
    return MeOut.of_me(*await service.change_me(session, principal, body.changes()))
