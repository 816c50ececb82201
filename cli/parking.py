"""`petshop parking`: messages that exhausted their retries, and what to do with them."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

import typer

from cli import output, replays
from cli.client import open_api
from cli.output import Json, Yes
from cli.sagas import Every, Limit, OptionalReason, Reason

app = typer.Typer(help="Messages that exhausted their retries.", no_args_is_help=True)

MessageId = Annotated[int, typer.Argument(metavar="ID", show_default=False)]
Service = Annotated[str | None, typer.Option("--service", help="Only of this service.")]
Queue = Annotated[str | None, typer.Option("--queue", help="Only of this queue.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait for its end.")]


@app.command("list")
def list_messages(
    context: typer.Context,
    status: Annotated[
        str | None, typer.Option("--status", help="parked, replaying, replayed or discarded.")
    ] = None,
    service: Service = None,
    queue: Queue = None,
    fingerprint: Annotated[str | None, typer.Option("--fingerprint", help="Only of this failure.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Part of queue, error, message or correlation id.")] = None,
    limit: Limit = 20,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Parked messages, newest first, with counts."""
    filters = {"status": status, "service": service, "queue": queue, "fingerprint": fingerprint, "q": q}
    with open_api(context) as api:
        body = api.pages("/parking", {**filters, "limit": limit}, key="items", every=every)
    output.show(body, _list_lines(body), as_json=as_json)


@app.command("groups")
def list_groups(context: typer.Context, as_json: Json = False) -> None:
    """What is parked, by failure and place: one group, one cause."""
    with open_api(context) as api:
        body = api.get("/parking/groups")
    output.show(body, _group_lines(body), as_json=as_json)


@app.command("show")
def show_message(context: typer.Context, message: MessageId, as_json: Json = False) -> None:
    """One message with headers and payload; secrets are masked."""
    with open_api(context) as api:
        body = api.get(f"/parking/{message}")
    output.show(body, _message_lines(body), as_json=as_json)


@app.command("replay")
def replay_message(
    context: typer.Context,
    message: MessageId,
    reason: OptionalReason = None,
    wait: Wait = False,
    as_json: Json = False,
) -> None:
    """Send one message again, once."""
    with open_api(context) as api:
        body = api.post(f"/parking/{message}/replay", {"reason": reason})
        if wait:
            body = replays.follow(api, body, as_json=as_json)
    output.show(body, replays.lines(body), as_json=as_json)
    replays.end(body)


@app.command("replay-group")
def replay_group(
    context: typer.Context,
    fingerprint: Annotated[str, typer.Argument(metavar="FINGERPRINT", show_default=False)],
    reason: Reason,
    service: Service = None,
    queue: Queue = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would send.")] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Send a whole group again, few first. Shows exactly which, asks, and follows it to its end."""
    wish = {"fingerprint": fingerprint, "service": service, "queue": queue, "reason": reason}
    with open_api(context) as api:
        affected = api.post("/parking/replays", {**wish, "dry_run": True})
        if dry_run or not as_json:
            output.show(affected, _affected_lines(affected), as_json=as_json)
        if dry_run or not affected["count"]:
            if as_json and not dry_run:
                output.show(affected, (), as_json=True)
            return
        output.confirm(f"Replay these {affected['count']} messages?", yes=yes)
        begun = api.post("/parking/replays", {**wish, "set_digest": affected["set_digest"]})
        body = replays.follow(api, begun, as_json=as_json)
    output.show(body, replays.lines(body), as_json=as_json)
    replays.end(body)


@app.command("discard")
def discard_message(
    context: typer.Context, message: MessageId, reason: Reason, yes: Yes = False, as_json: Json = False
) -> None:
    """Give one message up without sending it again. Asks first."""
    output.confirm(f"Give up message {message} for good?", yes=yes)
    with open_api(context) as api:
        body = api.post(f"/parking/{message}/discard", {"reason": reason})
    output.show(body, [f"message {body['id']} is {body['status']}"], as_json=as_json)


@app.command("replays")
def list_replays(
    context: typer.Context,
    replay_id: Annotated[UUID | None, typer.Argument(metavar="[ID]", help="Only this one.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="running, finished or stopped.")] = None,
    limit: Limit = 20,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Replays, newest first; or how one stands."""
    with open_api(context) as api:
        if replay_id is not None:
            body = api.get(f"/parking/replays/{replay_id}")
            output.show(body, replays.lines(body), as_json=as_json)
            return
        body = api.pages("/parking/replays", {"status": status, "limit": limit}, key="items", every=every)
    output.show(body, replays.table(body), as_json=as_json)


def _list_lines(body: Any) -> Iterator[str]:
    for service, numbers in body["counts"].items():
        yield f"{output.clean(service)}: {output.counts(numbers)}"
    yield from output.table(
        ("ID", "STATUS", "QUEUE", "PARKED", "ATTEMPTS", "TIMES", "FINGERPRINT", "ERROR"),
        (
            (
                item["id"],
                item["status"],
                item["queue"],
                output.when(item["parked_at"]),
                item["attempts"],
                item["times_parked"],
                item["fingerprint"],
                item["error"],
            )
            for item in body["items"]
        ),
    )
    if body["next_cursor"]:
        yield "there are more: --all, or a larger --limit"


def _group_lines(body: Any) -> list[str]:
    return output.table(
        ("COUNT", "SERVICE", "QUEUE", "OLDEST", "NEWEST", "FINGERPRINT", "ERROR"),
        (
            (
                group["count"],
                group["service"],
                group["queue"],
                output.when(group["oldest"]),
                output.when(group["newest"]),
                group["fingerprint"],
                group["error"],
            )
            for group in body["items"]
        ),
    )


def _message_lines(message: Mapping[str, Any]) -> Iterator[str]:
    moments = ("first_parked_at", "parked_at", "settled_at")
    facts = {name: value for name, value in message.items() if name not in ("headers", "payload")}
    facts |= {name: output.when(message[name]) for name in moments}
    facts["secret_gone"] = "yes: it cannot be replayed" if message["secret_gone"] else None
    yield from output.fields(facts)
    for part in ("headers", "payload"):
        yield ""
        yield f"{part}:"
        yield from map(output.clean, json.dumps(message[part], indent=2, ensure_ascii=False).splitlines())


def _affected_lines(affected: Any) -> Iterator[str]:
    yield f"{affected['count']} messages: {', '.join(map(str, affected['ids'])) or 'none'}"
    yield f"in batches of {', '.join(map(str, affected['ramp'])) or '-'}; stops at the first batch that fails"
    if affected["left_out"]:
        yield f"left out: {affected['left_out']} (over one replay's limit, or without their secret)"
