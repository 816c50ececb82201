"""Authenticates the request and finds its shop, before the body is read."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from libs.common.auth import Principal, TokenMissingError, TokenVerifier, bearer_token
from libs.common.limits import RateLimiter
from libs.common.logging import bind_log_context, get_logger
from libs.common.tenancy.directory import TenantDirectory
from libs.common.tenancy.resolver import resolve_tenant, sources_of
from libs.common.tenancy.tenant import TenantMismatchError, tenant_context

log = get_logger(__name__)

# How a route says in OpenAPI and to this middleware that it needs less than a token and a shop.
PUBLIC: dict[str, object] = {"security": []}
PLATFORM_PUBLIC: dict[str, object] = {"security": [], "x-platform": True}
PLATFORM: dict[str, object] = {"x-platform": True}


class TenantMiddleware:
    """The token is verified first; then every source that names a shop must name the same, open one.

    Public routes ignore the token; platform routes, and operators, take no shop. What comes with a token of the
    shop counts against the rate of its plan, and nothing else does, or strangers could use it up: the gateway
    counts those by address.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        directory: TenantDirectory,
        verifier: TokenVerifier,
        limiter: RateLimiter,
        base_domain: str,
        routes: Iterable[BaseRoute],
    ) -> None:
        self.app, self._directory, self._verifier = app, directory, verifier
        self._limiter, self._base_domain = limiter, base_domain
        self._routes = list(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        marks = self._marks_of(scope)
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        needs = marks or {}
        principal = None if "security" in needs else self._principal(headers.get(b"authorization"))
        state = scope.setdefault("state", {})
        state["principal"] = principal
        if "x-platform" in needs or (principal is not None and principal.is_operator):
            await self.app(scope, receive, send)
            return
        sources = sources_of(
            host=headers.get(b"host", ""),
            base_domain=self._base_domain,
            header=headers.get(b"x-tenant-id"),
            principal=principal,
        )
        try:
            tenant = await resolve_tenant(self._directory, sources)
        except TenantMismatchError:
            log.warning("tenant mismatch", security_event="TENANT_MISMATCH", sources=str(sources))
            raise
        if principal is None and marks is not None and "security" not in marks:
            # Before the body is read: nobody's request is not worth parsing.
            raise TokenMissingError
        if tenant is None:
            await self.app(scope, receive, send)
            return
        state["tenant"] = tenant
        bind_log_context(tenant_id=tenant.id)
        if principal is not None:
            self._limiter.admit(tenant.id, tenant.plan_type)
        with tenant_context(tenant):
            await self.app(scope, receive, send)

    def _principal(self, authorization: str | None) -> Principal | None:
        token = bearer_token(authorization)
        return None if token is None else self._verifier.verify(token)

    def _marks_of(self, scope: Scope) -> dict[str, object] | None:
        """The marks of the route that will answer; None where there is no such route."""
        for route in self._routes:
            if route.matches(scope)[0] is Match.FULL:
                return getattr(route, "openapi_extra", None) or {}
        return None
