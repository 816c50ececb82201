"""Secrets that pass through real requests, refused and failing ones as well, are in no log of any process."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

import httpx

from deploy.gateway.config import SERVICES
from libs.common.passwords import hash_password
from libs.common.sealing import Sealer
from services.notifications.reminders.leaving import LeaveTokens, Leaving
from tests.infra.origins import own_origin
from tests.infra.shops import create_shop, sign_in, signup_body
from tests.infra.sql import connected
from tests.infra.system import System
from tests.infra.waiting import eventually

LOGIN, REFRESH, HANDOFF = (f"/api/v1/auth/{name}" for name in ("login", "refresh", "handoff"))
# A row that PostgreSQL refuses is named, with all its values, in the error that the process logs.
BROKEN = ("svc_tenant.signups", "svc_auth.sessions", "svc_auth.handoff_codes")


@asynccontextmanager
async def _refusing(system: System, table: str) -> AsyncIterator[None]:
    """No row can be added to the table for a while: whoever tries answers 500."""
    async with connected(system.admin_url) as admin:
        await admin.execute(f"ALTER TABLE {table} ADD CONSTRAINT refuses CHECK (false) NOT VALID")
        try:
            yield
        finally:
            await admin.execute(f"ALTER TABLE {table} DROP CONSTRAINT refuses")


class Planted:
    """The secrets by name, each in the part of it that no escape changes."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def keep(self, name: str, value: str, *, known_by: str | None = None) -> str:
        self.secrets[name] = known_by or value
        return value

    def found_in(self, text: str) -> list[str]:
        return [name for name, secret in self.secrets.items() if secret in text]


async def test_no_log_of_any_process_shows_a_secret(system: System) -> None:
    planted = Planted()
    password = planted.keep("password", f"pw{secrets.token_hex(12)}")
    phc = await hash_password(password)
    planted.keep("Argon2 hash", phc, known_by=phc.rpartition("$")[2])
    shop = await create_shop(system, admin={"password": password})
    planted.keep("access token", shop.token, known_by=shop.token.rpartition(".")[2])
    async with aclosing(shop.client) as here, system.client() as apex:
        statuses = await _sign_ins(here, apex, planted, {"email": shop.owner_email, "password": password})
        statuses += await _misplaced(here, planted, phc)
        statuses += await _letters(here, planted, system, shop.tenant_id)
        failing = await _failures(system, here, apex, {"email": shop.owner_email, "password": password})
        # After this line nothing of ours is on its way into a log.
        last = str(uuid4())
        await here.get("/api/v1/tenant", headers={"X-Request-ID": last})
    assert {200, 400, 401, 404, 422} <= set(statuses)
    assert failing == [500] * len(BROKEN)
    await eventually(lambda: last in system.log_of("tenant"))
    logs = await asyncio.to_thread(_logs, system)
    assert {*SERVICES, "gateway", "postgres.log"} <= logs.keys()
    assert {name: shown for name, text in logs.items() if (shown := planted.found_in(text))} == {}


async def _sign_ins(
    here: httpx.AsyncClient, apex: httpx.AsyncClient, planted: Planted, credentials: dict[str, str]
) -> list[int]:
    """Signing in and out and in again, with what is spent, cut off or misspelt."""
    answers = [
        await here.post(LOGIN, json=credentials),
        await here.post(LOGIN, json=credentials | {"password": credentials["password"] + "x"}),
        await here.post(LOGIN, json=credentials | {"email": credentials["password"]}),
        await here.post(LOGIN, json=credentials | {credentials["password"]: 1}),
        await here.post(LOGIN, content=f'{{"password": "{credentials["password"]}', headers=_JSON),
    ]
    spent = planted.keep("refresh token, spent", answers[0].cookies["refresh_token"])
    origin = own_origin(here)
    answers.append(await here.post(REFRESH, headers=origin))
    planted.keep("refresh token", answers[-1].cookies["refresh_token"])
    answers.append(await here.post(REFRESH, headers=origin | {"Cookie": f"refresh_token={spent}"}))
    code = planted.keep("hand-off code", (await here.post(HANDOFF, headers=origin)).json()["code"])
    answers += [await apex.post(f"{HANDOFF}/exchange", json={"code": code}) for _ in range(2)]
    answers += [await here.post(f"{HANDOFF}/exchange", json={"code": code}) for _ in range(2)]
    return [answer.status_code for answer in answers]


_JSON = {"Content-Type": "application/json"}


async def _misplaced(here: httpx.AsyncClient, planted: Planted, phc: str) -> list[int]:
    """Secrets where something else belongs: as an id, a search, a header, a name, a value."""
    token = here.headers["Authorization"].partition(" ")[2]
    answers = []
    for secret in (token, phc, planted.secrets["password"]):
        answers += [
            await here.get("/api/v1/clientes", params={"q": secret, "cursor": secret}),
            await here.post("/api/v1/clientes", json={"nome": 1, "observacoes": secret}),
            await here.post("/api/v1/clientes", content=secret, headers=_JSON),
            await here.put("/api/v1/tenant/configurations/timezone", json={"config_value": secret}),
        ]
    for headers in (
        {"X-Tenant-ID": token[:60]},
        {"Authorization": f"Bearer {token}x"},
        {"Idempotency-Key": token},
    ):
        answers.append(await here.post("/api/v1/clientes", json={"nome": ""}, headers=headers))
    return [answer.status_code for answer in answers]


async def _letters(here: httpx.AsyncClient, planted: Planted, system: System, tenant_id: UUID) -> list[int]:
    """The key in a reminder's last line, which stands in an address."""
    leaving = Leaving(tenant_id, "ana@example.com")
    token = LeaveTokens(Sealer(system.servers.keys.token_file)).issue(leaving)
    planted.keep("letter's key", token, known_by=token[-40:])
    path = f"/api/v1/notifications/opt-outs/{quote(token)}"
    answers = [await here.get(path), await here.post(path), await here.delete(path), await here.get(f"{path}x")]
    return [answer.status_code for answer in answers]


async def _failures(
    system: System, here: httpx.AsyncClient, apex: httpx.AsyncClient, credentials: dict[str, str]
) -> list[int]:
    """Requests that fail inside, with secrets in the row that is refused."""
    # A code that came twice ended the session that asked for it.
    fresh = await sign_in(here, credentials["email"], credentials["password"])
    here.headers["Authorization"] = f"Bearer {fresh['access_token']}"
    signup = signup_body(admin={"password": credentials["password"]})
    requests = ((apex, "/api/v1/tenants", signup), (here, LOGIN, credentials), (here, HANDOFF, None))
    found = []
    for table, (client, path, body) in zip(BROKEN, requests, strict=True):
        async with _refusing(system, table):
            found.append((await client.post(path, json=body, headers=own_origin(client))).status_code)
    return found


def _logs(system: System) -> dict[str, str]:
    servers = Path(system.servers.directory) / "log"
    logs = {path.name: path.read_text(errors="replace") for path in servers.glob("*.log")}
    return logs | {name: system.log_of(name) for name in system.processes}
