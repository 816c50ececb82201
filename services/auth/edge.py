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

from libs.common.database import Database, registry_scope
from libs.common.edge import runtime_of
from libs.common.errors import AppError
from services.auth.accounts.letters import Letters
from services.auth.cookies import HostCookie
from services.auth.service import OpenTransaction
from services.auth.throttle.addresses import client_address
from services.auth.throttle.service import Client, Throttle
from services.auth.tokens import TokenIssuer


@dataclass(frozen=True, slots=True)
class AuthParts:
    """Composed once from the settings; routes reach it as `request.app.state.auth`."""

    issuer: TokenIssuer
    jwks: dict[str, Any]
    cookie: HostCookie
    device_cookie: HostCookie
    session_ttl: timedelta
    reuse_grace: timedelta
    letters: Letters
    throttle: Throttle


def _parts(request: Request) -> AuthParts:
    parts: AuthParts = request.app.state.auth
    return parts


def open_transactions(database: Database) -> OpenTransaction:
    """Opens them under the scope they are asked for; a refusal that commits does so."""

    @asynccontextmanager
    async def open_transaction(tenant_id: UUID | None) -> AsyncIterator[AsyncSession]:
        refusal: AppError | None = None
        async with database.transaction(registry_scope(tenant_id)) as session:
            try:
                yield session
            except AppError as error:
                if not error.commits:
                    raise
                refusal = error
        if refusal is not None:
            raise refusal

    return open_transaction


def _transactions(request: Request) -> OpenTransaction:
    return open_transactions(runtime_of(request).database)


def _client(request: Request) -> Client:
    return Client(client_address(request), _parts(request).device_cookie.read(request))


Parts = Annotated[AuthParts, Depends(_parts)]
VisitingClient = Annotated[Client, Depends(_client)]
Transactions = Annotated[OpenTransaction, Depends(_transactions)]
