"""The stream of all sagas, taken up again wherever it breaks off."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx

from cli.client import Api
from cli.errors import CliError, Exit
from cli.output import note

PAUSES_S = (0.5, 1, 2, 5)


def changes(api: Api) -> Iterator[Any]:
    """Sagas as they change, without end. Raises CliError for a refusal, and where it cannot even begin."""
    last, failures, connected = None, 0, False
    while True:
        try:
            for sequence, saga in _follow(api, last):
                last = sequence or last
                if saga is not None:
                    yield saga
                elif sequence is None:
                    note("watching again" if connected else "watching; Ctrl-C ends it")
                    connected, failures = True, 0
            # It ended well, with its token or its server; the next one begins where it ended.
            time.sleep(PAUSES_S[0])
        except CliError as error:
            if not connected or error.exit_code is not Exit.UNREACHABLE:
                raise
            failures = _pause(failures)
        except httpx.TransportError:
            failures = _pause(failures)


def _follow(api: Api, last: str | None) -> Iterator[tuple[str | None, Any]]:
    """Id and saga of each event; nothing once the stream is open, and its first id before any saga moved."""
    headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
    with api.stream("/sagas/stream", headers) as answer:
        yield None, None
        sequence, data = None, ""
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name == "id":
                sequence = value
            elif name == "data":
                data += value
            elif not line and (data or sequence):
                yield sequence, json.loads(data) if data else None
                sequence, data = None, ""


def _pause(failures: int) -> int:
    pause_s = PAUSES_S[min(failures, len(PAUSES_S) - 1)]
    note(f"the stream broke off; again in {pause_s} s")
    time.sleep(pause_s)
    return failures + 1
