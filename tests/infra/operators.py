"""Platform operators as tests use them: signed in, at the apex."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx

from services.auth.operators import create_operator
from tests.e2e.tokens import forged_token
from tests.infra.system import System


async def add_operator(system: System, email: str) -> str:
    """A new operator's password."""
    password = secrets.token_urlsafe(15)
    assert await create_operator(system.service_url("auth"), email=email, password=password)
    return password


@asynccontextmanager
async def operator_client(system: System, user_id: UUID | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an operator whom the token alone knows."""
    claims = {"sub": str(user_id or uuid4()), "role": "operator", "scope": "account platform"}
    async with system.client(Authorization=f"Bearer {forged_token(system, **claims)}") as client:
        yield client
