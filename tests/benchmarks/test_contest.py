"""What the contest makes of its turns; the turns themselves are `make bench`."""

import dataclasses
from xml.etree import ElementTree

import pytest

from benchmarks.contest import report
from benchmarks.contest.contest import Turn, ratio
from benchmarks.contest.run import targets
from benchmarks.contest.stage import FLOOR, PEER, PRODUCT
from benchmarks.contest.wrk import Load, LoadFailed, Request, parse

LOAD = Load([Request("GET", "/x", "a.localhost", token="t", headers=("A: b", "C: d"))])


def _turn(who: str, number: int, application_ms: float) -> Turn:
    return Turn(
        scenario="get one",
        contestant=who,
        tenants=10,
        round=number,
        requests=100,
        per_s=1000 / application_ms,
        p50_ms=1.0,
        p99_ms=2.0,
        application_ms=application_ms,
        postgres_ms=1.0,
        broker_ms=0.1,
        rss_mb=80.0,
    )


TURNS = [
    _turn(PRODUCT, 1, 1.0), _turn(PEER, 1, 7.0), _turn(FLOOR, 1, 0.6),
    _turn(PRODUCT, 2, 3.0), _turn(PEER, 2, 7.0), _turn(FLOOR, 2, 1.5),
    _turn(PRODUCT, 3, 1.0), _turn(PEER, 3, 3.0), _turn(FLOOR, 3, 1.0),
]  # fmt: skip


def _of(who: str) -> list[Turn]:
    return [turn for turn in TURNS if turn.contestant == who]


def test_ratio_is_of_rounds_and_not_of_medians() -> None:
    assert ratio(_of(PRODUCT), _of(PEER), "cpu_ms") == (0.5, 0.25, 0.5)


def test_ratio_needs_both_sides_of_a_round() -> None:
    with pytest.raises(KeyError):
        ratio(_of(PRODUCT), _of(PEER)[1:], "cpu_ms")


def test_targets_are_judged_and_named_with_both_sides() -> None:
    found = {figure.name.partition(" (")[0]: figure for figure in targets(TURNS)}
    cpu = found[f"CPU, get one, 10 shops: {PRODUCT} ÷ {PEER}"]
    assert (cpu.value, cpu.at_most, cpu.is_met) == (0.5, 1 / 3, False)
    assert found[f"requests/s, get one, 10 shops: {PRODUCT} ÷ {PEER}"].value == 3.0
    assert all("list" not in name for name in found)


def test_report_holds_every_row_and_every_target() -> None:
    text = report.markdown(TURNS, {"machine": "this"}, targets(TURNS), title="Title")
    assert "- machine: this" in text
    assert text.count("| get one | 10 |") == 3
    assert "NOT MET" in text
    assert f"| {PRODUCT} | 1000 (333–1000) |" in text


def test_chart_is_well_formed_and_names_who() -> None:
    odd = [dataclasses.replace(turn, contestant=f"<{turn.contestant}>") for turn in TURNS]
    texts = [element.text for element in ElementTree.fromstring(report.chart(odd)).iter() if element.text]  # noqa: S314
    assert {f"<{who}>" for who in (PRODUCT, PEER, FLOOR)} <= set(texts)


def test_request_is_one_line_of_the_script() -> None:
    assert LOAD.requests[0].line == "GET\t/x\ta.localhost\tt\tA: b\x1fC: d\t"


def test_run_with_a_single_refusal_counts_for_nothing() -> None:
    assert parse("RESULT 200 2000000 1500 9000 0 0", LOAD).p50_ms == 1.5
    for output in (
        "RESULT 200 2000000 1500 9000 1 0",
        "RESULT 200 2000000 1500 9000 0 1",
        "RESULT 0 1 0 0 0 0",
        "",
    ):
        with pytest.raises(LoadFailed):
            parse(output, LOAD)
