"""`make wall REQUESTS=… SEED=…`: the long run, directly and through PgBouncer. Exits with 1 at a crossing."""

import argparse
import asyncio
import logging
import random
import secrets
import sys
import time
from collections.abc import Sequence

import asyncpg
import uvloop

from libs.common.logging import configure_logging
from tests.infra.databases import build_template, copy_template
from tests.infra.servers import Servers
from tests.wall.interleaving import IN_FLIGHT, POOL_SIZE, Interleaving, Outcome
from tests.wall.world import business, create_shops, running_pgbouncer, running_postgresql

DATABASE = "wall"
DIRECT, POOLED = "direct", "pgbouncer"


async def _play(servers: Servers, requests: int, seed: int, ways: Sequence[str]) -> list[Outcome]:
    await build_template(servers)
    await copy_template(servers, DATABASE)
    shops = await create_shops(servers, DATABASE)
    admin = await asyncpg.connect(servers.admin_url(DATABASE))
    outcomes = []
    with running_pgbouncer(servers, pool_size=POOL_SIZE) as pooler:
        for way in ways:
            port, size = (None, POOL_SIZE) if way == DIRECT else (pooler, IN_FLIGHT)
            began = time.monotonic()
            async with business(servers, DATABASE, pool_size=size, port=port) as database:
                chance = random.Random(seed)  # noqa: S311 - to be played again
                outcome = await Interleaving(database, shops, admin, chance).run(requests)
            outcomes.append(outcome)
            _say(f"{outcome.line(way, len(shops))}, {time.monotonic() - began:.0f} s")
            for fault in (*outcome.crossings[:10], *outcome.faults):
                _say(f"  {fault}")
    await admin.close()
    return outcomes


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.wall")
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, help="to play a run again")
    parser.add_argument("--way", choices=(DIRECT, POOLED), help="only this one")
    options = parser.parse_args()
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    configure_logging(service="wall", level="ERROR")
    # The canary shouts for every rogue.
    logging.disable(logging.CRITICAL)
    ways = [options.way] if options.way else [DIRECT, POOLED]
    _say(f"seed {seed}")
    with running_postgresql() as servers, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        outcomes = runner.run(_play(servers, options.requests, seed, ways))
    return 1 if any(outcome.crossings or outcome.faults for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
