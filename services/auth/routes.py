"""Signing in and out, the session's next token, and the keys that verify tokens."""

from typing import Any

from fastapi import APIRouter, Request, Response

from libs.common.auth import AccountPrincipal, AnyPrincipal, ShopPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.tenancy.middleware import PLATFORM_PUBLIC, PUBLIC
from libs.common.tenancy.tenant import current_tenant_or_none
from services.auth import handoff, impersonation, service
from services.auth.edge import Parts, Transactions
from services.auth.errors import RefreshTokenMissingError
from services.auth.schemas import AccountOut, HandoffIn, HandoffOut, JwksOut, LoginIn, SignedInOut

router = APIRouter(prefix="/api/v1/auth", tags=["auth"])
well_known = APIRouter(tags=["auth"])

_REFUSED: dict[int | str, dict[str, Any]] = {401: {"model": Problem, "description": "Not signed in."}}
_JWKS_CACHE = "public, max-age=300"


@router.post(
    "/login",
    response_model=SignedInOut,
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="Sign in: on a shop's host its own users, at the apex everybody",
)
async def log_in(body: LoginIn, response: Response, parts: Parts, transaction: Transactions) -> SignedInOut:
    result = await service.log_in(
        transaction,
        parts.issuer,
        email=body.email,
        password=body.password,
        shop=current_tenant_or_none(),
        session_ttl=parts.session_ttl,
    )
    return _signed_in(result, response, parts)


@router.post(
    "/refresh",
    response_model=SignedInOut,
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="The next access token, for the refresh cookie",
)
async def refresh(request: Request, response: Response, parts: Parts, transaction: Transactions) -> SignedInOut:
    token = parts.cookie.read(request)
    if token is None:
        raise RefreshTokenMissingError
    result = await service.refresh(
        transaction,
        parts.issuer,
        token=token,
        shop=current_tenant_or_none(),
        reuse_grace=parts.reuse_grace,
    )
    return _signed_in(result, response, parts)


@router.post("/logout", status_code=204, openapi_extra=PUBLIC, summary="End the session of the refresh cookie")
async def log_out(request: Request, response: Response, parts: Parts, session: RegistrySession) -> None:
    token = parts.cookie.read(request)
    if token is not None:
        await service.log_out(session, token)
    parts.cookie.clear(response)


@router.post("/logout-all", status_code=204, responses=_REFUSED, summary="End every session of the user")
async def log_out_everywhere(
    principal: AccountPrincipal, response: Response, parts: Parts, session: RegistrySession
) -> None:
    await service.log_out_everywhere(session, principal)
    parts.cookie.clear(response)


@router.post(
    "/handoff",
    status_code=201,
    response_model=HandoffOut,
    responses=_REFUSED,
    summary="A one-time code that signs the user in at his shop's own host",
)
async def hand_off(principal: ShopPrincipal, response: Response, session: RegistrySession) -> handoff.HandedOff:
    response.headers["Cache-Control"] = "no-store"
    return await handoff.hand_off(session, principal)


@router.post(
    "/handoff/exchange",
    response_model=SignedInOut,
    responses=_REFUSED,
    openapi_extra=PUBLIC,
    summary="Sign in at a shop's host with a one-time code",
)
async def exchange(body: HandoffIn, response: Response, parts: Parts, transaction: Transactions) -> SignedInOut:
    result = await impersonation.exchange(transaction, parts.issuer, code=body.code, shop=current_tenant_or_none())
    return _signed_in(result, response, parts)


@router.get("/me", response_model=AccountOut, responses=_REFUSED, summary="Who is signed in")
async def show_me(principal: AnyPrincipal, response: Response, session: RegistrySession) -> AccountOut:
    response.headers["Cache-Control"] = "no-store"
    return AccountOut.of(await service.show_account(session, principal))


@well_known.get(
    "/.well-known/jwks.json",
    response_model=JwksOut,
    openapi_extra=PLATFORM_PUBLIC,
    summary="Public keys of access tokens",
)
async def show_keys(response: Response, parts: Parts) -> dict[str, Any]:
    response.headers["Cache-Control"] = _JWKS_CACHE
    return parts.jwks


def _signed_in(result: service.SignedIn, response: Response, parts: Parts) -> SignedInOut:
    visit = result.account.impersonation
    parts.cookie.put(response, result.refresh_token, until=visit.expires_at if visit else None)
    response.headers["Cache-Control"] = "no-store"
    return SignedInOut.of_sign_in(result)
