"""Waiting for a condition instead of for a time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Value = TypeVar("Value")


async def eventually(
    look: Callable[[], Awaitable[Value]], accept: Callable[[Value], bool] = bool, *, timeout_s: float = 20
) -> Value:
    """The first accepted value; fails with the last one."""
    deadline = time.monotonic() + timeout_s
    while True:
        value = await look()
        if accept(value):
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not so after {timeout_s} s: {value!r}")
        await asyncio.sleep(0.05)
