"""People who sign up without end: so many at any moment, each as patient as a browser with its Idempotency-Key."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from tests.infra.shops import signup_body
from tests.infra.system import System

# Asking or accepted, and not at an end; some of them have ended when a kill finds the others, never too many.
IN_FLIGHT = 100
MINIMUM_IN_FLIGHT = 60
# One in so many asks with an e-mail that owns a shop already.
TAKEN_ONE_IN = 6
# Half of what the gateway asks for (Retry-After); impatient, but no flood on whoever is just starting.
PAUSE_S, LOOK_S = 1.0, 0.1
LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
AWAY = frozenset({502, 503, 504})
ENDED = """
SELECT saga_id, state, failure_code, extract(epoch FROM finished_at)::float8 AS finished_at
FROM svc_provisioning.sagas WHERE saga_id = ANY($1) AND finished_at IS NOT NULL
"""


@dataclass(slots=True)
class SignUp:
    """One sign-up and what became of it; times in seconds of the wall clock."""

    body: dict[str, Any]
    is_taken: bool
    tenant_id: UUID | None = None
    saga_id: UUID | None = None
    began_at: float = field(default_factory=time.time)
    accepted_at: float = 0.0
    finished_at: float = 0.0
    state: str = ""
    failure_code: str | None = None

    @property
    def email(self) -> str:
        return str(self.body["admin"]["email"])

    @property
    def subdomain(self) -> str:
        return str(self.body["subdomain"])


class Visitors:
    """Keeps IN_FLIGHT sign-ups in flight until told to stop, and the books about them."""

    def __init__(self, system: System, rng: random.Random) -> None:
        self._system, self._rng = system, rng
        self._open: dict[UUID, SignUp] = {}
        self._ends: dict[UUID, asyncio.Event] = {}
        self.owners: list[str] = []
        self._stop = asyncio.Event()
        self.accepted: list[SignUp] = []
        self.last_accepted_at = self.last_completed_at = 0.0
        self.tries = 0
        self.faults: list[str] = []

    async def run(self) -> None:
        """Until `stop`, and then until every sign-up has come to its end."""
        async with self._system.client() as client, asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            await asyncio.gather(*(self._visit(client) for _ in range(IN_FLIGHT)))
            watching.cancel()

    def stop(self) -> None:
        self._stop.set()

    @property
    def open(self) -> list[SignUp]:
        """Accepted and not at an end."""
        return list(self._open.values())

    async def _visit(self, client: httpx.AsyncClient) -> None:
        while not self._stop.is_set():
            sign_up = self._somebody()
            await self._ask(client, sign_up)
            if sign_up.saga_id is not None:
                await self._ends[sign_up.saga_id].wait()

    def _somebody(self) -> SignUp:
        is_taken = bool(self.owners) and self._rng.randrange(TAKEN_ONE_IN) == 0
        admin = {"email": self._rng.choice(self.owners)} if is_taken else {}
        return SignUp(signup_body(admin=admin), is_taken)

    async def _ask(self, client: httpx.AsyncClient, sign_up: SignUp) -> None:
        """Until it is accepted, always with the same key; whoever stops is not a lost sign-up."""
        headers = {"Idempotency-Key": sign_up.subdomain}
        while True:
            self.tries += 1
            try:
                answer = await client.post("/api/v1/tenants", json=sign_up.body, headers=headers)
            except httpx.HTTPError as error:
                self.faults.append(f"the gateway gave no answer: {error!r}")
                return
            if answer.status_code == 202:
                self._enter(sign_up, answer.json())
                return
            if answer.status_code not in AWAY and "REQUEST_IN_PROGRESS" not in answer.text:
                self.faults.append(f"{sign_up.subdomain}: {answer.status_code} {answer.text}")
                return
            await asyncio.sleep(PAUSE_S)

    def _enter(self, sign_up: SignUp, answer: dict[str, Any]) -> None:
        sign_up.tenant_id, saga_id = UUID(answer["id"]), UUID(answer["saga_id"])
        sign_up.saga_id, sign_up.accepted_at = saga_id, time.time()
        self.last_accepted_at = sign_up.accepted_at
        self._ends[saga_id] = asyncio.Event()
        self._open[saga_id] = sign_up
        self.accepted.append(sign_up)

    async def _watch(self) -> None:
        """Looks into the database, around everything that is cut: to ask the API would be a load of its own."""
        while True:
            try:
                connection = await asyncpg.connect(self._system.admin_url, timeout=5)
                try:
                    while True:
                        for row in await connection.fetch(ENDED, list(self._open), timeout=10):
                            self._end(row)
                        await asyncio.sleep(LOOK_S)
                finally:
                    connection.terminate()
            except LOST:
                await asyncio.sleep(LOOK_S)

    def _end(self, row: asyncpg.Record) -> None:
        sign_up = self._open.pop(row["saga_id"])
        sign_up.state, sign_up.failure_code = row["state"], row["failure_code"]
        sign_up.finished_at = row["finished_at"]
        if sign_up.state == "COMPLETED":
            self.owners.append(sign_up.email)
            self.last_completed_at = max(self.last_completed_at, sign_up.finished_at)
        self._ends.pop(row["saga_id"]).set()
