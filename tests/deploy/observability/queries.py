"""Every PromQL expression of dashboards and rules, and which metrics and labels it leans on."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from deploy.local.paths import ROOT
from tests.deploy.observability.promtool import alerts

DASHBOARDS = sorted((ROOT / "deploy" / "grafana" / "dashboards").glob("*.json"))
LISTS = ("by", "on", "without", "ignoring", "group_left", "group_right")
WORDS = ("and", "or", "unless", "bool", "offset")
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\[[^\]]*\]|[A-Za-z_:][\w:]*|[\d.]+\w*|=~|!~|!=|==|>=|<=|\S')
_NAME = re.compile(r"[A-Za-z_:][\w:]*")
_VARIABLES = (("$__rate_interval", "1m"), ("$__range", "1h"), ("$service", ".*"))


@dataclass(frozen=True, slots=True)
class Query:
    """Where it stands, the expression with Grafana's variables filled in, and the legend's labels."""

    place: str
    expr: str
    legend: frozenset[str] = frozenset()


@dataclass(slots=True)
class Uses:
    """Labels that are asked of each metric, and those that survive in the answer."""

    of_metric: dict[str, set[str]] = field(default_factory=dict)
    grouped: set[str] = field(default_factory=set)


def all_queries() -> list[Query]:
    """What is in the repository."""
    rules = [Query(f"alert {name}", rule["expr"]) for name, rule in alerts().items()]
    return rules + [query for path in DASHBOARDS for query in _of_dashboard(json.loads(path.read_text()))]


def _of_dashboard(dashboard: dict[str, Any]) -> Iterator[Query]:
    for panel in dashboard["panels"]:
        for target in panel.get("targets", ()):
            legend = re.findall(r"\{\{\s*(\w+)\s*\}\}", target["legendFormat"])
            yield Query(f"{dashboard['title']}: {panel['title']}", fill(target["expr"]), frozenset(legend))
    for variable in dashboard["templating"]["list"]:
        expr = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"])
        assert expr, variable["name"]
        yield Query(f"{dashboard['title']}: ${variable['name']}", f"count by ({expr[2]}) ({expr[1]})")


def fill(expr: str) -> str:
    """As Grafana would send it."""
    for variable, value in _VARIABLES:
        expr = expr.replace(variable, value)
    assert "$" not in expr, expr
    return expr


def uses(expr: str) -> Uses:
    """Walks the tokens: a name is a metric unless it calls, groups or joins."""
    tokens, found = _TOKEN.findall(expr), Uses()
    metrics: list[tuple[int, str]] = []
    groups: list[tuple[range, set[str]]] = []
    at = 0
    while at < len(tokens):
        token, following = tokens[at], tokens[at + 1 : at + 2]
        if token in LISTS:
            end = tokens.index(")", at)
            groups.append((_reach(tokens, token, end + 1), _names(tokens[at + 2 : end])))
            at = end
        elif _NAME.fullmatch(token) and token not in WORDS and following not in (["("], ["by"]):
            metrics.append((at, token))
            labels = found.of_metric.setdefault(token, set())
            if following == ["{"]:
                end = tokens.index("}", at)
                labels |= _names(tokens[at + 2 : end])
                at = end
        at += 1
    for reach, labels in groups:
        found.grouped |= labels
        for position, name in metrics:
            if position in reach:
                found.of_metric[name] |= labels
    return found


def _reach(tokens: list[str], word: str, start: int) -> range:
    """A grouping stands before the parentheses that it groups; a join concerns both its sides."""
    if word != "by":
        return range(len(tokens))
    assert tokens[start] == "(", "write `sum by (label) (…)`, with the labels first"
    depth = 0
    for at in range(start, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[at], 0)
        if depth == 0:
            return range(start, at)
    raise AssertionError("parentheses do not close")


def _names(tokens: list[str]) -> set[str]:
    return {token for token in tokens if _NAME.fullmatch(token)}
