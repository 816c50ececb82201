"""The plain password never leaves the process that received it; its hash rests in one table only."""

import json
import secrets
from pathlib import Path
from uuid import UUID

import httpx
import pytest_asyncio

from deploy.gateway.config import SERVICES
from tests.e2e.rows import Connection, tables_that_hold
from tests.e2e.streams import StreamEvent, read_stream
from tests.e2e.wire import Wire
from tests.infra.origins import own_origin
from tests.infra.shops import Shop, new_email, signup_body, wait_for_saga
from tests.infra.system import System
from tests.infra.waiting import eventually

HASH = "$argon2"
# The hash travels in these two alone.
CARRIERS = {"tenant.requested", "schema.created"}


class Story:
    """A sign-up, log-ins, refusals and a rollback, with one password in all of them."""

    def __init__(self) -> None:
        self.password = f"{secrets.token_hex(8)} ção '\"\\ {secrets.token_hex(8)}"
        # One-time codes: answered to who asked for them, and found nowhere else.
        self.codes: list[str] = []
        self.saga_ids: list[str] = []
        self.answers: list[str] = []
        self.events: list[StreamEvent] = []

    def keep(self, answer: httpx.Response) -> httpx.Response:
        self.answers.append(f"{answer.headers} {answer.text}")
        return answer

    @property
    def traces(self) -> tuple[str, ...]:
        """What would betray it, also inside JSON that escapes it."""
        return self.password[:16], self.password[-16:], self.password


@pytest_asyncio.fixture
async def story(system: System, anonymous: httpx.AsyncClient, wire: Wire, lasting_shop: Shop) -> Story:
    told = Story()
    body = signup_body(admin={"password": told.password})
    taken = signup_body(admin={"password": told.password, "email": lasting_shop.owner_email})
    for signup in (body, taken):
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        accepted = told.keep(await anonymous.post("/api/v1/tenants", json=signup, headers=headers)).json()
        told.keep(await anonymous.post("/api/v1/tenants", json=signup, headers=headers))
        told.saga_ids.append(accepted["saga_id"])
        told.events += await read_stream(anonymous, accepted["saga_id"])
        await wait_for_saga(anonymous, accepted["saga_id"])
        told.keep(await anonymous.get(f"/api/v1/provisioning/sagas/{accepted['saga_id']}"))
    await _refusals(told, anonymous, body)
    async with system.client(body["subdomain"]) as client:
        credentials = {"email": body["admin"]["email"], "password": told.password}
        assert told.keep(await client.post("/api/v1/auth/login", json=credentials)).status_code == 200
        told.keep(await client.post("/api/v1/auth/login", json=credentials | {"email": new_email()}))
        told.keep(await client.post("/api/v1/auth/login", json=credentials | {"extra": told.password}))
        await _handoffs(told, anonymous, client, credentials)
    return told


async def _handoffs(
    told: Story, apex: httpx.AsyncClient, shop: httpx.AsyncClient, credentials: dict[str, str]
) -> None:
    """Codes that are used, used again, brought to the wrong host, sent where something else belongs, or left."""
    path = "/api/v1/auth/handoff"
    signed_in = told.keep(await apex.post("/api/v1/auth/login", json=credentials)).json()
    headers = own_origin(apex) | {"Authorization": f"Bearer {signed_in['access_token']}"}
    told.codes += [(await apex.post(path, headers=headers)).json()["code"] for _ in range(2)]
    used = {"code": told.codes[0]}
    statuses = [
        told.keep(await client.post(f"{path}/exchange", json=body)).status_code
        for client, body in (
            (apex, used),
            (shop, used | {"extra": told.codes[0]}),
            (shop, {"code": told.codes[0] * 10}),
            (shop, used),
            (shop, used),
        )
    ]
    assert statuses == [401, 422, 422, 200, 401]
    cut_off = f'{{"code": "{told.codes[1]}'
    told.keep(await shop.post(f"{path}/exchange", content=cut_off, headers={"Content-Type": "application/json"}))


async def _refusals(told: Story, anonymous: httpx.AsyncClient, body: dict[str, object]) -> None:
    """The password where something else belongs, and beside what is wrong."""
    admin = body["admin"]
    assert isinstance(admin, dict)
    wrong: list[dict[str, object]] = [
        body | {"subdomain": told.password},
        body | {"plan_type": told.password},
        body | {told.password: 1},
        body | {"admin": admin | {"email": told.password}},
        body | {"admin": admin | {"password": told.password * 10}},
        body | {"admin": told.password},
    ]
    for signup in wrong:
        assert told.keep(await anonymous.post("/api/v1/tenants", json=signup)).status_code == 422
    cut_off = json.dumps(body).encode()[:-1]
    headers = {"Content-Type": "application/json"}
    told.keep(await anonymous.post("/api/v1/tenants", content=cut_off, headers=headers))


async def test_answers_and_streams_show_no_secret(story: Story) -> None:
    # A field's own name is repeated to who sent it: the one answer that may hold what it was sent.
    shown = [text for text in story.answers if "extra_forbidden" not in text]
    shown += [json.dumps(event.data, ensure_ascii=False) for event in story.events]
    assert _showing(shown, (HASH, *story.traces, *story.codes)) == []


async def test_logs_show_no_secret(system: System, story: Story) -> None:
    logs = {name: system.log_of(name) for name in system.processes}
    servers = Path(system.servers.directory) / "log"
    logs |= {path.name: path.read_text(errors="replace") for path in servers.glob("*.log")}
    assert {*SERVICES, "gateway", "postgres.log"} <= logs.keys()
    betrayed = (HASH, *story.traces, *story.codes)
    assert [name for name, text in logs.items() if _showing([text], betrayed)] == []


async def test_events_carry_the_hash_in_two_and_the_password_in_none(wire: Wire, story: Story) -> None:
    for saga_id, last in zip(story.saga_ids, ("tenant.activated", "tenant.released"), strict=True):
        events = await wire.saga_events(saga_id, last=last)
        texts = {str(event.routing_key): event.body.decode() + str(event.headers) for event in events}
        assert {key for key, text in texts.items() if HASH in text} == CARRIERS
        assert _showing(list(texts.values()), story.traces) == []


async def test_database_holds_the_hash_in_one_table_and_the_password_in_none(
    admin: Connection, story: Story
) -> None:
    for trace in (*story.traces, *story.codes):
        assert await tables_that_hold(admin, trace) == []

    async def rests_in_one() -> bool:
        return await tables_that_hold(admin, HASH) == ["shared.tenant_users"]

    # Other sign-ups of this worker may still be on their way.
    await eventually(rests_in_one)
    ids = [UUID(saga_id) for saga_id in story.saga_ids]
    query = "SELECT count(*) FROM svc_tenant.signups WHERE saga_id = ANY($1) AND password_hash IS NOT NULL"
    assert await admin.fetchval(query, ids) == 0


def _showing(texts: list[str], traces: tuple[str, ...]) -> list[str]:
    return [text for text in texts if any(trace in text for trace in traces)]
