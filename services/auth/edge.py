"""What auth's routes are given: its parts, and transactions under the scope of whoever signs in.

A login knows its shop only after it found the user, so it opens two short transactions with the password's
verification between them, instead of the one transaction a request has elsewhere.
"""

import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from joserfc.jwk import OKPKey
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.audit import Actor, actor_of, asked_by
from libs.common.client import client_address
from libs.common.database import Database, registry_scope
from libs.common.edge import runtime_of
from libs.common.errors import AppError
from libs.common.sealing import TokenSealer
from services.auth.accounts.letters import Letters
from services.auth.cookies import HostCookie
from services.auth.keys import KeyRing
from services.auth.mfa.factor import SecondFactor
from services.auth.models import Device
from services.auth.service import OpenTransaction
from services.auth.throttle.addresses import client_network
from services.auth.throttle.service import Client, Throttle
from services.auth.tokens import TokenIssuer

_MAX_USER_AGENT = 256


@dataclass(frozen=True, slots=True)
class AuthParts:
    """Composed once from the settings; routes reach it as `request.app.state.auth`."""

    keys: KeyRing
    issuer_of: Callable[[OKPKey], TokenIssuer]
    cookie: HostCookie
    device_cookie: HostCookie
    sealer: TokenSealer
    session_ttl: timedelta
    reuse_grace: timedelta
    letters: Letters
    second_factor: SecondFactor
    throttle: Throttle

    @property
    def issuer(self) -> TokenIssuer:
        """Signs with the key of this moment."""
        return self.issuer_of(self.keys.signing)

    @property
    def jwks(self) -> dict[str, Any]:
        """The public keys of this moment."""
        return self.keys.jwks


def _parts(request: Request) -> AuthParts:
    parts: AuthParts = request.app.state.auth
    return parts


def open_transactions(database: Database, actor: Actor | None = None) -> OpenTransaction:
    """Opens them under the scope they are asked for; a refusal that commits does so."""

    @asynccontextmanager
    async def open_transaction(tenant_id: UUID | None) -> AsyncIterator[AsyncSession]:
        refusal: AppError | None = None
        scope = registry_scope(tenant_id)
        async with database.transaction(asked_by(actor, scope) if actor else scope) as session:
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
    return open_transactions(runtime_of(request).database, actor_of(request))


def device_of(request: Request) -> Device:
    """What a request says of the device it comes from, fit to be stored and shown."""
    said = request.headers.get("user-agent", "")
    user_agent = "".join(char for char in said if not unicodedata.category(char).startswith("C")).strip()
    return Device(user_agent[:_MAX_USER_AGENT] or None, client_address(request) or None)


def _client(request: Request) -> Client:
    return Client(client_network(request), _parts(request).device_cookie.read(request))


Parts = Annotated[AuthParts, Depends(_parts)]
VisitingClient = Annotated[Client, Depends(_client)]
Transactions = Annotated[OpenTransaction, Depends(_transactions)]
RequestDevice = Annotated[Device, Depends(device_of)]
