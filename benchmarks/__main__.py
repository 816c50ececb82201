"""`python -m benchmarks [name…] [--json] [--strict]`: what the system does on this machine, beside its targets."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence

import uvloop

from benchmarks import idle, latency, lists, mail, relay, signup
from benchmarks.figures import Figure, table
from benchmarks.world import World, running_world
from libs.common.logging import configure_logging

Benchmark = Callable[[World], Awaitable[list[Figure]]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "relay": relay.measure,
    "latency": latency.measure,
    "idle": idle.measure,
    "lists": lists.measure,
    "signup": signup.measure,
    "mail": mail.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(BENCHMARKS)}; without: all")
    parser.add_argument("--json", action="store_true", help="figures as JSON on standard output")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is not met")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    # What the parts in this process log is not the result.
    configure_logging(service="benchmarks", level="ERROR")
    figures = _run(options.names or list(BENCHMARKS), show=not options.json)
    if options.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=2))
    return exit_status(figures, strict=options.strict)


def exit_status(figures: Sequence[Figure], *, strict: bool) -> int:
    """A missed target on a busy machine is news, no error, unless `strict` asks for it."""
    return 1 if strict and not all(figure.is_met for figure in figures) else 0


def _run(names: Sequence[str], *, show: bool) -> list[Figure]:
    figures: list[Figure] = []
    with running_world() as world, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
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
