"""What auth's routes are given: its parts, and transactions under the scope of whoever signs in.

A login knows its shop only after it found the user, so it opens two short transactions with the password's
verification between them, instead of the one transaction a request has elsewhere.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import actor_of, actor_scope
from libs.common.database import registry_scope
from libs.common.edge import runtime_of
from libs.common.errors import AppError
from services.auth.cookies import RefreshCookie
from services.auth.service import OpenTransaction
from services.auth.tokens import TokenIssuer


@dataclass(frozen=True, slots=True)
class AuthParts:
    """Composed once from the settings; routes reach it as `request.app.state.auth`."""

    issuer: TokenIssuer
    jwks: dict[str, Any]
    cookie: RefreshCookie
    session_ttl: timedelta
    reuse_grace: timedelta


def _parts(request: Request) -> AuthParts:
    parts: AuthParts = request.app.state.auth
    return parts


def _transactions(request: Request) -> OpenTransaction:
    database, asking = runtime_of(request).database, actor_scope(actor_of(request))

    @asynccontextmanager
    async def open_transaction(tenant_id: UUID | None) -> AsyncIterator[AsyncSession]:
        refusal: AppError | None = None
        async with database.transaction(registry_scope(tenant_id) + asking) as session:
            try:
                yield session
            except AppError as error:
                if not error.commits:
                    raise
                refusal = error
        if refusal is not None:
            raise refusal

    return open_transaction


Parts = Annotated[AuthParts, Depends(_parts)]
Transactions = Annotated[OpenTransaction, Depends(_transactions)]
