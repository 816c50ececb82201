"""What people and programs read: aligned tables or the API's JSON on stdout, everything else on stderr."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TextIO

import typer

from cli.errors import CliError, Exit, failure

Json = Annotated[bool, typer.Option("--json", help="Print the API's JSON and nothing else.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_COLOURS = {"OK": 32, "COMPLETED": 32, "WARN": 33, "COMPENSATING": 33, "FAIL": 31, "COMPENSATION_FAILED": 31}


def prepare() -> None:
    """Whatever the locale, printing never fails for a character it does not have."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def show(body: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """The answer, for programs or for people."""
    if as_json:
        write(as_text(body, indent=2))
    else:
        for line in lines:
            write(line)


def write(line: str) -> None:
    """A line on stdout; a reader who has gone away is no failure."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # Python flushes once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.OK) from None


def note(line: str) -> None:
    """A line for whoever watches; never on stdout."""
    print(line, file=sys.stderr, flush=True)


def as_text(body: Any, indent: int | None = None) -> str:
    """JSON that the stream can carry."""
    return json.dumps(body, indent=indent, ensure_ascii=not _is_utf8(sys.stdout))


def report(error: CliError, *, as_json: bool) -> None:
    """A refusal, on stderr."""
    problem = error.problem
    if as_json:
        note(json.dumps(problem, indent=2))
        return
    note(f"petshop: {clean(problem['title'])}")
    detail = clean(problem.get("detail"))
    if detail not in ("-", clean(problem["title"])):
        note(f"  {detail}")
    for item in problem.get("errors") or []:
        note(f"  {clean(item.get('field'))}: {clean(item.get('message'))}")
    names = ("code", "request_id")
    note("  " + " · ".join(f"{name} {clean(problem[name])}" for name in names if problem.get(name)))


def confirm(question: str, *, yes: bool) -> None:
    """Goes on only when somebody said yes. Raises CliError where nobody can be asked."""
    if yes:
        return
    if not sys.stdin.isatty():
        detail = "Nobody can be asked here, so nothing was done: add --yes to do it."
        raise failure(Exit.USAGE, "NOT_CONFIRMED", "This changes things and needs --yes", detail)
    if not typer.confirm(question, err=True):
        note("Nothing was done.")
        raise typer.Exit(Exit.FAILED)


def table(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Aligned columns; `nothing` where there is no row."""
    cells = [[clean(value) for value in row] for row in rows]
    if not cells:
        return ["nothing"]
    lines = [list(titles), *cells]
    widths = [max(len(line[column]) for line in lines) for column in range(len(titles))]
    return [_aligned(line, widths) for line in lines]


def fields(pairs: Mapping[str, Any]) -> list[str]:
    """One name and value a line; what is not there is left out."""
    shown = {name: clean(value) for name, value in pairs.items() if value not in (None, "")}
    width = max((len(name) for name in shown), default=0)
    return [f"{name.ljust(width)}  {paint(value)}" for name, value in shown.items()]


def clean(value: Any) -> str:
    """A cell: text of others must not steer the terminal."""
    if value is None or value == "":
        return "-"
    return _CONTROL.sub(" ", str(value))


def when(moment: str | None) -> str | None:
    """A time of the API in the zone of this machine, with its offset."""
    if moment is None:
        return None
    return datetime.fromisoformat(moment).astimezone().isoformat(sep=" ", timespec="seconds")


def span(milliseconds: float | None) -> str | None:
    """A duration as people say it."""
    if milliseconds is None:
        return None
    seconds = milliseconds / 1000
    if seconds < 60:
        return f"{milliseconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} m {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} m" if hours < 48 else f"{hours // 24} d {hours % 24} h"


def counts(numbers: Mapping[str, int]) -> str:
    """What there is of each, in one line."""
    return " · ".join(f"{clean(name)} {number}" for name, number in numbers.items() if number) or "none"


def paint(text: str) -> str:
    """Colour for the words that matter, on terminals that want it."""
    colour = _COLOURS.get(text.strip())
    plain = colour is None or not sys.stdout.isatty() or bool(os.environ.get("NO_COLOR"))
    return text if plain else f"\033[{colour}m{text}\033[0m"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(paint(cell) for cell in padded).rstrip()


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"
