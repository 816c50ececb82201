"""A fixture: what this process logs, as the services' renderer writes it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO

import pytest
import structlog

from libs.common.logging import OUTPUT, configure_logging

__all__ = ["capture_logs"]


@pytest.fixture
def capture_logs() -> Iterator[Callable[[], str]]:
    """Answers everything logged from here on, one JSON object a line."""
    stream = StringIO()
    root = logging.getLogger()
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    output = OUTPUT.stream
    with redirect_stdout(stream):
        configure_logging(service="test", level="INFO")
        yield stream.getvalue
    OUTPUT.stream = output
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)
    structlog.contextvars.clear_contextvars()
