"""A run: faults one round after another, each only when the system has recovered from the last."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from deploy.gateway.config import SERVICES
from libs.common.faults import CrashPoint
from tests.chaos.plan import SAGA_SERVICES, Fault, Kind, rounds
from tests.chaos.visitors import IN_FLIGHT, MINIMUM_IN_FLIGHT, Visitors
from tests.chaos.world import World
from tests.infra.sql import connected
from tests.infra.waiting import eventually

PASSED_WITHIN_S, RECOVERED_WITHIN_S, SETTLED_WITHIN_S = 60, 120, 300
CUT_S = (0.5, 2.0)
# A kill at any moment waits so long at most, or all would come right after a recovery.
RANDOM_PAUSE_S = 1.0
EVENT_SINCE = "SELECT EXISTS (SELECT FROM svc_{}.inbox WHERE received_at > to_timestamp($1))"


@dataclass(slots=True)
class Hit:
    """A fault that happened; times in seconds of the wall clock."""

    fault: Fault
    at: float
    in_flight: int
    recovered_at: float = 0.0

    @property
    def recovery_s(self) -> float:
        return self.recovered_at - self.at


@dataclass(slots=True)
class Outcome:
    """What a run saw, to be judged and printed."""

    seed: int
    hits: list[Hit] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tries: int = 0
    took_s: float = 0.0

    @property
    def kills(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.fault.kind is not Kind.CUT]


class Run:
    """Plays a plan against a world full of visitors."""

    def __init__(self, world: World, visitors: Visitors, rng: random.Random, say: Callable[[str], None]) -> None:
        self._world, self._visitors, self._rng, self._say = world, visitors, rng, say

    async def play(self, kills: int, outcome: Outcome) -> None:
        """All of it; ends when every sign-up has come to its end, or when something hangs, which is a fault."""
        visitors = self._visitors
        try:
            async with asyncio.TaskGroup() as group:
                visiting = group.create_task(visitors.run())
                await self._play_rounds(kills, outcome)
                visitors.stop()
                self._world.hurry()
                await asyncio.wait([visiting], timeout=SETTLED_WITHIN_S)
                visiting.cancel()
        finally:
            left = [f"{each.subdomain} (saga {each.saga_id})" for each in visitors.open]
            outcome.faults += [f"came to no end: {each}" for each in left]
            outcome.tries = visitors.tries
            outcome.faults += visitors.faults + self._world.faults

    async def _play_rounds(self, kills: int, outcome: Outcome) -> None:
        try:
            await eventually(lambda: bool(self._visitors.owners), timeout_s=SETTLED_WITHIN_S)
            for faults in rounds(kills, self._rng):
                await eventually(self._is_crowded, timeout_s=RECOVERED_WITHIN_S)
                hits = await asyncio.gather(*map(self._strike, faults))
                outcome.hits.extend(hits)
                await asyncio.gather(*map(self._recover, hits))
                self._say(_line(len(outcome.kills), hits))
        except AssertionError as error:
            outcome.faults.append(f"after {len(outcome.kills)} kills: {error}")

    def _is_crowded(self) -> bool:
        return len(self._visitors.open) >= (IN_FLIGHT + MINIMUM_IN_FLIGHT) / 2

    async def _strike(self, fault: Fault) -> Hit:
        if fault.kind is Kind.POINT:
            return await self._strike_at_point(fault)
        if fault.kind is Kind.RANDOM:
            await asyncio.sleep(self._rng.uniform(0, RANDOM_PAUSE_S))
        hit = Hit(fault, time.time(), len(self._visitors.open))
        if fault.kind is Kind.RANDOM:
            self._world.kill(fault.target)
        elif fault.kind is Kind.SERVER:
            await self._world.kill_server(fault.target)
        else:
            async with self._cut(fault.target, self._rng.sample(SERVICES, self._rng.randint(1, len(SERVICES)))):
                await asyncio.sleep(self._rng.uniform(*CUT_S))
        return hit

    async def _strike_at_point(self, fault: Fault) -> Hit:
        trap = self._world.traps[fault.target]
        assert fault.point is not None
        trap.lay(fault.point, passes=fault.passes)
        if fault.point is CrashPoint.CONSUMER_REPUBLISHED:
            # Only a handler that fails sends its message anywhere: it has no database.
            async with self._cut("postgres", [fault.target]):
                at = await eventually(trap.sprung_at, timeout_s=PASSED_WITHIN_S)
        else:
            at = await eventually(trap.sprung_at, timeout_s=PASSED_WITHIN_S)
        return Hit(fault, at, len(self._visitors.open))

    @asynccontextmanager
    async def _cut(self, server: str, services: list[str]) -> AsyncIterator[None]:
        wires = [self._world.wires[service, server] for service in services]
        for wire in wires:
            wire.cut()
        try:
            yield
        finally:
            for wire in wires:
                await wire.mend()

    async def _recover(self, hit: Hit) -> None:
        """Until who was hit is ready, handles events, and sign-ups are accepted and completed again."""
        names = [hit.fault.target] if hit.fault.target in SERVICES else list(SERVICES)
        for name in names:
            await eventually(partial(self._is_back, name), timeout_s=RECOVERED_WITHIN_S)
        ready_at = time.time()
        for name in SAGA_SERVICES:
            if name in names:
                handled = partial(self._has_handled_since, name, hit.at)
                await eventually(handled, timeout_s=RECOVERED_WITHIN_S)
        await eventually(partial(self._is_busy, hit.at, ready_at), timeout_s=RECOVERED_WITHIN_S)
        hit.recovered_at = time.time()

    def _is_busy(self, hit_at: float, ready_at: float) -> bool:
        return self._visitors.last_accepted_at > hit_at and self._visitors.last_completed_at > ready_at

    async def _is_back(self, service: str) -> bool:
        return await asyncio.to_thread(self._world.is_ready, service)

    async def _has_handled_since(self, service: str, moment: float) -> bool:
        async with connected(self._world.system.admin_url) as connection:
            return bool(await connection.fetchval(EVENT_SINCE.format(service), moment))


def _line(kills: int, hits: list[Hit]) -> str:
    what = ", ".join(f"{hit.fault.target} {hit.fault.label} → {hit.recovery_s:.1f} s" for hit in hits)
    return f"{kills:4d}  {hits[0].in_flight} in flight  {what}"
