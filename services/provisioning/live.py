"""One look for all who watch the same sign-up: a process reads and writes out a change once, for every stream."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from libs.common.database import Database, is_unavailable
from services.provisioning.views import SagaView, read_saga
from services.provisioning.watcher import SagaWatcher, first_of

# Safety net under NOTIFY, whose listener wakes everybody after a lost connection: a look for itself, in seconds.
LOOK_AGAIN_S = 15.0


@dataclass(slots=True, eq=False)
class Viewer:
    """One stream's view: `changed` is set at every change, and when there will be no more."""

    changed: asyncio.Event
    _shared: "_Shared"

    @property
    def saga(self) -> SagaView:
        """As last seen. Raises what ended the looking, if something did."""
        if self._shared.failure is not None:
            raise self._shared.failure
        return self._shared.view


@dataclass(slots=True, eq=False)
class _Shared:
    view: SagaView
    viewers: set[Viewer] = field(default_factory=set)
    task: asyncio.Task[None] | None = None
    failure: Exception | None = None

    def take(self, view: SagaView) -> None:
        """Keeps the newer one, and tells who watches. A sign-up without a saga ends without a new version."""
        has_ended = view.is_terminal and not self.view.is_terminal and view.version == self.view.version
        if view.version > self.view.version or has_ended:
            self.view = view
            self.wake()

    @property
    def is_over(self) -> bool:
        """Whether nobody looks any more."""
        return self.task is not None and self.task.done()

    def wake(self) -> None:
        for viewer in self.viewers:
            viewer.changed.set()


class LiveSagas:
    """The sign-ups that streams of this process show."""

    def __init__(self, database: Database, watcher: SagaWatcher) -> None:
        self._database, self._watcher = database, watcher
        self._shared: dict[UUID, _Shared] = {}

    @contextmanager
    def viewing(self, seen: SagaView) -> Iterator[Viewer]:
        """Follows the saga that was just `seen`, from there on."""
        saga_id = seen.body.saga_id
        shared = self._shared.get(saga_id)
        # An end may be taken back, by an operator or a late answer: who comes after it begins anew.
        if shared is None or shared.is_over:
            shared = self._shared[saga_id] = _Shared(seen)
            shared.task = asyncio.create_task(self._follow(saga_id, shared))
        viewer = Viewer(asyncio.Event(), shared)
        shared.viewers.add(viewer)
        shared.take(seen)
        try:
            yield viewer
        finally:
            shared.viewers.discard(viewer)
            if not shared.viewers:
                self._forget(saga_id, shared)

    async def _follow(self, saga_id: UUID, shared: _Shared) -> None:
        try:
            with self._watcher.watching(saga_id) as changed:
                # What changed after the first look and before we watched would be missed otherwise.
                changed.set()
                while not shared.view.is_terminal:
                    await first_of(changed, timeout_s=LOOK_AGAIN_S)
                    changed.clear()
                    shared.take(await self._look_again(shared.view))
        except Exception as error:  # noqa: BLE001 - every stream that waits for it raises it
            shared.failure = error
            shared.wake()
            self._forget(saga_id, shared)

    async def _look_again(self, saga: SagaView) -> SagaView:
        """As it stands now, or as last seen while the database is away: after a 503 no browser tries again."""
        try:
            return await read_saga(self._database, saga.body.saga_id)
        except Exception as error:
            if not is_unavailable(error):
                raise
            return saga

    def _forget(self, saga_id: UUID, shared: _Shared) -> None:
        """The next to come begins anew."""
        if self._shared.get(saga_id) is shared:
            del self._shared[saga_id]
        if shared.task is not None and shared.task is not asyncio.current_task():
            shared.task.cancel()
