"""How a process ends."""

import asyncio
from contextlib import suppress

from libs.common.runtime import end_tasks


async def test_task_that_loses_its_first_cancellation_ends_all_the_same() -> None:
    """As a driver does when the connection is lost in the moment of the cancellation."""
    begun = asyncio.Event()

    async def deaf_once() -> None:
        begun.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    task = asyncio.ensure_future(deaf_once())
    await begun.wait()
    await asyncio.wait_for(end_tasks([task]), 5)
    assert task.cancelled()


async def test_ending_nothing_and_what_has_ended_is_no_error() -> None:
    async def fails() -> None:
        raise RuntimeError("before it was asked to end")

    task = asyncio.ensure_future(fails())
    await asyncio.wait([task])
    await end_tasks([task])
    await end_tasks([])
    assert isinstance(task.exception(), RuntimeError)
