"""A user's second factor, in his own hands."""

from typing import Any

from fastapi import APIRouter, Response

from libs.common.auth import AccountPrincipal
from libs.common.clock import utc_now
from libs.common.edge import RegistrySession
from libs.common.errors import Problem
from services.auth.edge import Parts, Transactions
from services.auth.mfa import service
from services.auth.mfa.schemas import EnableIn, MfaOut, PasswordAndCodeIn, RecoveryCodesOut, SetupIn, SetupOut

router = APIRouter(prefix="/api/v1/auth/mfa", tags=["auth"])

Answers = dict[int | str, dict[str, Any]]
_REFUSED: Answers = {401: {"model": Problem, "description": "Not signed in, or password or code are wrong."}}
_LIMITED: Answers = {429: {"model": Problem, "description": "Too many attempts; see `Retry-After`."}}
_WRONG_STATE: Answers = {409: {"model": Problem, "description": "`WRONG_STATE`: enabled already, or not at all."}}
_NO_STORE = {"Cache-Control": "no-store"}


@router.get("", responses=_REFUSED, summary="Whether there is a second factor")
async def show_status(principal: AccountPrincipal, session: RegistrySession, response: Response) -> MfaOut:
    response.headers.update(_NO_STORE)
    return MfaOut.model_validate(await service.show_status(session, principal))


@router.post(
    "/totp/setup", responses=_REFUSED | _WRONG_STATE | _LIMITED, summary="A secret for an authenticator app"
)
async def set_up(
    body: SetupIn, principal: AccountPrincipal, response: Response, parts: Parts, transaction: Transactions
) -> SetupOut:
    response.headers.update(_NO_STORE)
    result = await service.set_up(
        transaction, parts.second_factor, parts.throttle, principal, password=body.password, now=utc_now()
    )
    return SetupOut.model_validate(result)


@router.post(
    "/totp/enable",
    responses=_REFUSED | _WRONG_STATE | _LIMITED,
    summary="Confirm it by the app's code; ends the user's other sessions",
)
async def enable(
    body: EnableIn, principal: AccountPrincipal, response: Response, parts: Parts, transaction: Transactions
) -> RecoveryCodesOut:
    response.headers.update(_NO_STORE)
    codes = await service.enable(
        transaction, parts.second_factor, parts.throttle, principal, code=body.code, now=utc_now()
    )
    return RecoveryCodesOut(recovery_codes=codes)


@router.post(
    "/totp/disable",
    status_code=204,
    responses=_REFUSED | _WRONG_STATE | _LIMITED,
    summary="Give the second factor up",
)
async def disable(
    body: PasswordAndCodeIn, principal: AccountPrincipal, parts: Parts, transaction: Transactions
) -> None:
    await service.disable(
        transaction,
        parts.second_factor,
        parts.throttle,
        principal,
        password=body.password,
        code=body.code,
        now=utc_now(),
    )


@router.post(
    "/recovery-codes", responses=_REFUSED | _WRONG_STATE | _LIMITED, summary="A new set in place of the old one"
)
async def renew_recovery_codes(
    body: PasswordAndCodeIn,
    principal: AccountPrincipal,
    response: Response,
    parts: Parts,
    transaction: Transactions,
) -> RecoveryCodesOut:
    response.headers.update(_NO_STORE)
    codes = await service.renew_recovery_codes(
        transaction,
        parts.second_factor,
        parts.throttle,
        principal,
        password=body.password,
        code=body.code,
        now=utc_now(),
    )
    return RecoveryCodesOut(recovery_codes=codes)
