"""A replay while it runs and when it has ended."""

import time
from collections.abc import Iterator
from typing import Any

import typer

from cli import output
from cli.client import Api
from cli.errors import Exit

LOOK_AGAIN_S = 0.5


def follow(api: Api, replay: Any, *, as_json: bool) -> Any:
    """The replay as it ended; every step of the way is printed for people. Leaving it does not stop it."""
    shown = None
    while replay["status"] == "running":
        progress = (replay["done"], replay["failed"])
        if progress != shown and not as_json:
            output.write(_progress(replay))
        shown = progress
        time.sleep(LOOK_AGAIN_S)
        replay = api.get(f"/parking/replays/{replay['id']}")
    return replay


def lines(replay: Any) -> Iterator[str]:
    """How it stands."""
    yield f"replay {replay['id']} is {replay['status']}: {_progress(replay)}"
    if replay["stopped_reason"]:
        yield f"stopped: {output.clean(replay['stopped_reason'])}"
    if replay["status"] == "running":
        yield f"see: petshop parking replays {replay['id']}"


def end(replay: Any) -> None:
    """Fails the command when the replay stopped."""
    if replay["status"] == "stopped":
        raise typer.Exit(Exit.FAILED)


def table(body: Any) -> Iterator[str]:
    """Many of them."""
    yield from output.table(
        ("REPLAY", "STATUS", "STARTED", "DONE", "FAILED", "TOTAL", "OF", "STOPPED BY"),
        (
            (
                item["id"],
                item["status"],
                output.when(item["started_at"]),
                item["done"],
                item["failed"],
                item["total"],
                item["fingerprint"] or f"message {item['message']}",
                item["stopped_reason"],
            )
            for item in body["items"]
        ),
    )
    if body["next_cursor"]:
        yield "there are more: --all, or a larger --limit"


def _progress(replay: Any) -> str:
    return (
        f"{replay['done']} of {replay['total']} done, {replay['failed']} failed, {replay['remaining']} remaining"
    )
