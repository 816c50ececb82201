"""Shops as tests use them: signed up through the front door, with their owner signed in."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from libs.common.clock import new_id
from tests.infra.system import System

PASSWORD = "correct horse battery staple"
TERMINAL = ("COMPLETED", "ROLLED_BACK", "COMPENSATION_FAILED")


@dataclass(slots=True)
class Shop:
    """An active shop; `client` carries its owner's token on its own host."""

    tenant_id: UUID
    saga_id: UUID
    subdomain: str
    owner_email: str
    owner_password: str
    token: str
    client: httpx.AsyncClient

    @property
    def schema(self) -> str:
        return f"tenant_{self.tenant_id.hex[-12:]}"


def signup_body(**overrides: Any) -> dict[str, Any]:
    """A valid sign-up with a name that nobody has."""
    name = f"shop-{secrets.token_hex(6)}"
    admin = {
        "email": f"{name}@example.com",
        "password": PASSWORD,
        "first_name": "Ana",
        "last_name": "Souza",
    } | overrides.pop("admin", {})
    return {"company_name": f"Pet {name}", "subdomain": name, "admin": admin} | overrides


async def wait_for_saga(client: httpx.AsyncClient, saga_id: str, *, timeout_s: float = 30) -> dict[str, Any]:
    """The saga once it is terminal; fails with its last state."""
    deadline = time.monotonic() + timeout_s
    while True:
        body: dict[str, Any] = (await client.get(f"/api/v1/provisioning/sagas/{saga_id}")).json()
        if body["state"] in TERMINAL:
            return body
        if time.monotonic() > deadline:
            raise AssertionError(f"not terminal after {timeout_s} s: {body}")
        await asyncio.sleep(0.03)


async def sign_in(client: httpx.AsyncClient, email: str, password: str) -> dict[str, Any]:
    answer = await client.post("/api/v1/auth/login", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def create_shop(system: System, **overrides: Any) -> Shop:
    """Signs up, waits for COMPLETED, signs the owner in."""
    body = signup_body(**overrides)
    async with system.client() as apex:
        accepted = await apex.post("/api/v1/tenants", json=body)
        assert accepted.status_code == 202, accepted.text
        saga = await wait_for_saga(apex, accepted.json()["saga_id"])
        assert saga["state"] == "COMPLETED", saga
    client = system.client(body["subdomain"])
    session = await sign_in(client, body["admin"]["email"], body["admin"]["password"])
    client.headers["Authorization"] = f"Bearer {session['access_token']}"
    return Shop(
        tenant_id=UUID(accepted.json()["id"]),
        saga_id=UUID(accepted.json()["saga_id"]),
        subdomain=body["subdomain"],
        owner_email=body["admin"]["email"],
        owner_password=body["admin"]["password"],
        token=session["access_token"],
        client=client,
    )


def new_email() -> str:
    """Nobody's: an address that several tests fail to sign in with is soon kept waiting."""
    return f"{new_id().hex}@example.com"
