"""A service inside this process, and how often it speaks to PostgreSQL while it answers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from libs.common import idempotency
from libs.common.messaging.outbox import Outbox
from services.business.agenda import notices
from services.business.uso import service as uso
from tests.budget.costs import Cost
from tests.infra.proxy import Proxy
from tests.infra.system import System

# The parts of the extended protocol that run something: Bind belongs to the Execute after it.
_EXECUTE, _SIMPLE = b"E", b"Q"


@dataclass(slots=True)
class Counter:
    """A client of the service; `cost_of` a request that was sent once before."""

    client: httpx.AsyncClient
    wire: Proxy
    emitted: list[str] = field(default_factory=list)

    async def cost_of(self, send: Callable[[], Any], *, status: int) -> Cost:
        """Of the second time: the first one opens connections, prepares statements and fills caches."""
        for _ in range(2):
            self.wire.requests.clear()
            self.emitted.clear()
            answer = await send()
            assert answer.status_code == status, answer.text
        return Cost(len(self.wire.requests), sum(map(statements_in, self.wire.requests)), len(self.emitted))


def statements_in(message: bytes) -> int:
    """Statements that one batch of the protocol's messages runs."""
    found, at = 0, 0
    while at < len(message):
        kind, length = message[at : at + 1], int.from_bytes(message[at + 1 : at + 5])
        body = message[at + 5 : at + 1 + length]
        if kind == _SIMPLE:
            found += sum(1 for part in body[:-1].decode().split(";") if part.strip())
        found += kind == _EXECUTE
        at += 1 + length
    return found


@asynccontextmanager
async def counting(
    create: Callable[[str], FastAPI],
    system: System,
    wire: Proxy,
    monkeypatch: pytest.MonkeyPatch,
    *,
    service: str,
    host: str,
    headers: dict[str, str],
) -> AsyncIterator[Counter]:
    """`create` makes the service from the address of its database; only its API runs, no timer beside it."""
    app = create(wire.url(system.service_url(service)))
    runtime = app.state.runtime
    await runtime.revocations.read()
    transport, base_url = httpx.ASGITransport(app), f"http://{host}"
    async with httpx.AsyncClient(transport=transport, base_url=base_url, headers=headers) as client:
        counter = Counter(client, wire)
        emit, emit_in_a_shop = Outbox.emit, notices.emit  # type: ignore[attr-defined]

        async def counted(outbox: Outbox, session: Any, event: Any) -> Any:
            counter.emitted.append(event.routing_key)
            return await emit(outbox, session, event)

        async def counted_in_a_shop(work: Any, event: Any) -> None:
            counter.emitted.append(event.routing_key)
            await emit_in_a_shop(work, event)

        emit_all = notices.emit_all  # type: ignore[attr-defined]

        async def counted_together(work: Any, events: Any) -> None:
            counter.emitted.extend(event.routing_key for event in events)
            await emit_all(work, events)

        monkeypatch.setattr(Outbox, "emit", counted)
        monkeypatch.setattr(notices, "emit_all", counted_together)
        for module in (notices, uso):
            monkeypatch.setattr(module, "emit", counted_in_a_shop)
        # Old answers go with one claim in a hundred: not with these.
        monkeypatch.setattr(idempotency, "_PRUNE_ONE_IN", 2**62)
        yield counter
    await runtime.database.close()
