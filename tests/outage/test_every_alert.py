"""Every alert of the rules fires once before a real Prometheus, and no other does while all is well."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from deploy.local.servers.prometheus import RULES
from tests.infra.prometheus import Prometheus, running_prometheus
from tests.infra.servers import ServerPair
from tests.infra.shops import Shop, create_shop, signup_body
from tests.infra.system import System, running_system
from tests.infra.waiting import eventually
from tests.outage import provoke
from tests.outage.conftest import bring_back, take_away

pytestmark = pytest.mark.serial

ENV = {
    "DATABASE_POOL_SIZE": "3",
    "STEP_RETRY_AFTER_S": "0.2",
    "SWEEP_INTERVAL_S": "0.2",
    "RECONCILE_GRACE_S": "0",
    # The schedule must not repair what the test ages.
    "RECONCILE_INTERVAL_S": "1000000",
}
PATIENCE_S = 90
# A scrape takes two seconds where a look-up fails, and must not be taken for a service that is down.
SCRAPED_EVERY_S = 3


def alert_names() -> set[str]:
    groups = yaml.safe_load(RULES.read_text())["groups"]
    return {rule["alert"] for group in groups for rule in group["rules"] if "alert" in rule}


class Watch:
    """Which alerts were seen firing, and when first, in seconds since the watch began."""

    def __init__(self, prometheus: Prometheus) -> None:
        self._prometheus, self._began = prometheus, time.monotonic()
        self.seen: dict[str, float] = {}

    async def run(self) -> None:
        while True:
            for name in await self._prometheus.firing():
                self.seen.setdefault(name, time.monotonic() - self._began)
            await asyncio.sleep(0.3)

    async def saw(self, *names: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while missing := set(names) - set(self.seen):
            assert time.monotonic() < deadline, f"{missing} did not fire; seen: {self.seen}"
            await asyncio.sleep(0.3)


@asynccontextmanager
async def watching(prometheus: Prometheus) -> AsyncIterator[Watch]:
    watch = Watch(prometheus)
    task = asyncio.create_task(watch.run())
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.timeout(480)
async def test_each_alert_fires_for_its_cause_and_none_while_all_is_well(
    pair: ServerPair, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    servers = pair.servers
    async with (
        running_system(servers, name="system_alerts", number=44, env=ENV) as system,
        running_prometheus(system, tmp_path, interval_s=SCRAPED_EVERY_S, missing=["tenant"]) as prometheus,
        watching(prometheus) as watch,
    ):
        shop = await create_shop(system)
        await shop.client.aclose()
        await provoke.scan(system)
        await watch.saw("ReplicaDown")
        assert await prometheus.firing() <= {"ReplicaDown", "ReconcileNotRunning"}
        await _sagas_and_messages(system, watch, shop=shop)
        await _jam(system, watch)
        await _broker_away(pair, system, watch)
        await _service_away(system, watch)
        assert set(watch.seen) == alert_names()
        record_property("figures", _table(watch.seen.items()))
        # What is mended ends.
        await eventually(lambda: _is_over(prometheus, "ServiceDown", "BrokerDisconnected"), timeout_s=PATIENCE_S)


async def _sagas_and_messages(system: System, watch: Watch, *, shop: Shop) -> None:
    await provoke.plant_sagas(system, "SCHEMA_CREATED", count=1)
    await provoke.plant_sagas(system, "COMPENSATION_FAILED", count=1)
    # Their shops do not exist: the tenant service fails at each, is asked again, and fails again.
    await provoke.plant_sagas(system, "COMPENSATING", count=60, due_in_s=0)
    await provoke.poison(system)
    await provoke.make_orphan(system)
    await provoke.age(system, provoke.AGE_RUNS)
    await provoke.roll_back(system, shop, count=8)
    await watch.saw("SagaStuck", "SagaCompensationFailed", "SagaRetriesHigh", "EventRetriesHigh")
    await watch.saw("MessagesParked", "SignUpsRolledBack", "ReconcileFindings", "ReconcileNotRunning")


async def _jam(system: System, watch: Watch) -> None:
    async with provoke.jammed(system):
        await watch.saw("ServiceSlow", "PoolExhausted", "ServiceErrors", "MetricsBlind")


async def _broker_away(pair: ServerPair, system: System, watch: Watch) -> None:
    await take_away(pair, "rabbitmq")
    async with system.client() as apex:
        assert (await apex.post("/api/v1/tenants", json=signup_body())).status_code == 202
    await provoke.age(system, provoke.AGE_OUTBOX)
    await watch.saw("BrokerDisconnected", "OutboxLagging")
    await bring_back(pair, "rabbitmq")


async def _service_away(system: System, watch: Watch) -> None:
    system.stop_service("business")
    await watch.saw("ServiceDown")
    system.start_service("business")
    await system.wait_ready(["business"])


async def _is_over(prometheus: Prometheus, *names: str) -> bool:
    return not set(names) & await prometheus.firing()


def _table(seen: Iterable[tuple[str, float]]) -> str:
    in_order = sorted(seen, key=lambda pair: pair[1])
    lines = [f"  {name:<24} fired after {seconds:5.1f} s" for name, seconds in in_order]
    return "\n".join(["alerts, each provoked once:", *lines])
