"""Server-Sent Events as a browser's EventSource reads them."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True, slots=True)
class StreamEvent:
    id: int
    event: str
    data: dict[str, Any]


def stream_path(saga_id: str) -> str:
    return f"/api/v1/provisioning/sagas/{saga_id}/stream"


async def read_events(answer: httpx.Response) -> AsyncIterator[StreamEvent]:
    """The events of an open stream as they arrive, until the server ends it."""
    fields: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
        elif "data" in fields:
            yield StreamEvent(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            fields = {}


async def read_stream(client: httpx.AsyncClient, saga_id: str, **headers: str) -> list[StreamEvent]:
    """The whole stream, from its opening to its end."""
    async with client.stream("GET", stream_path(saga_id), headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        return [event async for event in read_events(answer)]
