"""How a process ends."""

import asyncio
from contextlib import suppress

import pytest

from libs.common import runtime
from libs.common.runtime import end_tasks, kept_running


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


async def test_background_task_that_fails_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "BEGIN_AGAIN_S", 0)
    begun: list[int] = []
    again = asyncio.Event()

    async def fails_once() -> None:
        begun.append(len(begun))
        if len(begun) == 1:
            raise ExceptionGroup("what a task group raises", [RuntimeError("one of its tasks")])
        again.set()
        await asyncio.Event().wait()

    task = asyncio.ensure_future(kept_running(fails_once))
    await asyncio.wait_for(again.wait(), 5)
    await end_tasks([task])
    assert (begun, task.cancelled()) == ([0, 1], True)
