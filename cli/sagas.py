"""`petshop sagas`: what builds a shop, step by step, and what can be pressed when it does not."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import typer

from cli import output, watch
from cli.client import open_api
from cli.errors import Exit
from cli.output import Json, Yes

app = typer.Typer(help="Sign-ups on their way, and those that got stuck.", no_args_is_help=True)

SagaId = Annotated[UUID, typer.Argument(metavar="ID", show_default=False)]
OptionalReason = Annotated[str | None, typer.Option("--reason", help="Why; stands in the audit.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; stands in the audit.", show_default=False)]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, help="Rows a page.")]
Every = Annotated[bool, typer.Option("--all", help="All pages, not only the first.")]
Version = Annotated[
    int | None, typer.Option("--version", min=0, help="Refuse when the saga has moved on since this version.")
]


class Outcome(StrEnum):
    COMPLETED = "COMPLETED"
    ROLLED_BACK = "ROLLED_BACK"


@app.command("list")
def list_sagas(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option("--state", help="One state; may be repeated.")] = None,
    older_than: Annotated[str | None, typer.Option("--older-than", help="Begun longer ago: 90s, 15m, 2h.")] = None,
    tenant: Annotated[str | None, typer.Option("--tenant", help="A tenant's id or subdomain.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Part of the shop's name or subdomain.")] = None,
    limit: Limit = 20,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Sagas, newest first, with counts per state."""
    filters = {"state": state or None, "older_than": older_than, "tenant": tenant, "q": q, "limit": limit}
    with open_api(context) as api:
        body = api.pages("/sagas", filters, key="items", every=every)
    output.show(body, _list_lines(body), as_json=as_json)


@app.command("show")
def show_saga(context: typer.Context, saga_id: SagaId, as_json: Json = False) -> None:
    """One saga: its steps beside their history, its timeline, what remains, what may be pressed."""
    with open_api(context) as api:
        body = api.get(f"/sagas/{saga_id}")
    output.show(body, _saga_lines(body), as_json=as_json)


@app.command("retry")
def retry_saga(
    context: typer.Context,
    saga_id: SagaId,
    reason: OptionalReason = None,
    version: Version = None,
    as_json: Json = False,
) -> None:
    """Ask the step's service again at once. Always safe."""
    with open_api(context) as api:
        body = api.post(f"/sagas/{saga_id}/retry", {"reason": reason, "version": version})
    output.show(body, _pressed_lines(body), as_json=as_json)


@app.command("compensate")
def compensate_saga(
    context: typer.Context,
    saga_id: SagaId,
    reason: Reason,
    version: Version = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Undo the sign-up: the admin, then schema and role, then the name. Asks first."""
    output.confirm(f"Undo the sign-up of saga {saga_id}?", yes=yes)
    with open_api(context) as api:
        body = api.post(f"/sagas/{saga_id}/compensate", {"reason": reason, "version": version})
    output.show(body, _pressed_lines(body), as_json=as_json)


@app.command("resolve")
def resolve_saga(
    context: typer.Context,
    saga_id: SagaId,
    outcome: Annotated[Outcome, typer.Option("--outcome", help="Which end it has.", show_default=False)],
    reason: Reason,
    version: Version = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Write down by hand that it has ended; refused while reality disagrees. Asks first."""
    output.confirm(f"Call saga {saga_id} {outcome.value}?", yes=yes)
    with open_api(context) as api:
        wish = {"outcome": outcome.value, "reason": reason, "version": version}
        body = api.post(f"/sagas/{saga_id}/resolve", wish)
    output.show(body, _pressed_lines(body), as_json=as_json)


@app.command("watch")
def watch_sagas(context: typer.Context, as_json: Json = False) -> None:
    """Every change of every saga, one a line, until Ctrl-C. With --json an object a line."""
    try:
        with open_api(context) as api:
            for saga in watch.changes(api):
                output.write(output.as_text(saga) if as_json else _change_line(saga))
    except KeyboardInterrupt:
        raise typer.Exit(Exit.OK) from None


def _list_lines(body: Any) -> Iterator[str]:
    yield f"all: {output.counts(body['counts'])}"
    yield from output.table(
        ("SAGA", "STATE", "SUBDOMAIN", "STARTED", "TOOK", "ATTEMPTS", "FAILURE"),
        (
            (
                saga["saga_id"],
                saga["state"],
                saga["subdomain"],
                output.when(saga["started_at"]),
                output.span(saga["duration_ms"]),
                saga["attempts"],
                saga["failure_code"],
            )
            for saga in body["items"]
        ),
    )
    if body["next_cursor"]:
        yield "there are more: --all, or a larger --limit"


def _saga_lines(saga: Any) -> Iterator[str]:
    yield from output.fields(_facts(saga))
    yield ""
    yield from output.table(("STEP", "STATUS", "STARTED", "TOOK", "P50", "P95", "ATTEMPTS", "ERROR"), _steps(saga))
    yield ""
    yield from output.table(("AT", "TRIGGER", "STATE", "EVENT IN", "EVENTS OUT", "WHO AND WHY"), _timeline(saga))


def _facts(saga: Any) -> dict[str, Any]:
    phase = saga["phase"] if saga["phase"] != saga["state"] else None
    return {
        "saga": saga["saga_id"],
        "shop": f"{saga['name']} ({saga['subdomain']})",
        "tenant": saga["tenant_id"],
        "owner": saga["owner_email"],
        "state": saga["state"],
        "phase": phase,
        "failure": saga["failure_code"],
        "started": output.when(saga["started_at"]),
        "took": output.span(saga["duration_ms"]),
        "deadline": None if saga["finished_at"] else output.when(saga["deadline_at"]),
        "next attempt": None if saga["finished_at"] else output.when(saga["next_attempt_at"]),
        "schema, role": f"{saga['schema_name']}, {saga['role_name']}",
        "version": saga["version"],
        "remaining": ", ".join(saga["remaining"]) or "nothing",
        "may press": ", ".join(saga["actions"]) or "nothing",
    }


def _steps(saga: Any) -> Iterator[tuple[Any, ...]]:
    for step in saga["steps"]:
        times = (output.span(step[name]) for name in ("duration_ms", "p50_ms", "p95_ms"))
        started = output.when(step["started_at"])
        yield (step["name"], step["status"], started, *times, step["attempts"], step["error_code"])


def _timeline(saga: Any) -> Iterator[tuple[Any, ...]]:
    for entry in saga["timeline"]:
        before, after = entry["state_before"] or "(new)", entry["state_after"]
        moved = f"{before} → {after}" if entry["moved"] else f"{after} (nothing changed)"
        events = ", ".join(event["routing_key"] for event in entry["events_out"])
        who = ": ".join(text for text in (entry["actor"], entry["reason"], entry["error"]) if text)
        yield (output.when(entry["at"]), entry["trigger"], moved, entry["event_in"], events, who)


def _pressed_lines(saga: Any) -> Iterator[str]:
    yield f"saga {saga['saga_id']} of {output.clean(saga['subdomain'])} is {saga['state']}"
    yield f"may press: {', '.join(saga['actions']) or 'nothing'}"


def _change_line(saga: Any) -> str:
    state, took = output.paint(saga["state"]), output.span(saga["duration_ms"])
    failed = f"  {saga['failure_code']}" if saga["failure_code"] else ""
    return f"{saga['saga_id']}  {state}  {output.clean(saga['subdomain'])}  after {took}{failed}"
