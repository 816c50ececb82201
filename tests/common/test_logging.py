"""One JSON object a line, whatever is logged and by whom."""

import errno
import json
import logging
from collections.abc import Callable
from io import StringIO

import structlog

from libs.common.logging import OUTPUT, bind_log_context, current_request_id, get_logger


def test_lines_of_structlog_and_of_the_standard_library_carry_the_ids(capture_logs: Callable[[], str]) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r", tenant_id="t"):
        get_logger("ours").info("ours", preço="89,90")
        logging.getLogger("theirs").warning("theirs %s", 1)
    get_logger("ours").info("outside")
    ours, theirs, outside = (json.loads(line) for line in capture_logs().splitlines())
    assert (ours["message"], ours["preço"], ours["level"]) == ("ours", "89,90", "info")
    assert (theirs["message"], theirs["level"]) == ("theirs 1", "warning")
    for line in (ours, theirs):
        assert (line["request_id"], line["saga_id"], line["tenant_id"]) == ("r", None, "t")
        assert line["service"] == "test"
    assert (outside["request_id"], outside["saga_id"], outside["tenant_id"]) == (None, None, None)


def test_line_breaks_and_lone_surrogates_stay_in_one_line(capture_logs: Callable[[], str]) -> None:
    get_logger("ours").info("two\nlines", path="/\ud800")
    (line,) = capture_logs().splitlines()
    assert json.loads(line)["message"] == "two\nlines"
    line.encode()


def test_exception_is_part_of_its_line(capture_logs: Callable[[], str]) -> None:
    try:
        raise ValueError("reason")
    except ValueError:
        get_logger("ours").exception("failed")
    (line,) = capture_logs().splitlines()
    assert "ValueError: reason" in json.loads(line)["exception"]


def test_hashes_and_tokens_are_never_written(capture_logs: Callable[[], str]) -> None:
    password_hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA+/aGFzaA"
    token = "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl-_"
    try:
        raise ValueError(f"DETAIL: Failing row contains (1, {password_hash}, Ana) {token}")
    except ValueError:
        get_logger("ours").exception("failed", value={"hash": password_hash}, path=f"/opt-outs/gAAAA{'Bq-_' * 30}")
    (line,) = capture_logs().splitlines()
    assert "argon2" not in line
    assert "c2lnbmF0dXJl" not in line
    assert "Bq-_" not in line
    assert ", Ana)" in line
    assert json.loads(line)["value"] == {"hash": "[secret]"}


def test_bound_values_are_text_and_none_is_left_out(capture_logs: Callable[[], str]) -> None:
    bind_log_context(request_id=7, tenant_id=None)
    assert current_request_id() == "7"
    assert "tenant_id" not in structlog.contextvars.get_contextvars()


class _Full(StringIO):
    """A disk without room."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_line_that_cannot_be_written_ends_nobody(capture_logs: Callable[[], str]) -> None:
    closed = StringIO()
    closed.close()
    for stream in (_Full(), closed):
        OUTPUT.stream = stream
        get_logger("ours").warning("lost")
