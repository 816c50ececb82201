"""Composition of the auth service."""

from fastapi import FastAPI

from libs.common.runtime import Part, Runtime
from libs.common.web import create_app
from services.auth import impersonation_routes, keys, routes
from services.auth.cookies import RefreshCookie
from services.auth.edge import AuthParts
from services.auth.handlers import build_handlers, prune_job
from services.auth.outbox import outbox
from services.auth.settings import Settings
from services.auth.tokens import TokenIssuer


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="auth", routers=[routes.router, impersonation_routes.router, routes.well_known])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("auth", settings)
    if part != "api":
        runtime.work(outbox=outbox, handlers=build_handlers(), jobs=[prune_job(runtime.database)])
    app = create_app(title="auth", routers=[]) if part == "worker" else create_api()
    app.state.auth = _parts(settings)
    return runtime.mount(app)


def _parts(settings: Settings) -> AuthParts:
    signing = keys.read_private_key(settings.jwt_private_key_file)
    return AuthParts(
        issuer=TokenIssuer(
            signing,
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            ttl_s=settings.access_token_ttl_s,
        ),
        jwks=keys.read_jwks(settings.jwks_file, signing=signing),
        cookie=RefreshCookie.for_domain(settings.base_domain, max_age_s=settings.refresh_token_ttl_s),
        session_ttl=settings.refresh_token_ttl,
        reuse_grace=settings.refresh_reuse_grace,
    )
