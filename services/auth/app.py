"""Composition of the auth service."""

from functools import partial

from fastapi import FastAPI

from libs.common.runtime import Part, Runtime
from libs.common.sealing import TokenSealer, derived_key
from libs.common.web import create_app
from services.auth import routes
from services.auth.accounts import routes as accounts
from services.auth.accounts.letters import Letters
from services.auth.audit import routes as audit
from services.auth.cookies import DEVICE, DEVICE_LIFE_S, REFRESH, HostCookie
from services.auth.devices import routes as devices
from services.auth.edge import AuthParts, open_transactions
from services.auth.handlers import build_handlers, chain_job, prune_job, reset_job
from services.auth.impersonation import routes as impersonation
from services.auth.keys import KeyRing
from services.auth.mfa import routes as mfa
from services.auth.mfa.factor import SecondFactor
from services.auth.outbox import outbox
from services.auth.settings import Settings
from services.auth.team import routes as team
from services.auth.throttle.service import Throttle
from services.auth.tokens import TokenIssuer


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    routers = [
        routes.router,
        accounts.router,
        devices.router,
        mfa.router,
        team.router,
        team.door,
        audit.router,
        impersonation.router,
        routes.well_known,
    ]
    return create_app(title="auth", routers=routers)


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("auth", settings, idempotency_table="svc_auth.idempotency_keys")
    sealer = TokenSealer(settings.token_key_file)
    letters = Letters(sealer)
    if part != "api":
        jobs = [
            prune_job(runtime.database),
            reset_job(open_transactions(runtime.database), letters),
            chain_job(runtime.database),
        ]
        runtime.work(outbox=outbox, handlers=build_handlers(letters), jobs=jobs)
    app = create_app(title="auth", routers=[]) if part == "worker" else create_api()
    app.state.auth = _parts(settings, sealer)
    return runtime.mount(app)


def _parts(settings: Settings, sealer: TokenSealer) -> AuthParts:
    return AuthParts(
        keys=KeyRing(settings.jwt_private_key_file, settings.jwks_file),
        issuer_of=partial(
            TokenIssuer,
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            ttl_s=settings.access_token_ttl_s,
        ),
        cookie=HostCookie.for_domain(settings.base_domain, name=REFRESH, max_age_s=settings.refresh_token_ttl_s),
        device_cookie=HostCookie.for_domain(settings.base_domain, name=DEVICE, max_age_s=DEVICE_LIFE_S),
        sealer=sealer,
        session_ttl=settings.refresh_token_ttl,
        reuse_grace=settings.refresh_reuse_grace,
        letters=Letters(sealer),
        second_factor=SecondFactor(TokenSealer(settings.mfa_key_file)),
        throttle=Throttle(derived_key(settings.token_key_file, purpose="throttle"), settings.attempts),
    )
