"""The turns: every contestant plays a scenario for some seconds, then the next one, round after round."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import asyncpg
import psutil

from benchmarks.contest import wrk
from benchmarks.contest.scenarios import Scenario, Stage
from benchmarks.cpu import cpu_seconds, used_since


@dataclass(frozen=True, slots=True)
class Contestant:
    """Where it answers, and the processes that its work may be done in; `worker` is the one that serves."""

    name: str
    port: int
    pids: Mapping[str, int]
    worker: int
    is_peer: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One contestant's turn: CPU in milliseconds a request, of its own processes, PostgreSQL and the broker.

    The broker idles in these scenarios: what it takes it takes by the second, so it stands apart.
    """

    scenario: str
    contestant: str
    tenants: int
    round: int
    requests: int
    per_s: float
    p50_ms: float
    p99_ms: float
    application_ms: float
    postgres_ms: float
    broker_ms: float
    rss_mb: float

    @property
    def cpu_ms(self) -> float:
        return self.application_ms + self.postgres_ms


@dataclass(slots=True)
class Arena:
    """A server whose work is counted as well, and the turns so far."""

    postgres_pid: int
    admin_url: str
    seconds: int
    turns: list[Turn] = field(default_factory=list)

    async def play(
        self, scenario: Scenario, stage: Stage, contestants: Sequence[Contestant], *, rounds: int, tenants: int
    ) -> None:
        """A second each to warm up, then the rounds, each beginning with another contestant."""
        for contestant in contestants:
            await self._turn(scenario, stage, contestant, tenants, number=0, seconds=1)
        for number in range(1, rounds + 1):
            start = number % len(contestants)
            for contestant in (*contestants[start:], *contestants[:start]):
                turn = await self._turn(scenario, stage, contestant, tenants, number, self.seconds)
                self.turns.append(turn)

    async def _turn(
        self, scenario: Scenario, stage: Stage, contestant: Contestant, tenants: int, number: int, seconds: int
    ) -> Turn:
        if scenario.mode == "version":
            await self._reset_versions(stage)
        load = await asyncio.to_thread(scenario.load, stage, peer=contestant.is_peer)
        pids = dict(contestant.pids) | {"postgres": self.postgres_pid}
        before = cpu_seconds(pids)
        seconds = max(seconds, scenario.least_s)
        answered = await asyncio.to_thread(wrk.run, contestant.port, load, seconds)
        used = used_since(before, pids)
        postgres, broker = used.pop("postgres"), used.pop("rabbitmq", 0.0)
        return Turn(
            scenario.name, contestant.name, tenants, number, answered.requests,
            answered.requests / answered.seconds, answered.p50_ms, answered.p99_ms,
            sum(used.values()) / answered.requests * 1000, postgres / answered.requests * 1000,
            broker / answered.requests * 1000,
            _rss_mb(contestant.worker),
        )  # fmt: skip

    async def _reset_versions(self, stage: Stage) -> None:
        connection = await asyncpg.connect(self.admin_url)
        try:
            await connection.execute("SET session_replication_role = replica")
            await connection.execute(f"UPDATE {stage.shops[0].schema}.api_cliente SET version = 1")  # noqa: S608
        finally:
            await connection.close()


def _rss_mb(pid: int) -> float:
    """Of the process that serves: the youngest of a master's children, or itself."""
    process = psutil.Process(pid)
    served = process.children() or [process]
    return float(served[-1].memory_info().rss / 2**20)


def summary(turns: Sequence[Turn], scenario: str, contestant: str, tenants: int) -> list[Turn]:
    """The turns of one row."""
    return [
        turn for turn in turns if (turn.scenario, turn.contestant, turn.tenants) == (scenario, contestant, tenants)
    ]


def ratio(turns: Sequence[Turn], of: Sequence[Turn], value: str) -> tuple[float, float, float]:
    """Median, least and greatest of the rounds' own ratios: both sides of each were measured side by side."""
    other = {turn.round: getattr(turn, value) for turn in of}
    ratios = sorted(getattr(turn, value) / other[turn.round] for turn in turns)
    return median(ratios), ratios[0], ratios[-1]
