"""What the runner shows: steps with their times, tables, failures."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

WIDTH = 22


@contextmanager
def step(name: str) -> Iterator[None]:
    """Shows the name at once and the seconds it took when done; a failure ends the line."""
    print(f"  {name:<{WIDTH}}", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - started:6.1f} s", flush=True)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Left-aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


class CommandFailed(RuntimeError):
    """A command of the start ended badly; the message is its output."""


def run(arguments: Sequence[str], env: dict[str, str], cwd: str, stdin: str = "") -> str:
    """The output of a Python module's command in our own environment; raises CommandFailed."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=env, cwd=cwd, input=stdin, capture_output=True, text=True)
    if done.returncode != 0:
        output = (done.stdout + done.stderr).strip()[-4000:]
        raise CommandFailed(f"python {' '.join(arguments)} ended with {done.returncode}:\n{output}")
    return done.stdout
