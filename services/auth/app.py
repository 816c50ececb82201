"""Composition of the auth service."""

from fastapi import FastAPI

from libs.common.runtime import Part, Runtime
from libs.common.sealing import TokenSealer, derived_key
from libs.common.web import create_app
from services.auth import keys, routes
from services.auth.accounts import routes as accounts
from services.auth.accounts.letters import Letters
from services.auth.cookies import DEVICE, DEVICE_LIFE_S, REFRESH, HostCookie
from services.auth.edge import AuthParts, open_transactions
from services.auth.handlers import build_handlers, prune_job, reset_job
from services.auth.outbox import outbox
from services.auth.settings import Settings
from services.auth.throttle.service import Throttle
from services.auth.tokens import TokenIssuer


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="auth", routers=[routes.router, accounts.router, routes.well_known])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("auth", settings)
    letters = Letters(TokenSealer(settings.token_key_file))
    if part != "api":
        jobs = [prune_job(runtime.database), reset_job(open_transactions(runtime.database), letters)]
        runtime.work(outbox=outbox, handlers=build_handlers(letters), jobs=jobs)
    app = create_app(title="auth", routers=[]) if part == "worker" else create_api()
    app.state.auth = _parts(settings, letters)
    return runtime.mount(app)


def _parts(settings: Settings, letters: Letters) -> AuthParts:
    signing = keys.read_private_key(settings.jwt_private_key_file)
    return AuthParts(
        issuer=TokenIssuer(
            signing,
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            ttl_s=settings.access_token_ttl_s,
        ),
        jwks=keys.read_jwks(settings.jwks_file, signing=signing),
        cookie=HostCookie.for_domain(settings.base_domain, name=REFRESH, max_age_s=settings.refresh_token_ttl_s),
        device_cookie=HostCookie.for_domain(settings.base_domain, name=DEVICE, max_age_s=DEVICE_LIFE_S),
        session_ttl=settings.refresh_token_ttl,
        reuse_grace=settings.refresh_reuse_grace,
        letters=letters,
        throttle=Throttle(derived_key(settings.token_key_file, purpose="throttle"), settings.attempts),
    )
