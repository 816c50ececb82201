"""`petshop reconcile`: registry, schemas, roles, users and sagas, compared both ways."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

import typer

from cli import output
from cli.client import LONG_S, open_api
from cli.errors import Exit
from cli.output import Json, Yes
from cli.sagas import Every, Limit, Reason

app = typer.Typer(help="What does not fit together, and its repair.", no_args_is_help=True)


@app.command("show")
def show_report(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option("--kind", help="Only findings of this kind.")] = None,
    limit: Limit = 200,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """What the last scan found."""
    with open_api(context) as api:
        body = api.pages("/reconcile", {"kind": kind, "limit": limit}, key="findings", every=every)
    output.show(body, _report_lines(body), as_json=as_json)


@app.command("scan")
def scan(context: typer.Context, as_json: Json = False) -> None:
    """Compare everything now. Changes nothing."""
    with open_api(context) as api:
        body = api.post("/reconcile", {}, timeout_s=LONG_S)
    output.show(body, _report_lines(body), as_json=as_json)


@app.command("repair")
def repair(
    context: typer.Context,
    findings: Annotated[list[UUID], typer.Argument(metavar="FINDING...", show_default=False)],
    reason: Reason,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would do.")] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Finish, adopt or drop exactly these findings. Shows what it would do, and asks."""
    ids = [str(finding) for finding in findings]
    with open_api(context) as api:
        plan = api.post("/reconcile", {"findings": ids}, timeout_s=LONG_S)
        if dry_run or not as_json:
            output.show(plan, _plan_lines(plan), as_json=as_json)
        if dry_run:
            return
        output.confirm("Do exactly this?", yes=yes)
        wish = {"findings": ids, "dry_run": False, "set_digest": plan["set_digest"], "reason": reason}
        body = api.post("/reconcile", wish, timeout_s=LONG_S)
    output.show(body, _repair_lines(body), as_json=as_json)
    if any(finding["outcome"] == "skipped" for finding in body["findings"]):
        raise typer.Exit(Exit.FAILED)


@app.command("copies")
def list_copies(context: typer.Context, limit: Limit = 50, as_json: Json = False) -> None:
    """Copies of the rows of what was dropped, newest first."""
    with open_api(context) as api:
        body = api.get("/reconcile/copies", {"limit": limit})
    output.show(body, _copy_lines(body), as_json=as_json)


def _report_lines(report: Any) -> Iterator[str]:
    yield _run_line(report)
    yield f"open: {output.counts(report['counts'])}"
    if not report["findings"]:
        return
    yield from output.table(
        ("FINDING", "KIND", "SUBJECT", "AGE", "ROWS", "SIZE", "ACTION", "WILL"),
        (
            (
                finding["id"],
                finding["kind"] + (" (settling)" if finding["settling"] else ""),
                finding["subject"],
                output.span(finding["age_s"] * 1000),
                finding["rows"],
                _size(finding["size_bytes"]),
                finding["action"],
                finding["will"],
            )
            for finding in report["findings"]
        ),
    )
    if report["next_cursor"]:
        yield "there are more: --all"


def _run_line(report: Any) -> str:
    run = report["run"]
    if run is None:
        return "no scan yet: petshop reconcile scan"
    ended = output.when(run["finished_at"]) or "not ended"
    compared = output.counts(run["compared"])
    failed = f", failed: {output.clean(run['error'])}" if run["error"] else ""
    return f"scan of {ended} compared {compared}{failed}"


def _plan_lines(plan: Any) -> Iterator[str]:
    for finding in plan["findings"]:
        size = f"{finding['tables']} tables, {finding['rows']} rows, {_size(finding['size_bytes'])}"
        yield f"{finding['action']} {finding['kind']} {output.clean(finding['subject'])} ({size})"
        yield from (f"  {number}. {output.clean(step)}" for number, step in enumerate(finding["steps"], 1))
        if not finding["possible"]:
            yield f"  not possible: {output.clean(finding['why_not'])}"


def _repair_lines(repaired: Any) -> list[str]:
    return output.table(
        ("OUTCOME", "KIND", "SUBJECT", "ROWS COPIED", "COPY", "REASON"),
        (
            (
                finding["outcome"],
                finding["kind"],
                finding["subject"],
                finding["rows_copied"],
                finding["copy_id"],
                finding["reason"],
            )
            for finding in repaired["findings"]
        ),
    )


def _copy_lines(body: Any) -> list[str]:
    return output.table(
        ("COPY", "CREATED", "KIND", "SUBJECT", "TABLES", "ROWS", "STORED", "WHY"),
        (
            (
                item["id"],
                output.when(item["created_at"]),
                item["kind"],
                item["subject"],
                item["tables"],
                item["rows"],
                _size(item["stored_bytes"]),
                item["reason"],
            )
            for item in body["items"]
        ),
    )


def _size(number: int | None) -> str | None:
    """Bytes as people read them."""
    if number is None:
        return None
    size = float(number)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
