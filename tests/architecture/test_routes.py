"""Every route is public by declaration, or asks for a scope."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from libs.common.auth import AccountPrincipal, Principal, require_scope
from libs.common.permissions import AccessScope
from libs.common.tenancy.middleware import PUBLIC
from libs.common.web import create_app
from services.auth.app import create_api as auth
from services.business.app import create_api as business
from services.notifications.app import create_api as notifications
from services.provisioning.app import create_api as provisioning
from services.tenant.app import create_api as tenant
from tools import permissions

REQUIRE_SCOPE = require_scope(AccessScope.SHOP).__qualname__

# contracts.md §3: the routes that need no token, and no other.
PUBLIC_ROUTES = {
    "POST /api/v1/tenants",
    "GET /api/v1/tenants/availability",
    "GET /api/v1/tenants/here",
    "GET /api/v1/provisioning/sagas/{saga_id}",
    "GET /api/v1/provisioning/sagas/{saga_id}/stream",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/handoff/exchange",
    "POST /api/v1/auth/email/verify",
    "POST /api/v1/auth/password/forgot",
    "POST /api/v1/auth/password/reset",
    "POST /api/v1/auth/invitations/accept",
    "POST /api/v1/auth/invitations/preview",
    "GET /.well-known/jwks.json",
    # By the key in a letter.
    "GET /api/v1/notifications/opt-outs/{token}",
    "POST /api/v1/notifications/opt-outs/{token}",
    "DELETE /api/v1/notifications/opt-outs/{token}",
}


def _dependencies(dependant: Dependant) -> Iterator[str]:
    for inner in dependant.dependencies:
        yield getattr(inner.call, "__qualname__", "")
        yield from _dependencies(inner)


def is_public(route: BaseRoute) -> bool:
    return (getattr(route, "openapi_extra", None) or {}).get("security") == []


def asks_for_a_scope(route: BaseRoute) -> bool:
    return isinstance(route, APIRoute) and REQUIRE_SCOPE in _dependencies(route.dependant)


def _routes(app: FastAPI) -> list[BaseRoute]:
    routes: list[BaseRoute] = app.state.api_routes
    return routes


def _name(route: BaseRoute) -> str:
    assert isinstance(route, APIRoute), f"{route} is no route of ours"
    return f"{' '.join(sorted(route.methods or ()))} {route.path}"


APPS = [tenant(), auth(), provisioning(), business(), notifications()]
every_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.title)


@every_app
def test_every_route_is_public_by_declaration_or_asks_for_a_scope(app: FastAPI) -> None:
    assert _routes(app)
    assert [_name(route) for route in _routes(app) if not is_public(route) and not asks_for_a_scope(route)] == []


def test_public_routes_are_those_of_the_contract() -> None:
    routes = [route for app in APPS for route in _routes(app)]
    assert {_name(route) for route in routes if is_public(route)} == PUBLIC_ROUTES


@every_app
def test_routes_that_answer_are_the_routes_that_were_checked(app: FastAPI) -> None:
    described = {
        f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods
    }
    assert described == {_name(route) for route in _routes(app)}


def test_page_of_permissions_is_what_the_routes_say() -> None:
    assert permissions.PAGE.read_text(encoding="utf-8") == permissions.render(), "make permissions"


def test_page_tells_the_scope_of_a_route() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in permissions.render().splitlines()]
    assert ["PATCH /api/v1/tenant", "shop:settings", "owner, manager, support", "shop", "tenant"] in rows
    assert ["GET /api/v1/ops/sagas", "platform", "operator", "platform", "provisioning"] in rows
    assert ["POST /api/v1/auth/login", "public", "everybody", "shop", "auth"] in rows
    assert "NONE" not in {row[1] for row in rows if len(row) == 5}


def test_check_sees_an_open_route() -> None:
    router = APIRouter()

    @router.get("/open")
    async def open_route() -> None:
        """Says nothing about who may call it."""

    @router.get("/public", openapi_extra=PUBLIC)
    async def public_route() -> None:
        """Public by declaration."""

    @router.get("/annotated")
    async def annotated(_: AccountPrincipal) -> None:
        """By its parameter."""

    @router.get("/nested")
    async def nested(_: Annotated[Principal, Depends(_nested)]) -> None:
        """By a dependency's dependency."""

    guarded = APIRouter(dependencies=[Depends(require_scope(AccessScope.SHOP))])

    @guarded.get("/guarded")
    async def by_router() -> None:
        """By its router."""

    routes = _routes(create_app(title="sample", routers=[router, guarded]))
    unsafe = [_name(route) for route in routes if not is_public(route) and not asks_for_a_scope(route)]
    assert unsafe == ["GET /open"]


async def _nested(principal: AccountPrincipal) -> Principal:
    return principal
