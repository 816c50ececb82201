"""`petshop mail`: letters to people."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import typer

from cli import output
from cli.client import open_api
from cli.errors import Exit, failure
from cli.output import Json
from cli.sagas import Every, Limit, Reason, Version

app = typer.Typer(help="Letters to people.", no_args_is_help=True)
_PATH = "/notifications"


class Locale(StrEnum):
    PT_BR = "pt-BR"
    EN = "en"


LetterId = Annotated[UUID, typer.Argument(metavar="ID", show_default=False)]


@app.command("list")
def list_letters(
    context: typer.Context,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", help="queued, sending, sent, ready, failed or suppressed; may be repeated."),
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="As welcome, invitation, booking_reminder.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="email or whatsapp.")] = None,
    tenant: Annotated[str | None, typer.Option("--tenant", help="A tenant's id or subdomain.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Part of recipient, kind, id, Message-ID or error.")] = None,
    limit: Limit = 20,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Letters, newest first, with counts per state and kind."""
    filters = {"state": state or None, "kind": kind, "channel": channel, "tenant": tenant, "q": q, "limit": limit}
    with open_api(context) as api:
        body = api.pages(f"{_PATH}/deliveries", filters, key="items", every=every)
    output.show(body, _list_lines(body), as_json=as_json)


@app.command("show")
def show_letter(context: typer.Context, letter: LetterId, as_json: Json = False) -> None:
    """One letter and all that happened to it; never what it says."""
    with open_api(context) as api:
        body = api.get(f"{_PATH}/deliveries/{letter}")
    output.show(body, _letter_lines(body), as_json=as_json)


@app.command("resend")
def resend_letter(
    context: typer.Context, letter: LetterId, reason: Reason, version: Version = None, as_json: Json = False
) -> None:
    """Send a letter again, or now instead of later."""
    with open_api(context) as api:
        body = api.post(f"{_PATH}/deliveries/{letter}/resend", {"reason": reason, "version": version})
    output.show(body, [f"letter {body['id']} is {output.clean(body['state'])}"], as_json=as_json)


@app.command("suppressions")
def list_suppressions(
    context: typer.Context,
    lifted: Annotated[bool, typer.Option("--lifted", help="Those that were lifted, instead.")] = False,
    q: Annotated[str | None, typer.Option("--q", help="Part of the address.")] = None,
    limit: Limit = 20,
    every: Every = False,
    as_json: Json = False,
) -> None:
    """Addresses that do not exist, so that nothing is sent there."""
    filters = {"lifted": lifted, "q": q, "limit": limit}
    with open_api(context) as api:
        body = api.pages(f"{_PATH}/suppressions", filters, key="items", every=every)
    output.show(body, _suppression_lines(body), as_json=as_json)


@app.command("lift")
def lift_suppression(
    context: typer.Context,
    suppression: Annotated[int, typer.Argument(metavar="ID", show_default=False)],
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Let letters go to this address again."""
    with open_api(context) as api:
        body = api.post(f"{_PATH}/suppressions/{suppression}/lift", {"reason": reason})
    output.show(body, [f"letters go to {output.clean(body['address'])} again"], as_json=as_json)


@app.command("preview")
def preview(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As welcome or signup_failed-EMAIL_TAKEN.")],
    locale: Annotated[Locale, typer.Option("--locale", help="Its language.")] = Locale.PT_BR,
    as_html: Annotated[bool, typer.Option("--html/--text", help="As mail programs or as readers see it.")] = False,
) -> None:
    """A letter with plausible names, written out; nothing is sent, and no system is needed."""
    # Languages and templates take their time to load; no other command needs them.
    from services.notifications.preview import samples

    known = {sample.name: sample for sample in samples()}
    if name not in known:
        detail = f"There are: {', '.join(known)}."
        raise failure(Exit.NOT_FOUND, "NO_SUCH_LETTER", "There is no such letter", detail)
    rendered = known[name].render(locale)
    output.write(rendered.html if as_html else f"{rendered.subject}\n\n{rendered.text}")


def _list_lines(body: Any) -> Iterator[str]:
    yield output.counts(body["counts"])
    yield output.counts(body["by_kind"])
    yield from output.table(
        ("ID", "STATE", "KIND", "SHOP", "TO", "QUEUED", "TRIES", "CODE"),
        (
            (
                item["id"],
                item["state"],
                item["kind"],
                item["subdomain"],
                item["recipient"],
                output.when(item["created_at"]),
                item["attempts"],
                item["error_code"],
            )
            for item in body["items"]
        ),
    )
    yield from _more(body)


def _letter_lines(letter: Mapping[str, Any]) -> Iterator[str]:
    moments = ("next_attempt_at", "expires_at", "leased_until", "created_at", "finished_at")
    facts = {name: value for name, value in letter.items() if name not in ("actions", "history", "why_not")}
    facts |= {name: output.when(letter[name]) for name in moments}
    facts["resend"] = "possible" if "resend" in letter["actions"] else f"no: {letter['why_not']}"
    yield from output.fields(facts)
    yield ""
    names = ("at", "state", "code", "detail", "actor", "reason")
    yield from output.table(
        [name.upper() for name in names],
        ([output.when(line["at"]), *(line[name] for name in names[1:])] for line in letter["history"]),
    )


def _suppression_lines(body: Any) -> Iterator[str]:
    yield from output.table(
        ("ID", "ADDRESS", "SINCE", "CODE", "DETAIL", "LETTER", "LIFTED", "BY", "WHY"),
        (
            (
                item["id"],
                item["address"],
                output.when(item["created_at"]),
                item["code"],
                item["detail"],
                item["delivery_id"],
                output.when(item["lifted_at"]),
                item["lifted_by"],
                item["lift_reason"],
            )
            for item in body["items"]
        ),
    )
    yield from _more(body)


def _more(body: Any) -> Iterator[str]:
    if body["next_cursor"]:
        yield "there are more: --all, or a larger --limit"
