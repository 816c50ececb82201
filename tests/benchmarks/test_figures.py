"""What the table of benchmarks says, without measuring anything."""

import pytest

from benchmarks.__main__ import exit_status, main
from benchmarks.figures import Figure, percentile, table

FAST = Figure("fast", 40, "ms", at_most=50)
SLOW = Figure("slow", 50.1, "ms", at_most=50)
FEW = Figure("few", 999.9, "events/s", at_least=1000)
INFORMS = Figure("informs", 7, "s")


def test_figure_beyond_its_target_is_not_met() -> None:
    verdicts = [figure.verdict for figure in (FAST, SLOW, FEW, INFORMS)]
    assert verdicts == ["met", "NOT MET", "NOT MET", ""]
    assert [figure.as_json()["met"] for figure in (FAST, SLOW, FEW, INFORMS)] == [True, False, False, None]


def test_table_names_target_result_verdict_and_load() -> None:
    line = table([Figure("slow", 50.1, "ms", at_most=50, load=3.21)]).splitlines()[1]
    assert line.split() == ["slow", "≤", "50", "50.10", "ms", "NOT", "MET", "3.2"]


def test_missed_target_is_an_error_only_when_strict() -> None:
    assert exit_status([FAST, SLOW], strict=False) == 0
    assert exit_status([FAST, SLOW], strict=True) == 1
    assert exit_status([FAST, INFORMS], strict=True) == 0


def test_percentile_is_a_measured_value() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert [percentile(values, percent) for percent in (0, 50, 95, 100)] == [1, 50, 95, 100]
    with pytest.raises(IndexError):
        percentile([], 95)


def test_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["relay", "nonsense"])
    assert stopped.value.code == 2
    assert "no such benchmark: nonsense" in capsys.readouterr().err
