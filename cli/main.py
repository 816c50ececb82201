"""The command line: `petshop GROUP COMMAND`."""

import sys
from typing import Annotated

import typer

from cli import doctor, environment, mail, output, parking, reconcile, sagas, users
from cli.client import Connection, address
from cli.errors import CliError

HELP = """Operate a petshop system: sagas, parked messages, reconciliation, operators.

Every command takes --json. Dangerous ones ask first, and need --yes where nobody can be asked.

\b
Exit codes:
  0  done
  1  what was asked for failed, a check failed, or the answer was no
  2  wrong usage, a refused value, or --yes is missing
  3  not signed in, or not allowed
  4  there is no such thing
  5  conflict: not possible in this state, or changed by somebody else since
  6  the system cannot be reached

\b
Signing in: PETSHOP_OPERATOR_EMAIL with PETSHOP_OPERATOR_PASSWORD or PETSHOP_OPERATOR_PASSWORD_FILE, or
PETSHOP_TOKEN. The local system's operator needs nothing; on a terminal the command asks. With a second factor:
--otp or PETSHOP_OTP, else on a terminal the command asks; each code signs in once.
"""

app = typer.Typer(
    name="petshop",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for name, group in (
    ("sagas", sagas.app),
    ("parking", parking.app),
    ("reconcile", reconcile.app),
    ("mail", mail.app),
    ("users", users.app),
):
    app.add_typer(group, name=name)
app.command("doctor")(doctor.doctor)


@app.callback()
def connect(
    context: typer.Context,
    url: Annotated[
        str | None,
        typer.Option(
            "--url", envvar="PETSHOP_URL", help="The gateway; else the local system's.", show_default=False
        ),
    ] = None,
    email: Annotated[
        str | None,
        typer.Option(
            "--email", envvar="PETSHOP_OPERATOR_EMAIL", help="The operator's address.", show_default=False
        ),
    ] = None,
    otp: Annotated[
        str | None,
        typer.Option("--otp", envvar="PETSHOP_OTP", help="A code of his second factor.", show_default=False),
    ] = None,
) -> None:
    # Typer would show this docstring instead of HELP.
    found = environment.load()
    chosen = url or found.default_url
    address(chosen)
    context.obj = Connection(found, chosen, email, otp)


def main() -> None:
    """Runs the command and ends with its exit code."""
    output.prepare()
    try:
        app(prog_name="petshop")
    except CliError as error:
        output.report(error, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
