"""A shop's team as its tests use it: people with their sessions, and what letters bring them."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from services.auth import repository
from services.auth.models import User
from tests.auth.helpers import Browser, refresh_token
from tests.infra.mail import Mailbox
from tests.infra.shops import PASSWORD, Shop, new_email
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.infra.waiting import eventually

USERS = "/api/v1/users"
INVITATIONS = "/api/v1/users/invitations"
ACCEPT = "/api/v1/auth/invitations/accept"
PREVIEW = "/api/v1/auth/invitations/preview"
FORBIDDEN = (403, "FORBIDDEN")
NOT_FOUND = (404, "NOT_FOUND")
INVALID = (401, "TOKEN_INVALID")
VERIFY = "UPDATE shared.tenant_users SET email_verified_at = now() WHERE id = $1"


@dataclass(frozen=True)
class Member:
    """Somebody signed in at the shop's own host."""

    id: UUID
    email: str
    token: str
    cookie: str
    browser: Browser

    async def call(self, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        sent = {"Host": self.browser.host, "Authorization": f"Bearer {self.token}"} | headers
        return await self.browser.client.request(method, path, json=json, headers=sent)

    async def invite(self, email: str, role: str = "user", **headers: str) -> httpx.Response:
        return await self.call("POST", INVITATIONS, {"email": email, "role": role}, **headers)

    async def invited(self) -> list[dict[str, Any]]:
        """The shop's open invitations."""
        answer = await self.call("GET", INVITATIONS)
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def change(self, other: "Member", *, version: Any = 1, **changes: Any) -> httpx.Response:
        return await self.call("PATCH", f"{USERS}/{other.id}", changes | {"version": version})

    async def remove(self, other: "Member") -> httpx.Response:
        return await self.call("DELETE", f"{USERS}/{other.id}")

    async def refresh(self) -> httpx.Response:
        return await self.browser.refresh(self.cookie)


@dataclass(frozen=True)
class Team:
    """A shop whose owner may invite."""

    system: System
    shop: Shop
    database: Database
    here: Browser
    owner: Member
    password_hash: str = field(repr=False)

    async def hire(self, role: str) -> Member:
        """One more colleague, without an invitation."""
        user = User(new_id(), self.shop.tenant_id, new_email(), "Bia", "Reis", role, is_active=True)
        async with self.database.transaction(registry_scope(self.shop.tenant_id)) as session:
            assert await repository.add_user(session, user, self.password_hash)
        await fetch(self.system.admin_url, VERIFY, user.id)
        return await sign_in(self.here, user.email)

    async def row_of(self, member: Member, column: str) -> Any:
        """As stored now; None for who is gone."""
        query = text(f"SELECT {column} FROM shared.tenant_users WHERE id = :id")
        async with self.database.transaction(registry_scope(self.shop.tenant_id)) as session:
            return await session.scalar(query, {"id": member.id})

    async def revocations_of(self, member: Member) -> list[bool]:
        """For each revocation of all his tokens, whether it ends his sessions too."""
        query = "SELECT ends_sessions FROM shared.session_revocations WHERE user_id = $1 ORDER BY id"
        return [row["ends_sessions"] for row in await fetch(self.system.admin_url, query, member.id)]

    async def allow(self, seats: int) -> None:
        """Changes what the shop's plan has room for."""
        query = "UPDATE shared.tenants SET max_users = $2 WHERE id = $1"
        await fetch(self.system.admin_url, query, self.shop.tenant_id, seats)

    async def accept(self, token: str, at: Browser | None = None) -> httpx.Response:
        body = {"token": token, "password": PASSWORD, "first_name": "Caio", "last_name": "Dias"}
        return await (at or self.here).post(ACCEPT, json=body)


async def sign_in(here: Browser, email: str) -> Member:
    answer = await here.log_in(email, PASSWORD)
    return Member(
        UUID(answer.json()["user"]["id"]), email, answer.json()["access_token"], refresh_token(answer), here
    )


async def link_token(mailbox: Mailbox, email: str, *, letters: int = 1) -> str:
    """The token of the last of so many letters to the address; waits for them."""

    async def look() -> str | None:
        found = await mailbox.letters(email)
        if len(found) < letters:
            return None
        # Behind the button, and once more as text to copy.
        (link,) = {link for link in found[-1].links if "#link_" in link}
        return link.partition("#")[2]

    return await eventually(look)
