"""Every alert of the rules fires for its cause before a real Prometheus, and none does while all is well."""

import time
from collections.abc import Awaitable, Callable, Iterable, Sequence, Set
from datetime import timedelta
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from deploy.local.servers.prometheus import RULES
from tests.infra.prometheus import Prometheus, running_prometheus
from tests.infra.sagas import plant_sagas
from tests.infra.servers import ServerPair
from tests.infra.shops import Shop, create_shop, signup_body
from tests.infra.smtp import Rule, ScriptedSmtp, running_smtp
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

# What is provoked together, and the labels by which an alert shows that it fired for that.
REPLICA = {"ReplicaDown": {"service": "tenant"}}
AT_ONCE = {
    "SagaCompensationFailed": {"kind": "create_tenant"},
    "SagaRetriesHigh": {"step": "release"},
    "SignUpsRolledBack": {"kind": "create_tenant"},
    "EventRetriesHigh": {"service": "tenant", "event": "provisioning.undone"},
}
AFTER_A_WHILE = {
    "SagaStuck": {"state": "SCHEMA_CREATED"},
    "MessagesParked": {"service": "auth"},
    "ServiceDown": {"service": "business"},
    "ReconcileFindings": {"kind": "schema_without_tenant"},
    "ReconcileNotRunning": {},
}
JAM = {
    "ServiceSlow": {"service": "tenant"},
    "ServiceErrors": {"service": "tenant"},
    "PoolExhausted": {"service": "tenant"},
    "MetricsBlind": {"service": "tenant", "sampler": "outbox"},
}
WALL = {"TenantWallBreached": {"service": "tenant", "kind": "scope"}}
BROKER = {"BrokerDisconnected": {"service": "auth"}, "OutboxLagging": {"service": "tenant"}}
MAIL_AWAY: dict[str, dict[str, str]] = {"MailNotLeaving": {}}
MAIL_PUT_OFF: dict[str, dict[str, str]] = {"MailPutOff": {}}
MAIL_REFUSED: dict[str, dict[str, str]] = {"MailFailing": {}}
MAIL = MAIL_AWAY | MAIL_PUT_OFF | MAIL_REFUSED
CAUSES: dict[str, dict[str, str]] = REPLICA | AT_ONCE | AFTER_A_WHILE | JAM | WALL | BROKER | MAIL


class Watch:
    """What Prometheus saw firing, and how long after its provocation."""

    def __init__(self, prometheus: Prometheus) -> None:
        self._prometheus = prometheus
        self._provoked: dict[str, float] = {}

    async def provoke(self, names: Iterable[str]) -> None:
        """Notes that their cause comes now. Raises AssertionError for one that fired without."""
        fired = {labels["alertname"] for labels in await self._prometheus.fired()}
        assert fired <= self._provoked.keys()
        self._provoked |= dict.fromkeys(names, time.time())

    async def saw(self, causes: dict[str, dict[str, str]]) -> None:
        """Returns once all of them have fired with these labels."""
        wanted = [{"alertname": name} | labels for name, labels in causes.items()]

        async def missing() -> list[dict[str, str]]:
            fired = [labels.items() for labels in await self._prometheus.fired()]
            return [each for each in wanted if not any(each.items() <= labels for labels in fired)]

        await _until_empty(missing)

    async def table(self) -> str:
        first = await self._prometheus.first_fired()
        waits = sorted((first[name] - at, name) for name, at in self._provoked.items())
        lines = [f"  {name:<24} {seconds:5.1f} s" for seconds, name in waits]
        return "\n".join(["alerts, from cause to firing, 60 times as fast as at night:", *lines])


def test_every_alert_is_provoked() -> None:
    groups = yaml.safe_load(RULES.read_text())["groups"]
    assert CAUSES.keys() == {rule["alert"] for group in groups for rule in group["rules"]}


