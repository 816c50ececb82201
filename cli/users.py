"""`petshop users`: platform operators. Straight to the database, for the first one has nobody to let him in."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from cli import output
from cli.client import Connection
from cli.errors import Exit, failure
from cli.output import Json

app = typer.Typer(help="Platform operators.", no_args_is_help=True)


@app.callback()
def users() -> None:
    """Keeps the group's name in front of its commands."""


@app.command("create-operator")
def create_operator(
    context: typer.Context,
    email: Annotated[str, typer.Option("--email", help="His address.", show_default=False)],
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="Holds the password; else terminal or stdin.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Add a platform operator in the database of DATABASE_URL; one who exists stays as he is."""
    # The database's driver takes a second to load; no other command needs it.
    from cli.accounts import add_operator

    created = add_operator(_database_url(context), email, _password(password_file))
    line = "operator created" if created else "this operator exists already, nothing changed"
    output.show({"email": email.strip().lower(), "created": created}, [line], as_json=as_json)


@app.command("deactivate-operator")
def deactivate_operator(
    context: typer.Context,
    email: Annotated[str, typer.Option("--email", help="His address.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Switch a platform operator off: he is signed out everywhere within a second, also inside shops."""
    from cli.accounts import remove_operator

    done = remove_operator(_database_url(context), email)
    line = "operator switched off" if done else "this operator is off already, nothing changed"
    output.show({"email": email.strip().lower(), "deactivated": done}, [line], as_json=as_json)


def _database_url(context: typer.Context) -> str:
    connection: Connection = context.obj
    url = connection.environment.database_url
    if url is None:
        detail = "Set DATABASE_URL to the auth service's, or start the system here with `make up`."
        raise failure(Exit.USAGE, "NO_DATABASE", "DATABASE_URL is not set", detail)
    return url


def _password(file: Path | None) -> str:
    if file is None:
        return getpass(stream=sys.stderr) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise failure(Exit.USAGE, "NOT_READABLE", "A file cannot be read", f"{file}: {error}.") from error
