"""Debian's Prometheus before a running system, with the repository's rules, faster than at night."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from deploy.local import process as processes
from deploy.local.servers import prometheus
from tests.infra.servers import free_ports
from tests.infra.system import System
from tests.infra.waiting import eventually

INTERVAL_S = 1
FASTER = 60
FIRING = 'ALERTS{alertstate="firing"}'


@dataclass(frozen=True, slots=True)
class Prometheus:
    """A running one; `client` is at its API."""

    client: httpx.AsyncClient

    async def query(self, expr: str) -> list[dict[str, Any]]:
        """The series of an instant query. Raises AssertionError when Prometheus refuses it."""
        answer = (await self.client.post("/api/v1/query", data={"query": expr})).json()
        assert answer["status"] == "success", f"{expr}\n{answer}"
        found = answer["data"]["result"]
        return found if answer["data"]["resultType"] == "vector" else [{"metric": {}, "value": found}]

    async def alerts(self, name: str, state: str = "firing") -> list[dict[str, Any]]:
        """The alerts of that name with labels and annotations."""
        found = await self._all_alerts()
        return [alert for alert in found if alert["labels"]["alertname"] == name and alert["state"] == state]

    async def active(self) -> set[str]:
        """The names of all alerts that fire or are about to."""
        return {alert["labels"]["alertname"] for alert in await self._all_alerts()}

    async def fired(self) -> list[dict[str, str]]:
        """The labels of all alerts that fired within ten minutes, also of those that ended."""
        return [series["metric"] for series in await self.query(f"count_over_time({FIRING}[10m])")]

    async def first_fired(self) -> dict[str, float]:
        """When each alert fired first within ten minutes, as UNIX time."""
        query = f"min by (alertname) (min_over_time(timestamp({FIRING})[10m:1s]))"
        return {series["metric"]["alertname"]: float(series["value"][1]) for series in await self.query(query)}

    async def _all_alerts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.client.get("/api/v1/alerts")).json()["data"]["alerts"]
        return found

    async def healthy_targets(self) -> set[str]:
        """The services whose last scrape succeeded."""
        found = (await self.client.get("/api/v1/targets")).json()["data"]["activeTargets"]
        return {target["labels"]["service"] for target in found if target["health"] == "up"}


@asynccontextmanager
async def running_prometheus(
    system: System,
    directory: Path,
    *,
    faster: float = FASTER,
    interval_s: int = INTERVAL_S,
    missing: Sequence[str] = (),
) -> AsyncIterator[Prometheus]:
    """Ready once it has seen all services. `missing`: services with a dead replica beside the living one."""
    (port, nobody) = free_ports(2)
    targets = {name: [f"127.0.0.1:{number}"] for name, number in system.ports.items()}
    for name in missing:
        targets[name].append(f"127.0.0.1:{nobody}")
    server = prometheus.prepare(directory / "prometheus", port, targets, interval_s=interval_s, faster=faster)
    # From this thread: it ends with the thread that started it.
    child = processes.popen(server, die_with_parent=True)
    try:
        await asyncio.to_thread(processes.wait_ready, server, 60, lambda: child.poll() is None)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10) as client:
            running = Prometheus(client)
            await eventually(lambda: _sees_all(running, system))
            yield running
    finally:
        await asyncio.to_thread(processes.stop, server, child)


async def _sees_all(running: Prometheus, system: System) -> bool:
    # It finds its targets some seconds after its rules, and until then all of them are down.
    return await running.healthy_targets() == set(system.ports) and not await running.alerts("ServiceDown")
