"""Platform operators as tests use them: signed in, at the apex."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx

from tests.e2e.tokens import forged_token
from tests.infra.system import System


@asynccontextmanager
async def operator_client(system: System, user_id: UUID | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an operator whom the token alone knows."""
    claims = {"sub": str(user_id or uuid4()), "role": "operator", "scope": "account platform"}
    async with system.client(Authorization=f"Bearer {forged_token(system, **claims)}") as client:
        yield client
