"""A trace is carried on without an exporter, and begun where none came."""

import re

import pytest

from libs.common.telemetry import continue_trace, traceparent

CAME = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")


def test_trace_that_came_goes_on() -> None:
    with continue_trace({"traceparent": CAME}, "x"):
        assert (traceparent() or "").split("-")[1] == CAME.split("-")[1]
    assert traceparent() is None


@pytest.mark.parametrize("carrier", [{}, {"traceparent": "junk"}, {"traceparent": CAME.replace("0af7", "xyz1")}])
def test_without_one_a_new_one_begins(carrier: dict[str, str]) -> None:
    seen = []
    for _ in range(2):
        with continue_trace(carrier, "x"):
            seen.append(traceparent() or "")
    assert all(TRACEPARENT.fullmatch(each) for each in seen)
    assert seen[0] != seen[1]
