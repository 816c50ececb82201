"""The turns as tables and a chart: everything in them is computed from the turns of the run that they describe."""

import html
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contest.contest import Turn, ratio, summary
from benchmarks.figures import Figure

_MEASURES = (
    ("per_s", "requests/s", ".0f"),
    ("p50_ms", "p50 ms", ".1f"),
    ("p99_ms", "p99 ms", ".1f"),
    ("cpu_ms", "CPU ms/request", ".2f"),
    ("application_ms", "of it application", ".2f"),
    ("postgres_ms", "of it PostgreSQL", ".2f"),
    ("broker_ms", "broker, idle, apart", ".2f"),
    ("rss_mb", "RSS MB", ".0f"),
)
_COLOURS = ("#0f766e", "#99c7c2")
_BAR, _GAP, _LEFT, _WIDTH = 16, 14, 250, 860


def row_of(turns: Sequence[Turn], measure: str) -> tuple[float, float, float]:
    """Median, least and greatest of one measure over the rounds."""
    values = sorted(float(getattr(turn, measure)) for turn in turns)
    return median(values), values[0], values[-1]


def rows(turns: Sequence[Turn]) -> list[tuple[str, int, str]]:
    """Scenario, shops and contestant of every row: scenarios as they were played, the cheapest first."""
    played = list(dict.fromkeys((turn.scenario, turn.tenants) for turn in turns))

    def place(row: tuple[str, int, str]) -> tuple[int, float]:
        scenario, tenants, who = row
        return played.index((scenario, tenants)), row_of(summary(turns, scenario, who, tenants), "cpu_ms")[0]

    return sorted({(turn.scenario, turn.tenants, turn.contestant) for turn in turns}, key=place)


def markdown(
    turns: Sequence[Turn],
    facts: Mapping[str, str],
    targets: Sequence[Figure],
    *,
    title: str,
) -> str:
    """The whole report."""
    lines = [f"# {title}", ""]
    lines += [f"- {name}: {value}" for name, value in facts.items()]
    lines += ["", "## Targets", "", "| | target | measured | |", "|---|---|---|---|"]
    lines += [
        f"| {each.name} | {each.target} | {each.value:.2f} {each.unit} | {each.verdict or 'for information'} |"
        for each in targets
    ]
    lines += ["", "## Rows", "", "Median, and in brackets the least and the greatest of the rounds.", ""]
    lines.append("| scenario | shops | who | " + " | ".join(title for _, title, _ in _MEASURES) + " |")
    lines.append("|---" * (3 + len(_MEASURES)) + "|")
    for scenario, tenants, who in rows(turns):
        own = summary(turns, scenario, who, tenants)
        cells = (_cell(row_of(own, measure), form) for measure, _, form in _MEASURES)
        lines.append(f"| {scenario} | {tenants} | {who} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(values: tuple[float, float, float], form: str) -> str:
    middle, least, greatest = (format(value, form) for value in values)
    return middle if least == greatest else f"{middle} ({least}–{greatest})"


def chart(turns: Sequence[Turn]) -> str:
    """CPU of a request, application and PostgreSQL, as bars to a scale of each scenario's own (SVG)."""
    found = [(row, summary(turns, row[0], row[2], row[1])) for row in rows(turns)]
    bars = [(row, row_of(own, "application_ms")[0], row_of(own, "postgres_ms")[0]) for row, own in found]
    longest: dict[tuple[str, int], float] = {}
    for (scenario, tenants, _), application, postgres in bars:
        group = scenario, tenants
        longest[group] = max(longest.get(group, 0.0), application + postgres)
    parts, y, last = list[str](), 44, None
    for (scenario, tenants, who), application, postgres in bars:
        if (scenario, tenants) != last:
            y += _GAP
            title = html.escape(f"{scenario}, {tenants} shops")
            parts.append(f'<text x="8" y="{y + 12}" font-weight="bold">{title}</text>')
            y, last = y + 22, (scenario, tenants)
        scale = (_WIDTH - _LEFT - 70) / longest[scenario, tenants]
        parts += _bar(y, html.escape(who), application * scale, postgres * scale, application + postgres)
        y += _BAR + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y + 16}" role="img"'
        ' font-family="system-ui, sans-serif" font-size="12">'
        f'<rect width="{_WIDTH}" height="{y + 16}" fill="#ffffff"/>'
        "<title>CPU milliseconds per request</title>"
        f'<rect x="8" y="14" width="12" height="12" fill="{_COLOURS[0]}"/><text x="26" y="24">application</text>'
        f'<rect x="110" y="14" width="12" height="12" fill="{_COLOURS[1]}"/><text x="128" y="24">PostgreSQL</text>'
        '<text x="230" y="24">CPU milliseconds a request, median of the rounds</text>'
    )
    return head + "".join(parts) + "</svg>\n"


def _bar(y: int, who: str, application: float, postgres: float, total: float) -> Iterable[str]:
    yield f'<text x="20" y="{y + 12}">{who}</text>'
    yield f'<rect x="{_LEFT}" y="{y}" width="{application:.1f}" height="{_BAR}" fill="{_COLOURS[0]}"/>'
    yield (
        f'<rect x="{_LEFT + application:.1f}" y="{y}" width="{postgres:.1f}" height="{_BAR}"'
        f' fill="{_COLOURS[1]}"/>'
    )
    yield f'<text x="{_LEFT + application + postgres + 6:.1f}" y="{y + 12}">{total:.2f}</text>'


def as_json(turns: Sequence[Turn], facts: Mapping[str, str], targets: Sequence[Figure]) -> dict[str, Any]:
    """Every turn, for who wants to count again."""
    return {
        "facts": dict(facts),
        "targets": [figure.as_json() for figure in targets],
        "turns": [asdict(turn) for turn in turns],
    }


def versus(
    turns: Sequence[Turn], scenario: str, tenants: int, ours: str, theirs: str, measure: str,
    *, at_most: float | None = None, at_least: float | None = None,
) -> Figure | None:  # fmt: skip
    """Ours by theirs, the median of the rounds; None where one of them did not play."""
    own, other = summary(turns, scenario, ours, tenants), summary(turns, scenario, theirs, tenants)
    if not own or not other:
        return None
    middle, least, greatest = ratio(own, other, measure)
    title = {"cpu_ms": "CPU", "per_s": "requests/s", "rss_mb": "RSS"}[measure]
    name = f"{title}, {scenario}, {tenants} shops: {ours} ÷ {theirs} ({least:.2f}–{greatest:.2f})"
    return Figure(name, middle, "×", at_most=at_most, at_least=at_least)


def machine() -> dict[str, str]:
    """What the numbers depend on."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    return {
        "machine": f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def write(
    stem: Path,
    turns: Sequence[Turn],
    facts: Mapping[str, str],
    targets: Sequence[Figure],
    *,
    title: str,
    also: dict[str, Any] | None = None,
) -> None:
    """Report, chart and every turn, as three files of that name; `also` goes to the JSON."""
    stem.parent.mkdir(exist_ok=True)
    stem.with_suffix(".md").write_text(markdown(turns, facts, targets, title=title))
    stem.with_suffix(".svg").write_text(chart(turns))
    data = as_json(turns, facts, targets) | (also or {})
    stem.with_suffix(".json").write_text(json.dumps(data, indent=1) + "\n")


def _lines(path: str) -> list[str]:
    with open(path, encoding="utf-8") as stream:
        return stream.readlines()
