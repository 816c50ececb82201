"""Signing in and out, the session's next token, and the keys that verify tokens."""

from typing import Any

from fastapi import APIRouter, Request, Response

from libs.common.auth import AccountPrincipal, ShopPrincipal
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from libs.common.tenancy.middleware import PLATFORM_PUBLIC, PUBLIC
from libs.common.tenancy.tenant import current_tenant_or_none
from services.auth import handoff, service
from services.auth.edge import Parts, RequestDevice, Transactions, VisitingClient
from services.auth.errors import RefreshTokenMissingError
from services.auth.impersonation import service as impersonation
from services.auth.keys import JWKS_MAX_AGE_S
from services.auth.origin import NO_OTHER_ORIGIN, OWN_ORIGIN, FromOwnOrigin
from services.auth.reauthentication import require_refresh_token
from services.auth.schemas import HandoffIn, HandoffOut, JwksOut, LoginIn, SignedInOut

router = APIRouter(prefix="/api/v1/auth", tags=["auth"])
well_known = APIRouter(tags=["auth"])

_REFUSED: dict[int | str, dict[str, Any]] = {401: {"model": Problem, "description": "Not signed in."}}
_OTHER_ORIGIN: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "Called by a page of another origin, or the shop is not open."}
}


@router.post(
    "/login",
    response_model=SignedInOut,
    dependencies=[NO_OTHER_ORIGIN],
    responses=_REFUSED
    | _OTHER_ORIGIN
    | {429: {"model": Problem, "description": "Too many attempts; see `Retry-After`."}},
    openapi_extra=PUBLIC,
    summary="Sign in: on a shop's host its own users, at the apex everybody",
)
async def log_in(
    body: LoginIn,
    response: Response,
    parts: Parts,
    transaction: Transactions,
    device: RequestDevice,
    client: VisitingClient,
) -> SignedInOut:
    result = await service.log_in(
        transaction,
        parts.issuer,
        parts.second_factor,
        service.LoginAttempt(body.email, body.password, body.otp, device),
        shop=current_tenant_or_none(),
        session_ttl=parts.session_ttl,
        throttle=parts.throttle,
        client=client,
    )
    parts.device_cookie.put(response, parts.throttle.devices.remember(client.cookie, body.email))
    return _signed_in(result, response, parts)


@router.post(
    "/refresh",
    response_model=SignedInOut,
    dependencies=[OWN_ORIGIN],
    responses=_REFUSED | _OTHER_ORIGIN,
    openapi_extra=PUBLIC,
    summary="The next access token, for the refresh cookie",
)
async def refresh(
    request: Request, response: Response, parts: Parts, transaction: Transactions, device: RequestDevice
) -> SignedInOut:
    token = parts.cookie.read(request)
    if token is None:
        raise RefreshTokenMissingError
    result = await service.refresh(
        transaction,
        parts.issuer,
        token=token,
        shop=current_tenant_or_none(),
        reuse_grace=parts.reuse_grace,
        device=device,
    )
    return _signed_in(result, response, parts)


@router.post(
    "/logout",
    status_code=204,
    dependencies=[OWN_ORIGIN],
    responses=_OTHER_ORIGIN,
    openapi_extra=PUBLIC,
    summary="End the session of the refresh cookie",
)
async def log_out(request: Request, response: Response, parts: Parts, transaction: Transactions) -> None:
    token = parts.cookie.read(request)
    if token is not None:
        await service.log_out(transaction, token, shop=current_tenant_or_none())
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
    responses=_REFUSED | _OTHER_ORIGIN,
    summary="A one-time code that signs the user in at his shop's own host; takes the refresh cookie as well",
)
async def hand_off(
    principal: ShopPrincipal,
    _: FromOwnOrigin,
    request: Request,
    response: Response,
    parts: Parts,
    session: RegistrySession,
) -> handoff.HandedOff:
    response.headers["Cache-Control"] = "no-store"
    await require_refresh_token(session, principal, parts.cookie.read(request), grace=parts.reuse_grace)
    return await handoff.hand_off(session, principal)


@router.post(
    "/handoff/exchange",
    response_model=SignedInOut,
    dependencies=[NO_OTHER_ORIGIN],
    responses=_REFUSED | _OTHER_ORIGIN,
    openapi_extra=PUBLIC,
    summary="Sign in at a shop's host with a one-time code",
)
async def exchange(
    body: HandoffIn, response: Response, parts: Parts, transaction: Transactions, device: RequestDevice
) -> SignedInOut:
    shop = current_tenant_or_none()
    result = await impersonation.exchange(transaction, parts.issuer, code=body.code, shop=shop, device=device)
    return _signed_in(result, response, parts)


@well_known.get(
    "/.well-known/jwks.json",
    response_model=JwksOut,
    openapi_extra=PLATFORM_PUBLIC,
    summary="Public keys of access tokens",
)
async def show_keys(response: Response, parts: Parts) -> dict[str, Any]:
    response.headers["Cache-Control"] = f"public, max-age={JWKS_MAX_AGE_S}"
    return parts.jwks


def _signed_in(result: service.SignedIn, response: Response, parts: Parts) -> SignedInOut:
    visit = result.account.impersonation
    parts.cookie.put(response, result.refresh_token, until=visit.expires_at if visit else None)
    response.headers["Cache-Control"] = "no-store"
    return SignedInOut.of_sign_in(result)
