"""`make chaos KILLS=500 SEED=…`: the long run, on servers of its own. Exits with 1 when a promise was broken."""

import argparse
import asyncio
import secrets
import sys

from tests.chaos.scenario import Result, play
from tests.chaos.world import chaos_world
from tests.infra.servers import ServerPair, running_pair


async def _play(pair: ServerPair, kills: int, seed: int) -> Result:
    async with chaos_world(pair) as world:
        return await play(world, kills=kills, seed=seed, say=_say)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, help="to play a run again")
    options = parser.parse_args()
    seed = secrets.randbelow(10**6) if options.seed is None else options.seed
    _say(f"seed {seed}")
    with running_pair() as pair:
        result = asyncio.run(_play(pair, options.kills, seed))
    _say(f"\n{result.table}")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
