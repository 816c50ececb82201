"""Where transactions begin and end: request dependencies that commit before the answer leaves.

`scope="function"` makes FastAPI run the code after `yield` before it sends the response, so a failed commit
can never look like a success. Nothing below the edge commits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import actor_of, asked_by, record
from libs.common.auth import Principal
from libs.common.database import registry_scope
from libs.common.errors import AppError
from libs.common.faults import CrashPoint, crash_point
from libs.common.idempotency import IdempotentRoute
from libs.common.runtime import Runtime
from libs.common.tenancy.session import schema_errors, tenant_session
from libs.common.tenancy.tenant import current_tenant, current_tenant_or_none


def runtime_of(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


async def _shop_session(request: Request) -> AsyncIterator[AsyncSession]:
    runtime, tenant = runtime_of(request), current_tenant()
    session = tenant_session(runtime.database, tenant, actor_of(request))
    with schema_errors():
        async with runtime.shares.hold(tenant.id), _committed(request, session):
            await _tell_visit(session, request)
            yield session


async def _registry_session(request: Request) -> AsyncIterator[AsyncSession]:
    runtime = runtime_of(request)
    tenant = current_tenant_or_none()
    scope = asked_by(actor_of(request), registry_scope(tenant.id if tenant else None))
    session = runtime.database.session(scope)
    share = runtime.shares.hold(tenant.id) if tenant else nullcontext()
    async with share, _committed(request, session):
        await _tell_visit(session, request)
        yield session


async def _tell_visit(session: AsyncSession, request: Request) -> None:
    """Whatever an operator looks at inside a shop stands in its audit; what he changes its tables tell."""
    principal: Principal | None = request.scope["state"].get("principal")
    if principal is not None and principal.impersonation is not None and request.method == "GET":
        asked = {"query": request.url.query} if request.url.query else None
        await record(session, "visit.read", entity="page", entity_id=request.url.path, after=asked)


@asynccontextmanager
async def _committed(request: Request, session: AsyncSession) -> AsyncIterator[AsyncSession]:
    store = runtime_of(request).idempotency
    async with session:
        # Only where its answer will be kept: else a repeat would wait for one that never comes.
        if store is not None and isinstance(request.scope.get("route"), IdempotentRoute):
            await store.claim(session, request)
        try:
            yield session
        except AppError as refusal:
            if refusal.commits:
                await session.commit()
            raise
        crash_point(CrashPoint.EDGE_WRITTEN)
        await session.commit()
        crash_point(CrashPoint.EDGE_COMMITTED)


# Inside the shop's schema, under the shop's role.
ShopSession = Annotated[AsyncSession, Depends(_shop_session, scope="function")]
# On the shared tables, under row-level security of the request's shop, or of the platform without one.
RegistrySession = Annotated[AsyncSession, Depends(_registry_session, scope="function")]
