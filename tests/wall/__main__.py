"""`make wall REQUESTS=… SEED=…`: the long run, directly and through PgBouncer. Exits with 1 at a crossing."""

import argparse
import asyncio
import random
import secrets
import sys
import time

import asyncpg
import uvloop

from libs.common.logging import configure_logging
from tests.infra.databases import build_template, copy_template
from tests.infra.servers import Servers, running_pair
from tests.wall.interleaving import IN_FLIGHT, POOL_SIZE, Interleaving, Outcome
from tests.wall.world import business, create_shops, running_pgbouncer

DATABASE = "wall"


async def _play(servers: Servers, requests: int, seed: int) -> list[Outcome]:
    await build_template(servers)
    await copy_template(servers, DATABASE)
    shops = await create_shops(servers, DATABASE)
    admin = await asyncpg.connect(servers.admin_url(DATABASE))
    outcomes = []
    with running_pgbouncer(servers, pool_size=POOL_SIZE) as pooler:
        for way, port, size in (("direct", None, POOL_SIZE), ("through PgBouncer", pooler, IN_FLIGHT)):
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
    options = parser.parse_args()
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    configure_logging(service="wall", level="FATAL")
    _say(f"seed {seed}")
    with running_pair() as pair, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        outcomes = runner.run(_play(pair.servers, options.requests, seed))
    return 1 if any(outcome.crossings or outcome.faults for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
