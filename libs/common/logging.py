"""Structured logs: one JSON object a line, always with request_id, saga_id and tenant_id."""

import json
import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

from libs.common.errors import printable

CONTEXT_KEYS = ("request_id", "saga_id", "tenant_id")


def _always_present(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in CONTEXT_KEYS:
        event.setdefault(key, None)
    return event


# Whatever leads them here — PostgreSQL's DETAIL names the values of a refused row — these are never written.
_SECRETS = re.compile(
    r"\$argon2[a-z]*\$v=\d+\$[a-z0-9=,]+\$[A-Za-z0-9+/]+(?:\$[A-Za-z0-9+/]+)?"  # PHC string
    r"|eyJ(?:(?!eyJ)[\w-])+\.[\w-]+\.[\w-]+"  # JWT; so written, a long line costs its length and not its square
    r"|(?:handoff(?:_support)?|link)_[\w-]{43}"  # one-time codes, and tokens of links in letters
    r"|gAAAA[\w-]{60,}"  # what is sealed (Fernet): whoever holds it may hand it in
)


def without_secrets(text: str) -> str:
    """The text with everything in it that looks like a password hash or a token replaced."""
    return _SECRETS.sub("[secret]", text)


def _dumps(event: Any, **options: Any) -> str:
    """JSON without password hashes and tokens; lone surrogates are escaped: stdout could not encode them."""
    return without_secrets(printable(json.dumps(event, **options)))


class Output:
    """Where lines go: loggers are cached and outlive a configuration, so they hold this and not the stream.

    A line that cannot be written is lost, as with the standard library: who logs is not ended by a full disk.
    """

    def __init__(self) -> None:
        self.stream: TextIO = sys.stdout

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self.stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self.stream.flush()


OUTPUT = Output()


def configure_logging(*, service: str, level: str) -> None:
    """Sends structlog and the standard library's records through one JSON renderer to stdout."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _always_present,
    ]
    rendered: list[structlog.typing.Processor] = [
        structlog.processors.EventRenamer("message"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(serializer=_dumps, ensure_ascii=False),
    ]
    OUTPUT.stream = sys.stdout
    # Straight to stdout: by way of the standard library a line costs three times as much.
    structlog.configure(
        processors=[*shared, *rendered],
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, OUTPUT)),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendered],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(service=service)
    for noisy in ("uvicorn.access", "aiormq", "aio_pika", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def bind_log_context(**values: object) -> None:
    """Adds identifiers to every log line of the current task; None values are left out."""
    structlog.contextvars.bind_contextvars(**{k: str(v) for k, v in values.items() if v is not None})


def current_request_id() -> str | None:
    """The id of the request that this task works for, if it works for one."""
    value = structlog.contextvars.get_contextvars().get("request_id")
    return None if value is None else str(value)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A structured logger."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger(name)
    return logger
