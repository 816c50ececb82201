"""What shops try out before they remind anybody, and how their customers end it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request

from libs.common.auth import SettingsPrincipal
from libs.common.contracts.reminders import ReminderWishes
from libs.common.edge import RegistrySession, runtime_of
from libs.common.errors import Problem
from libs.common.tenancy.middleware import PLATFORM_PUBLIC
from libs.common.tenancy.resolver import subdomain_of
from libs.common.tenancy.tenant import current_tenant
from libs.common.types import Line
from libs.common.web import TAKES_FORMS
from services.notifications.reminders import dry_run, opting_out
from services.notifications.reminders.leaving import LeaveTokens
from services.notifications.reminders.opting_out import Visit
from services.notifications.reminders.schemas import OptOutOut, PreviewOut

router = APIRouter(prefix="/api/v1/notifications", tags=["notifications"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "The link is another shop's."},
    404: {"model": Problem, "description": "The link is not one of ours."},
}


def _visit(request: Request, token: Annotated[Line, Path(max_length=4000)]) -> Visit:
    leaving: LeaveTokens = request.app.state.leaving
    base_domain = runtime_of(request).settings.base_domain
    return Visit(leaving.read(token), subdomain_of(request.headers.get("host", ""), base_domain))


# Not bound to an open shop: whoever wants no more reminders of a suspended one may say so.
ByLink = Annotated[Visit, Depends(_visit)]


@router.post("/reminders/preview", summary="How many people these wishes, or else the shop's own, would write to")
async def preview(
    _: SettingsPrincipal, session: RegistrySession, body: ReminderWishes | None = None
) -> PreviewOut:
    found = await dry_run.preview(session, current_tenant().id, body)
    return PreviewOut.model_validate(found)


@router.get(
    "/opt-outs/{token}",
    openapi_extra=PLATFORM_PUBLIC,
    responses=_ANSWERS,
    summary="Whose reminders a letter's link ends; following it ends nothing",
)
async def show_opt_out(visit: ByLink, session: RegistrySession) -> OptOutOut:
    return await opting_out.show(session, visit)


@router.post(
    "/opt-outs/{token}",
    openapi_extra=PLATFORM_PUBLIC | TAKES_FORMS,
    responses=_ANSWERS,
    summary="End a shop's reminders; also by a mail program's own button (RFC 8058)",
)
async def opt_out(visit: ByLink, session: RegistrySession) -> OptOutOut:
    return await opting_out.opt_out(session, visit)


@router.delete(
    "/opt-outs/{token}", openapi_extra=PLATFORM_PUBLIC, responses=_ANSWERS, summary="Receive reminders again"
)
async def opt_in(visit: ByLink, session: RegistrySession) -> OptOutOut:
    return await opting_out.opt_in(session, visit)
