"""Wakes the streams of this process when a saga changes anywhere: PostgreSQL's NOTIFY reaches every replica."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from libs.common.listening import listen
from services.provisioning.repository import CHANGED_CHANNEL


class Follower:
    """Which sagas changed since the last look, for a stream of all of them; bounded by their number."""

    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self.changed: set[UUID] = set()
        # Changes may have been missed: look at all that moved lately.
        self.missed = False

    def take(self) -> tuple[set[UUID], bool]:
        """What is new, once."""
        changed, missed = self.changed, self.missed
        self.changed, self.missed = set(), False
        self.woken.clear()
        return changed, missed


class SagaWatcher:
    """One listening connection per process, any number of streams."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._waiting: dict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._followers: set[Follower] = set()

    @contextmanager
    def watching(self, saga_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set at every change of the saga."""
        changed = asyncio.Event()
        self._waiting[saga_id].add(changed)
        try:
            yield changed
        finally:
            self._waiting[saga_id].discard(changed)
            if not self._waiting[saga_id]:
                del self._waiting[saga_id]

    @contextmanager
    def following(self) -> Iterator[Follower]:
        """Gathers the changes of all sagas."""
        follower = Follower()
        self._followers.add(follower)
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    def wake_all(self) -> None:
        """For when changes may have been missed, and when the process stops."""
        for events in list(self._waiting.values()):
            for changed in events:
                changed.set()
        for follower in self._followers:
            follower.missed = True
            follower.woken.set()

    async def run(self) -> None:
        """Listens until cancelled; outlives restarts of the database."""
        await listen(
            self._dsn,
            CHANGED_CHANNEL,
            application_name="provisioning-watcher",
            on_payload=self._on_change,
            on_connected=self.wake_all,
        )

    def _on_change(self, payload: str) -> None:
        with suppress(ValueError):
            saga_id = UUID(payload)
            for changed in self._waiting.get(saga_id, ()):
                changed.set()
            for follower in self._followers:
                follower.changed.add(saga_id)
                follower.woken.set()


async def first_of(*events: asyncio.Event, timeout_s: float) -> None:
    """Returns when one of the events is set, or when the time is over."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