@pytest.mark.timeout(480)
async def test_each_alert_fires_for_its_cause_and_none_while_all_is_well(
    pair: ServerPair, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with (
        running_smtp(tmp_path / "smtp") as smtp,
        running_system(pair.servers, name="system_alerts", number=44, env=ENV | _mail_env(smtp)) as system,
        running_prometheus(system, tmp_path, interval_s=SCRAPED_EVERY_S, missing=["tenant"]) as prometheus,
    ):
        watch = Watch(prometheus)
        shop = await _all_well(system, prometheus, watch)
        await _mail(system, watch, smtp)
        await _sagas_and_messages(system, watch, shop=shop)
        await _jam(system, watch)
        await _breach(system, watch, shop)
        await watch.saw(AFTER_A_WHILE)
        await _mend(system)
        await _broker_away(pair, system, watch)
        # What is mended ends.
        mended = {"ServiceDown", "BrokerDisconnected", "ReconcileNotRunning", "MailNotLeaving", "MailFailing"}
        await _until_empty(lambda: _of_those_active(prometheus, mended))
        record_property("figures", await watch.table())


async def _all_well(system: System, prometheus: Prometheus, watch: Watch) -> Shop:
    """A sign-up and a scan, after which no alert but that of the missing replica is even pending."""
    await watch.provoke(REPLICA)
    shop = await create_shop(system)
    await shop.client.aclose()
    await provoke.scan(system)
    await watch.saw(REPLICA)
    await _until_empty(lambda: _of_those_active(prometheus, CAUSES.keys() - REPLICA.keys()))
    return shop


async def _mail(system: System, watch: Watch, smtp: ScriptedSmtp) -> None:
    """The mail server is away, when it is back it refuses every letter, and then puts them off."""
    await eventually(smtp.count)
    smtp.stop()
    await watch.provoke(MAIL_AWAY)
    await provoke.write_letters(system, count=8)
    await provoke.age(system, provoke.AGE_MAIL)
    await watch.saw(MAIL_AWAY)
    await watch.provoke(MAIL_REFUSED)
    smtp.script(DOT=Rule(answer="554 5.7.1 no mail of yours"))
    await smtp.start()
    await watch.saw(MAIL_REFUSED)
    await watch.provoke(MAIL_PUT_OFF)
    smtp.script(RCPT=Rule(answer="451 4.7.1 not now"))
    await provoke.write_letters(system, count=4)
    await watch.saw(MAIL_PUT_OFF)
    smtp.script()


def _mail_env(smtp: ScriptedSmtp) -> dict[str, str]:
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp.port),
        "SMTP_SECURITY": "none",
        "SMTP_AWAY_PAUSE_S": "1",
        "MAIL_FROM": "nobody@example.com",
    }


async def _sagas_and_messages(system: System, watch: Watch, *, shop: Shop) -> None:
    await watch.provoke(AT_ONCE | AFTER_A_WHILE)
    system.stop_service("business")
    await plant_sagas(system.admin_url, "SCHEMA_CREATED")
    await plant_sagas(system.admin_url, "COMPENSATION_FAILED")
    # Their shops do not exist: the tenant service fails at each, is asked again, and fails again.
    await plant_sagas(system.admin_url, "COMPENSATING", count=60, due_in=timedelta(0))
    await provoke.poison(system)
    await provoke.make_orphan(system)
    await provoke.age(system, provoke.AGE_RUNS)
    await provoke.roll_back(system, shop, count=8)
    await watch.saw(AT_ONCE)


async def _jam(system: System, watch: Watch) -> None:
    await watch.provoke(JAM)
    async with provoke.jammed(system):
        await watch.saw(JAM)


async def _breach(system: System, watch: Watch, shop: Shop) -> None:
    await watch.provoke(WALL)
    await provoke.breach(system, shop)
    await watch.saw(WALL)


async def _mend(system: System) -> None:
    system.start_service("business")
    await system.wait_ready(["business"])
    await provoke.scan(system)


async def _broker_away(pair: ServerPair, system: System, watch: Watch) -> None:
    await watch.provoke(BROKER)
    await take_away(pair, "rabbitmq")
    async with system.client() as apex:
        assert (await apex.post("/api/v1/tenants", json=signup_body())).status_code == 202
    await provoke.age(system, provoke.AGE_OUTBOX)
    await watch.saw(BROKER)
    await bring_back(pair, "rabbitmq")


async def _of_those_active(prometheus: Prometheus, names: Set[str]) -> list[str]:
    return sorted(names & await prometheus.active())


async def _until_empty(look: Callable[[], Awaitable[Sequence[object]]]) -> None:
    """Waits until nothing is left; fails with what is."""
    left: list[object] = []

    async def is_empty() -> bool:
        left[:] = await look()
        return not left

    try:
        await eventually(is_empty, timeout_s=PATIENCE_S)
    except AssertionError:
        raise AssertionError(f"still after {PATIENCE_S} s: {left}") from None
