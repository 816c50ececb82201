"""Streams of one sign-up share their looks: each is told of every change, and the database is asked once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from uuid import UUID

import asyncpg
import pytest

from libs.common.database import Database
from services.provisioning import live
from services.provisioning.live import LiveSagas, Viewer
from services.provisioning.saga import Trigger
from services.provisioning.views import SagaView, read_saga
from services.provisioning.watcher import SagaWatcher
from tests.infra.waiting import eventually
from tests.provisioning.conftest import SagaDriver

MANY = 50


class Looks:
    """The real look, counted; `refusal` is raised in its place."""

    def __init__(self) -> None:
        self.count = 0
        self.refusal: Exception | None = None

    async def __call__(self, database: Database, saga_id: UUID) -> SagaView:
        self.count += 1
        if self.refusal is not None:
            raise self.refusal
        return await read_saga(database, saga_id)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    counted = Looks()
    monkeypatch.setattr(live, "read_saga", counted)
    return counted


@asynccontextmanager
async def listening(driver: SagaDriver) -> AsyncIterator[tuple[LiveSagas, SagaWatcher]]:
    watcher = SagaWatcher(driver.database.dsn)
    # Whoever connects wakes everybody, which is how it is seen from outside.
    with watcher.watching(driver.saga_id) as probe:
        task = asyncio.create_task(watcher.run())
        await asyncio.wait_for(probe.wait(), 10)
    try:
        yield LiveSagas(driver.database, watcher), watcher
    finally:
        task.cancel()


async def _state(viewer: Viewer, wanted: str) -> None:
    await eventually(lambda: viewer.saga.body.state == wanted)


async def test_many_viewers_of_one_saga_hear_of_every_change_by_one_look(driver: SagaDriver, looks: Looks) -> None:
    await driver.begin()
    seen = await read_saga(driver.database, driver.saga_id)
    async with listening(driver) as (sagas, _):
        with ExitStack() as stack:
            viewers = [stack.enter_context(sagas.viewing(seen)) for _ in range(MANY)]
            await eventually(lambda: looks.count == 1)
            await driver.service.setup_schema(driver.saga_id)
            for viewer in viewers:
                await _state(viewer, "SCHEMA_CREATED")
                assert viewer.changed.is_set()
            assert looks.count == 2
            texts = {viewer.saga.text for viewer in viewers}
            assert texts == {viewers[0].saga.body.model_dump_json()}


async def test_viewer_that_comes_later_begins_where_the_saga_stands(driver: SagaDriver, looks: Looks) -> None:
    await driver.begin()
    old = await read_saga(driver.database, driver.saga_id)
    async with listening(driver) as (sagas, _):
        with sagas.viewing(old) as first:
            await driver.service.setup_schema(driver.saga_id)
            await _state(first, "SCHEMA_CREATED")
            with sagas.viewing(old) as late:
                assert late.saga.body.state == "SCHEMA_CREATED"
                await driver.admin_created()
                newest = await read_saga(driver.database, driver.saga_id)
                with sagas.viewing(newest):
                    # What one stream has seen is no news to be withheld from the others.
                    assert first.saga.version == late.saga.version == newest.version


async def test_saga_nobody_views_is_not_looked_at(driver: SagaDriver, looks: Looks) -> None:
    await driver.begin()
    seen = await read_saga(driver.database, driver.saga_id)
    async with listening(driver) as (sagas, watcher):
        with sagas.viewing(seen), sagas.viewing(seen):
            await eventually(lambda: looks.count == 1)
            assert list(watcher._waiting) == [driver.saga_id]
        await eventually(lambda: not watcher._waiting)
        assert sagas._shared == {}
        await driver.service.setup_schema(driver.saga_id)
        assert looks.count == 1
        with sagas.viewing(seen) as again:
            await _state(again, "SCHEMA_CREATED")


@pytest.mark.parametrize(
    "loss",
    [
        ConnectionRefusedError(),
        asyncpg.CannotConnectNowError(),
        asyncpg.ConnectionDoesNotExistError(),
        TimeoutError(),
    ],
    ids=lambda loss: type(loss).__name__,
)
async def test_database_that_is_away_ends_no_stream(driver: SagaDriver, looks: Looks, loss: Exception) -> None:
    await driver.begin()
    seen = await read_saga(driver.database, driver.saga_id)
    async with listening(driver) as (sagas, watcher):
        looks.refusal = loss
        with sagas.viewing(seen) as viewer:
            await eventually(lambda: looks.count == 1)
            await driver.service.setup_schema(driver.saga_id)
            await eventually(lambda: looks.count >= 2)
            assert viewer.saga is seen
            looks.refusal = None
            # As the listener does when the database is back.
            watcher.wake_all()
            await _state(viewer, "SCHEMA_CREATED")


async def test_look_that_fails_otherwise_ends_the_streams_and_the_next_begins_anew(
    driver: SagaDriver, looks: Looks
) -> None:
    await driver.begin()
    seen = await read_saga(driver.database, driver.saga_id)
    async with listening(driver) as (sagas, _):
        looks.refusal = asyncpg.UndefinedColumnError("no such column")
        with sagas.viewing(seen) as one, sagas.viewing(seen) as other:
            await asyncio.wait_for(asyncio.gather(one.changed.wait(), other.changed.wait()), 10)
            for viewer in (one, other):
                with pytest.raises(asyncpg.UndefinedColumnError):
                    _ = viewer.saga
            looks.refusal = None
            await driver.service.setup_schema(driver.saga_id)
            with sagas.viewing(seen) as fresh:
                await _state(fresh, "SCHEMA_CREATED")


async def test_end_that_an_operator_took_back_is_followed_again(driver: SagaDriver, looks: Looks) -> None:
    await driver.build()
    await driver.admin_rejected()
    async with driver.database.transaction() as session:
        await driver.service.answered(session, driver.saga_id, Trigger.GAVE_UP)
    ended = await read_saga(driver.database, driver.saga_id)
    assert (ended.is_terminal, ended.body.state) == (True, "COMPENSATION_FAILED")
    async with listening(driver) as (sagas, _):
        with sagas.viewing(ended) as slow:
            await eventually(lambda: sagas._shared[driver.saga_id].is_over)
            async with driver.database.transaction() as session:
                await driver.service.answered(session, driver.saga_id, Trigger.RETRY)
            with sagas.viewing(await read_saga(driver.database, driver.saga_id)) as late:
                await driver.admin_removed()
                await driver.tenant_released()
                await _state(late, "ROLLED_BACK")
            assert slow.saga is ended
