"""The one way to wait in a test: for a condition, with a deadline."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, overload

Found = TypeVar("Found")

POLL_S = 0.02
PATIENCE_S = 30.0


@overload
async def eventually(look: Callable[[], Awaitable[Found | None]], *, timeout_s: float = ...) -> Found: ...


@overload
async def eventually(look: Callable[[], Found | None], *, timeout_s: float = ...) -> Found: ...


async def eventually(look: Callable[[], Any], *, timeout_s: float = PATIENCE_S) -> Any:
    """What `look` answers once that is true; fails with its last answer."""
    deadline = time.monotonic() + timeout_s
    while True:
        answer = look()
        found = await answer if inspect.isawaitable(answer) else answer
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{look} still answers {found!r} after {timeout_s} s")
        await asyncio.sleep(POLL_S)
