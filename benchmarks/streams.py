"""A thousand open streams at the gateway: what one costs while nothing happens, how fast all hear of a change."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import datetime

import psutil

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.figures import Figure, percentile
from benchmarks.world import World
from tests.e2e.streams import stream_path
from tests.infra.shops import signup_body
from tests.infra.system import BASE_DOMAIN, System
from tests.infra.waiting import eventually

# Longer than a stream waits before it looks for itself, or says that it lives.
WATCHERS, SAGAS, IDLE_S = 1_000, 50, 45
PATIENCE_S = 120
# A watcher that is told of the end within that hears of it live.
LIVE_MS = 1_000
# Nobody asks again for the answer that is held back: that would be a change.
PATIENT = {"STEP_RETRY_AFTER_S": "3600"}


@dataclass(slots=True)
class Watcher:
    """One open stream, read as a browser reads it; `arrived` is when the last event came, by the wall clock."""

    saga_id: str
    events: int = 0
    state: str = ""
    finished_at: str = ""
    arrived: float = 0.0
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def open(self, system: System) -> None:
        self.connection = await asyncio.open_connection("127.0.0.1", system.gateway_port)
        reader, writer = self.connection
        host = f"{BASE_DOMAIN}:{system.gateway_port}"
        writer.write(f"GET {stream_path(self.saga_id)} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        await self._next(reader)

    async def follow(self) -> None:
        """To the stream's end."""
        assert self.connection is not None  # noqa: S101 - opened before
        reader, writer = self.connection
        while self.state != "COMPLETED":
            await self._next(reader)
        writer.close()

    async def _next(self, reader: asyncio.StreamReader) -> None:
        """The next event; raises ConnectionError when the stream ends before."""
        while line := await reader.readline():
            if line.startswith(b"data:"):
                saga = json.loads(line[5:])
                self.events, self.arrived = self.events + 1, time.time()
                self.state, self.finished_at = saga["state"], saga["finished_at"] or ""
                return
        raise ConnectionError(f"the stream of {self.saga_id} ended in {self.state or 'nothing'}")

    @property
    def late_ms(self) -> float:
        """Milliseconds from the saga's end, as its row tells it, to its event."""
        return (self.arrived - datetime.fromisoformat(self.finished_at).timestamp()) * 1000


async def measure(world: World) -> list[Figure]:
    """Sign-ups wait for auth, all are watched, then auth comes."""
    async with world.system(without=("auth",), env=PATIENT) as system:
        watchers = [Watcher(saga_id) for saga_id in await _waiting_sagas(system) for _ in range(WATCHERS // SAGAS)]
        pids = {name: world.pids(system)[name] for name in ("provisioning", "gateway", "postgres")}
        process = psutil.Process(pids["provisioning"])
        empty = process.memory_info().rss
        for start in range(0, WATCHERS, SAGAS):
            await asyncio.gather(*(watcher.open(system) for watcher in watchers[start : start + SAGAS]))
        held = process.memory_info().rss - empty
        following = asyncio.gather(*(watcher.follow() for watcher in watchers))
        before = cpu_seconds(pids)
        await asyncio.sleep(IDLE_S)
        idle = used_since(before, pids)
        before, told = cpu_seconds(pids), sum(watcher.events for watcher in watchers)
        system.start_service("auth")
        async with asyncio.timeout(PATIENCE_S):
            await following
        busy = used_since(before, pids)
    return _figures(watchers, held, idle, busy, told)


def _figures(
    watchers: list[Watcher], held: int, idle: dict[str, float], busy: dict[str, float], told: int
) -> list[Figure]:
    late = [watcher.late_ms for watcher in watchers]
    events = sum(watcher.events for watcher in watchers) - told
    of = f"streams: {len(watchers):,} watchers of {SAGAS} sign-ups"
    return [
        Figure(f"{of}, end → heard, p50", percentile(late, 50), "ms"),
        Figure(f"{of}, end → heard, p99", percentile(late, 99), "ms", at_most=LIVE_MS),
        Figure(f"{of}, memory of provisioning for each", held / len(watchers) / 1024, "kB"),
        *(Figure(f"{of}, nothing happens: CPU of {name}", seconds / IDLE_S * 100, "% core")
          for name, seconds in idle.items()),
        *(Figure(f"{of}, CPU of {name} for each event told", seconds / events * 1000, "ms")
          for name, seconds in busy.items()),
    ]  # fmt: skip


async def _waiting_sagas(system: System) -> list[str]:
    """Sign-ups that wait for their first user."""
    async with system.client() as client:
        answers = [await client.post("/api/v1/tenants", json=signup_body()) for _ in range(SAGAS)]
        ids = [answer.raise_for_status().json()["saga_id"] for answer in answers]

        async def wait() -> bool:
            found = [await client.get(stream_path(saga_id).removesuffix("/stream")) for saga_id in ids]
            return all(answer.json()["state"] == "SCHEMA_CREATED" for answer in found)

        await eventually(wait, timeout_s=PATIENCE_S)
    return ids
