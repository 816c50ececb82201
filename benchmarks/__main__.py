"""`python -m benchmarks [name…] [--json] [--strict]`: what the system does on this machine, beside its targets."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence

import uvloop

from benchmarks import day, idle, latency, lists, mail, relay, screens, signup, streams
from benchmarks.capacity import run as capacity
from benchmarks.contest import run as contest
from benchmarks.figures import Figure, table
from benchmarks.fleet import run as fleet
from benchmarks.world import World, running_world
from deploy.local.system import BENCHING, ensure_system_packages
from libs.common.logging import configure_logging

Benchmark = Callable[[World], Awaitable[list[Figure]]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "contest": contest.measure,
    "relay": relay.measure,
    "latency": latency.measure,
    "idle": idle.measure,
    "lists": lists.measure,
    "signup": signup.measure,
    "streams": streams.measure,
    "mail": mail.measure,
    "day": day.measure,
    "screens": screens.measure,
    "fleet": fleet.measure,
    "capacity": capacity.measure,
}
# These build hundreds of shops, or need a browser: only for who names them.
APART = ("day", "screens", "fleet", "capacity")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"of {', '.join(BENCHMARKS)}; without: all but {', '.join(APART)}"
    )
    parser.add_argument("--quick", action="store_true", help="the contest alone, with fewer and shorter rounds")
    parser.add_argument("--json", action="store_true", help="figures as JSON on standard output")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is not met")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    ensure_system_packages(BENCHING)
    # What the parts in this process log is not the result.
    configure_logging(service="benchmarks", level="ERROR")
    names = options.names or (["contest"] if options.quick else [name for name in BENCHMARKS if name not in APART])
    figures = _run(names, show=not options.json, quick=options.quick)
    if options.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=2))
    return exit_status(figures, strict=options.strict)


def exit_status(figures: Sequence[Figure], *, strict: bool) -> int:
    """A missed target on a busy machine is news, no error, unless `strict` asks for it."""
    return 1 if strict and not all(figure.is_met for figure in figures) else 0


def _run(names: Sequence[str], *, show: bool, quick: bool) -> list[Figure]:
    figures: list[Figure] = []
    with running_world(quick=quick) as world, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        for name in names:
            print(f"{name} … (load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores)", file=sys.stderr, flush=True)
            measured = runner.run(_figures(BENCHMARKS[name], world))
            figures += measured
            if show:
                print(table(measured), flush=True)
    return figures


async def _figures(benchmark: Benchmark, world: World) -> list[Figure]:
    return await benchmark(world)


if __name__ == "__main__":
    sys.exit(main())
