"""`petshop doctor`: what an operator checks first, all at once, within seconds."""

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

import typer

from cli import output
from cli.checks import Finding, Status
from cli.errors import Exit
from cli.output import Json


def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Check every part, and say what to do about what fails. Changes nothing."""
    # Drivers of database and broker take a second to load; no other command needs them.
    from cli.checks.run import examine

    findings, hung = examine(context.obj)
    failed = any(finding.status is Status.FAIL for finding in findings)
    body = {"ok": not failed, "checks": [asdict(finding) for finding in findings]}
    output.show(body, _lines(findings), as_json=as_json)
    code = Exit.FAILED if failed else Exit.OK
    if hung:
        # A look-up of a name cannot be cancelled, and Python would wait for its thread.
        sys.stdout.flush()
        os._exit(code)
    raise typer.Exit(code)


def _lines(findings: Sequence[Finding]) -> list[str]:
    width = max(len(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        status = output.paint(finding.status.value.ljust(4))
        lines.append(f"{status}  {finding.name.ljust(width)}  {output.clean(finding.summary)}")
        if finding.next:
            lines.append(f"{' ' * (width + 8)}→ {finding.next}")
    return [*lines, _verdict(findings)]


def _verdict(findings: Sequence[Finding]) -> str:
    numbers = {status: sum(finding.status is status for finding in findings) for status in Status}
    return f"{numbers[Status.OK]} well, {numbers[Status.WARN]} to look at, {numbers[Status.FAIL]} failed"
