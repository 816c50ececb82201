"""What the tests of auth share: a shop's shape, requests without a cookie jar, events without a broker."""

from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text

from libs.common.clock import new_id
from libs.common.contracts.base import new_envelope
from libs.common.contracts.events import AdminDraft, ProvisioningAborted, SchemaCreated
from libs.common.database import Database, registry_scope
from services.auth.handlers import on_provisioning_aborted, on_schema_created
from services.auth.tokens import hash_token
from tests.infra.origins import origin_of
from tests.infra.shops import Shop, new_email
from tests.infra.sql import fetch

COOKIE = "refresh_token"
HANDOFF = "/api/v1/auth/handoff"
EXCHANGE = "/api/v1/auth/handoff/exchange"
# Later than that, a spent refresh token is taken for a thief's.
PAST_GRACE_S = 11
OPERATOR_PASSWORD = "an operator's password"
HASH = "$argon2id$v=19$m=19456,t=2,p=1$bm90IGEgcmVhbCBzYWx0$bm90IGEgcmVhbCBoYXNo"


@dataclass(frozen=True)
class Registered:
    """A shop of the scratch database."""

    tenant_id: UUID
    owner_email: str


@dataclass(frozen=True)
class Browser:
    """One origin: sends what it is given and keeps nothing."""

    client: httpx.AsyncClient
    host: str = "localhost"
    user_agent: str = "Mozilla/5.0"

    async def post(
        self, path: str, *, json: Any = None, cookie: str | None = None, token: str | None = None
    ) -> httpx.Response:
        return await self._send("POST", path, json=json, cookie=cookie, token=token)

    async def get(self, path: str, *, token: str | None = None) -> httpx.Response:
        return await self._send("GET", path, json=None, cookie=None, token=token)

    async def delete(self, path: str, *, token: str | None = None) -> httpx.Response:
        return await self._send("DELETE", path, json=None, cookie=None, token=token)

    async def log_in(self, email: str, password: str, otp: str | None = None) -> httpx.Response:
        body = {"email": email, "password": password} | ({} if otp is None else {"otp": otp})
        return await self.post("/api/v1/auth/login", json=body)

    async def refresh(self, cookie: str | None) -> httpx.Response:
        return await self.post("/api/v1/auth/refresh", cookie=cookie)

    async def _send(
        self, method: str, path: str, *, json: Any, cookie: str | None, token: str | None
    ) -> httpx.Response:
        headers = {"Host": self.host, "User-Agent": self.user_agent} | origin_of(self.host)
        if cookie is not None:
            headers["Cookie"] = f"{COOKIE}={cookie}"
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self.client.cookies.clear()
        response = await self.client.request(method, path, json=json, headers=headers)
        self.client.cookies.clear()
        return response


@dataclass(frozen=True)
class Visit:
    """The owner signed in at the apex, and browsers at both hosts."""

    shop: Shop
    apex: Browser
    here: Browser
    cookie: str
    token: str

    async def code(self) -> str:
        answer = await self.apex.post(HANDOFF, token=self.token, cookie=self.cookie)
        assert answer.status_code == 201, answer.text
        code: str = answer.json()["code"]
        return code

    async def exchange(self, code: str) -> httpx.Response:
        return await self.here.post(EXCHANGE, json={"code": code})


def at(shop: Shop, client: httpx.AsyncClient) -> Browser:
    """A browser at the shop's own host."""
    return Browser(client, f"{shop.subdomain}.localhost")


def morsel(response: httpx.Response) -> Morsel[str]:
    """The refresh cookie an answer sets, with its attributes."""
    cookies: SimpleCookie = SimpleCookie(response.headers["set-cookie"])
    found: Morsel[str] = cookies[COOKIE]
    return found


def refresh_token(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    return morsel(response).value


async def sign_in(browser: Browser, shop: Shop) -> tuple[str, str]:
    """Refresh token and access token of a new session."""
    response = await browser.log_in(shop.owner_email, shop.owner_password)
    return refresh_token(response), response.json()["access_token"]


async def age(database: Database, token: str, seconds: int) -> None:
    """Moves the use of a token into the past."""
    query = (
        "UPDATE svc_auth.refresh_tokens SET used_at = used_at - make_interval(secs => :s) WHERE token_hash = :h"
    )
    await run(database, query, s=seconds, h=hash_token(token))


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem+json answer."""
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


async def run(database: Database, query: str, **values: Any) -> Any:
    """One statement in a transaction of its own."""
    async with database.transaction() as session:
        return await session.execute(text(query), values)


async def is_kept_waiting(database: Database) -> bool:
    """Whether somebody waits for a session, or a user, that a transaction holds."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND wait_event_type = 'Lock' AND query ~ 'svc_auth.sessions|shared.tenant_users'"
    )
    return bool((await run(database, query)).scalar_one())


async def set_active(database: Database, shop: Shop, value: bool) -> None:
    """Switches the shop's owner off, or on again."""
    query = text("UPDATE shared.tenant_users SET is_active = :value WHERE email = :email")
    async with database.transaction(registry_scope(shop.tenant_id)) as session:
        await session.execute(query, {"value": value, "email": shop.owner_email})


async def move_shop(admin_url: str, shop: Shop, status: str) -> None:
    """Changes the shop's status behind the services' backs: who holds it in memory is not told."""
    await fetch(admin_url, "UPDATE shared.tenants SET status = $2 WHERE id = $1", shop.tenant_id, status)


def schema_created(tenant_id: UUID, *, email: str | None = None) -> SchemaCreated:
    return SchemaCreated(
        tenant_id=tenant_id,
        saga_id=new_id(),
        schema_name="tenant_0123456789ab",
        schema_version="0001",
        admin=AdminDraft(email=email or new_email(), password_hash=HASH, first_name="Ana", last_name="Lima"),
    )


def aborted(event: SchemaCreated) -> ProvisioningAborted:
    return ProvisioningAborted(tenant_id=event.tenant_id, saga_id=event.saga_id, code="TIMED_OUT")


async def deliver(database: Database, event: SchemaCreated | ProvisioningAborted) -> dict[str, Any]:
    """Handles one event in a transaction of its own and answers the one event it emitted, with its type."""
    async with database.transaction(registry_scope(event.tenant_id)) as session:
        if isinstance(event, SchemaCreated):
            await on_schema_created(session, event, new_envelope(event))
        else:
            await on_provisioning_aborted(session, event, new_envelope(event))
        # Only this transaction's row: earlier ones may still wait for their relay.
        query = (
            "SELECT routing_key, payload::jsonb AS payload FROM svc_auth.outbox"
            " WHERE correlation_id = :saga AND xmin = pg_current_xact_id()::xid"
        )
        row = (await session.execute(text(query), {"saga": str(event.saga_id)})).one()
    return {"type": row.routing_key, **row.payload}


async def count_users(database: Database, tenant_id: UUID, email: str) -> int:
    """How many users with this e-mail the shop sees."""
    query = text("SELECT count(*) FROM shared.tenant_users WHERE email = :email")
    async with database.transaction(registry_scope(tenant_id)) as session:
        return int(await session.scalar(query, {"email": email}))
