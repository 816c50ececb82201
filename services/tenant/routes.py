"""Sign-up, availability, the shop of this request and its configurations."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response

from libs.common.auth import SettingsPrincipal, ShopPrincipal
from libs.common.edge import RegistrySession
from libs.common.idempotency import IdempotentRoute
from libs.common.languages import preferred
from libs.common.tenancy.middleware import PLATFORM_PUBLIC, PUBLIC
from libs.common.tenancy.tenant import Tenant, current_tenant
from libs.common.types import Line
from services.tenant import service
from services.tenant.repository import AnyRow
from services.tenant.schemas import (
    AvailabilityOut,
    ConfigurationIn,
    ConfigurationList,
    ConfigurationOut,
    HereOut,
    SignupIn,
    SignupOut,
    TenantOut,
    TenantPatch,
)
from services.tenant.settings import Settings

router = APIRouter(prefix="/api/v1", tags=["tenant"], route_class=IdempotentRoute)

ConfigKey = Annotated[Line, Path(max_length=100)]


@router.post(
    "/tenants",
    status_code=202,
    response_model=SignupOut,
    openapi_extra=PLATFORM_PUBLIC,
    summary="Sign up a shop",
)
async def sign_up(
    body: SignupIn,
    request: Request,
    response: Response,
    session: RegistrySession,
    accept_language: Annotated[str | None, Header(max_length=1000)] = None,
) -> service.Accepted:
    settings: Settings = request.app.state.runtime.settings
    accepted = await service.sign_up(
        session,
        service.Signup(
            company_name=body.company_name,
            subdomain=body.subdomain,
            plan_type=body.plan_type,
            email=body.admin.email,
            first_name=body.admin.first_name,
            last_name=body.admin.last_name,
            locale=preferred(accept_language),
        ),
        password=body.admin.password,
        expires_after=settings.signup_expires_after,
        retry_after=settings.signup_retry_after,
    )
    response.headers["Location"] = f"/api/v1/provisioning/sagas/{accepted.saga_id}"
    return accepted


@router.get(
    "/tenants/availability",
    response_model=AvailabilityOut,
    openapi_extra=PLATFORM_PUBLIC,
    summary="Whether a subdomain is free",
)
async def check_availability(
    session: RegistrySession, subdomain: Annotated[Line, Query(max_length=255)]
) -> service.Availability:
    return await service.check_availability(session, subdomain)


@router.get(
    "/tenants/here",
    response_model=HereOut,
    openapi_extra=PUBLIC,
    summary="The shop at this address, for its door: open, or refused as every request to it is",
)
async def show_here(response: Response) -> Tenant:
    response.headers["Cache-Control"] = "no-cache"
    return current_tenant()


@router.get(
    "/tenant", response_model=TenantOut, response_model_exclude_none=True, summary="The shop of this request"
)
async def show_tenant(_: ShopPrincipal, session: RegistrySession) -> AnyRow:
    return await service.show_tenant(session, current_tenant())


@router.patch(
    "/tenant", response_model=TenantOut, response_model_exclude_none=True, summary="Change the shop's name"
)
async def change_tenant(body: TenantPatch, _: SettingsPrincipal, session: RegistrySession) -> AnyRow:
    return await service.change_tenant(session, current_tenant(), version=body.version, name=body.name)


@router.get("/tenant/configurations", response_model=ConfigurationList, summary="What the shop configured")
async def list_configurations(_: ShopPrincipal, session: RegistrySession) -> ConfigurationList:
    rows = await service.list_configurations(session, current_tenant())
    return ConfigurationList(items=[ConfigurationOut.model_validate(row) for row in rows])


@router.get("/tenant/configurations/{config_key}", response_model=ConfigurationOut, summary="One configuration")
async def show_configuration(_: ShopPrincipal, session: RegistrySession, config_key: ConfigKey) -> AnyRow:
    return await service.find_configuration(session, current_tenant(), config_key)


@router.put("/tenant/configurations/{config_key}", response_model=ConfigurationOut, summary="Set a configuration")
async def set_configuration(
    body: ConfigurationIn, _: SettingsPrincipal, session: RegistrySession, config_key: ConfigKey
) -> AnyRow:
    return await service.set_configuration(session, current_tenant(), config_key, body.config_value)


@router.delete(
    "/tenant/configurations/{config_key}", status_code=204, summary="Return a configuration to its default"
)
async def unset_configuration(_: SettingsPrincipal, session: RegistrySession, config_key: ConfigKey) -> None:
    await service.unset_configuration(session, current_tenant(), config_key)
