"""The whole scenario, short and long alike: play, let it come to rest, and look at everything that is left."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.audit import (
    Finding,
    compare,
    judge_sign_ups,
    lost_messages,
    messages_left,
    read_remains,
    undelivered,
)
from tests.chaos.plan import Kind
from tests.chaos.proof import try_all
from tests.chaos.report import quantile, recoveries, render
from tests.chaos.run import Outcome, Run
from tests.chaos.visitors import MINIMUM_IN_FLIGHT, Visitors
from tests.chaos.world import World
from tests.infra.waiting import eventually

REST_WITHIN_S = 180
# What the product promises: after the SIGKILL of any one process.
RECOVERY_MEDIAN_S = 10.0


@dataclass(frozen=True, slots=True)
class Result:
    """`faults` is empty when the system kept every promise."""

    table: str
    faults: list[str]


async def play(world: World, *, kills: int, seed: int, say: Callable[[str], None]) -> Result:
    outcome, began = Outcome(seed), time.time()
    rng = random.Random(seed)  # noqa: S311 - a run that found something must be repeatable
    visitors = Visitors(world.system, rng)
    await Run(world, visitors, rng, say).play(kills, outcome)
    findings = await _look(world, visitors)
    outcome.took_s = time.time() - began
    outcome.faults += _broken_promises(outcome, world)
    table = render(outcome, visitors.accepted, findings)
    return Result(table, [*outcome.faults, *(f"{each.kind}: {each.what}" for each in findings)])


async def _look(world: World, visitors: Visitors) -> list[Finding]:
    system = world.system

    async def at_rest() -> bool:
        return not await messages_left(system)

    findings: list[Finding] = []
    try:
        await eventually(at_rest, timeout_s=REST_WITHIN_S)
    except AssertionError:
        left = await messages_left(system)
        findings += [Finding("messages left", f"{name}: {count}") for name, count in left.items()]
    remains = await read_remains(system)
    findings += compare(remains) + judge_sign_ups(visitors.accepted, remains)
    findings += await lost_messages(system) + await undelivered(system)
    return findings + await try_all(system, visitors.accepted)


def _broken_promises(outcome: Outcome, world: World) -> list[str]:
    found = []
    own = [hit for hit in outcome.kills if hit.fault.kind is not Kind.SERVER]
    if len(own) != world.deaths.total():
        found.append(f"{len(own)} services were killed, {world.deaths.total()} died")
    median = quantile(recoveries(outcome.kills, servers=False), 0.5)
    if median > RECOVERY_MEDIAN_S:
        found.append(f"recovery after a SIGKILL takes {median:.1f} s at the median")
    lowest = min(hit.in_flight for hit in outcome.kills)
    if lowest < MINIMUM_IN_FLIGHT:
        found.append(f"only {lowest} sign-ups were in flight at a kill")
    return found
