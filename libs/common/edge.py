"""Where transactions begin and end: before the answer leaves, so that a failed commit never looks like a success.

Inside a shop the route does it, on the shared tables a dependency: with `scope="function"` FastAPI runs the code
after `yield` before it sends the response. Nothing below the edge commits.
"""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import actor_of, asked_by, record
from libs.common.auth import Principal
from libs.common.database import registry_scope
from libs.common.errors import AppError
from libs.common.faults import CrashPoint, crash_point
from libs.common.idempotency import IdempotentRoute
from libs.common.runtime import Runtime
from libs.common.tenancy.session import schema_errors, tenant_work
from libs.common.tenancy.tenant import current_tenant, current_tenant_or_none
from libs.common.transaction import Transaction


def runtime_of(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


class ShopRoute(IdempotentRoute):
    """A route inside one shop: around its handler lies the transaction that `ShopWork` is.

    Not a dependency with `yield`: FastAPI shields the end of each from cancellation, a fifth of a whole request.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler between BEGIN and COMMIT; a request that asks nothing of the database has neither."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            runtime, tenant = runtime_of(request), current_tenant_or_none()
            if tenant is None:
                # It will be refused; what for is said by whoever comes first, and that is the scope it asks for.
                return await handler(request)
            work = tenant_work(runtime.database, tenant, actor_of(request), durable=request.method != "GET")
            with schema_errors():
                # The share outlives the connection, and is taken when the body has come: `_shop_work` does it.
                async with AsyncExitStack() as held, work:
                    request.scope["state"] |= {"work": work, "held": held}
                    try:
                        response = await handler(request)
                    except AppError as refusal:
                        if refusal.commits:
                            await work.commit()
                        raise
                    crash_point(CrashPoint.EDGE_WRITTEN)
                    await work.commit()
                    crash_point(CrashPoint.EDGE_COMMITTED)
                    return response

        return answer


async def _shop_work(request: Request) -> Transaction:
    runtime, tenant, state = runtime_of(request), current_tenant(), request.scope["state"]
    work: Transaction = state["work"]
    held: AsyncExitStack = state["held"]
    await held.enter_async_context(runtime.shares.hold(tenant.id))
    await _tell_visit(work, request)
    store = runtime.idempotency
    if store is not None:
        await store.claim(work, request)
    return work


async def _registry_session(request: Request) -> AsyncIterator[AsyncSession]:
    runtime = runtime_of(request)
    tenant = current_tenant_or_none()
    scope = asked_by(actor_of(request), registry_scope(tenant.id if tenant else None))
    session = runtime.database.session(scope)
    share = runtime.shares.hold(tenant.id) if tenant else nullcontext()
    async with share, _committed(request, session):
        await _tell_visit(session, request)
        yield session


async def _tell_visit(work: AsyncSession | Transaction, request: Request) -> None:
    """Whatever an operator looks at inside a shop stands in its audit; what he changes its tables tell."""
    principal: Principal | None = request.scope["state"].get("principal")
    if principal is not None and principal.impersonation is not None and request.method == "GET":
        asked = {"query": request.url.query} if request.url.query else None
        await record(work, "visit.read", entity="page", entity_id=request.url.path, after=asked)


@asynccontextmanager
async def _committed(request: Request, session: AsyncSession) -> AsyncIterator[None]:
    store = runtime_of(request).idempotency
    async with session:
        # Only where its answer will be kept: else a repeat would wait for one that never comes.
        if store is not None and isinstance(request.scope.get("route"), IdempotentRoute):
            await store.claim(session, request)
        try:
            yield
        except AppError as refusal:
            if refusal.commits:
                await session.commit()
            raise
        crash_point(CrashPoint.EDGE_WRITTEN)
        await session.commit()
        crash_point(CrashPoint.EDGE_COMMITTED)


# Inside the shop's schema, under the shop's role; on a `ShopRoute`.
ShopWork = Annotated[Transaction, Depends(_shop_work)]
# On the shared tables, under row-level security of the request's shop, or of the platform without one.
RegistrySession = Annotated[AsyncSession, Depends(_registry_session, scope="function")]
