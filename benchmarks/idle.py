"""What a system that nobody uses costs: no busy polling."""

import asyncio
import time

from benchmarks.cpu import cpu_seconds, used_since
from benchmarks.figures import Figure
from benchmarks.world import World
from deploy.gateway.config import SERVICES

SETTLE_S, SECONDS = 8, 20


async def measure(world: World) -> list[Figure]:
    """Per cent of one core, by process, without a single request."""
    async with world.system() as system:
        pids = world.pids(system)
        await asyncio.sleep(SETTLE_S)
        before, began = cpu_seconds(pids), time.perf_counter()
        await asyncio.sleep(SECONDS)
        took, used = time.perf_counter() - began, used_since(before, pids)
    return [
        Figure(f"idle: {name}", seconds / took * 100, "% core", at_most=2 if name in SERVICES else None)
        for name, seconds in used.items()
    ]
