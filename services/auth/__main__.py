"""`python -m services.auth [--only api|worker] | generate-keys | rotate-keys | create-operator | verify-audit`."""

import argparse
import asyncio
import getpass
import os
import sys
from pathlib import Path

from joserfc.errors import JoseError

from libs.common.clock import utc_now
from libs.common.errors import ValidationError
from libs.common.server import serve
from services.auth import keys, operators, rotation
from services.auth.app import create_service
from services.auth.audit.chain import Head, verify_at
from services.auth.errors import EmailTakenError
from services.auth.settings import Settings

COMMANDS = ("generate-keys", "rotate-keys", "create-operator", "verify-audit")


def main(arguments: list[str]) -> int:
    """Runs the command that is named first, else the service."""
    if not arguments or arguments[0] not in COMMANDS:
        serve(create_service, Settings())
        return 0
    options = _parser().parse_args(arguments)
    if options.command == "generate-keys":
        return _generate_keys(options.private, options.jwks)
    if options.command == "rotate-keys":
        return _rotate_keys(options.private, options.jwks)
    if options.command == "verify-audit":
        return _verify_audit(options.expect)
    return _create_operator(options.email)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.auth")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("generate-keys", help="make the key pair of access tokens unless it exists")
    rotated = commands.add_parser("rotate-keys", help="do the next step towards another signing key")
    for pair in (made, rotated):
        pair.add_argument("--private", type=Path, required=True)
        pair.add_argument("--jwks", type=Path, required=True)
    operator = commands.add_parser("create-operator", help="add a platform operator; password from stdin")
    operator.add_argument("--email", required=True)
    audit = commands.add_parser("verify-audit", help="recompute the audit's chain; 1 when it does not hold")
    audit.add_argument("--expect", type=Head.parse, help="a head noted earlier, from this command or the log")
    return parser


def _generate_keys(private: Path, jwks: Path) -> int:
    written = keys.generate_keys(private, jwks)
    print(f"{'wrote' if written else 'kept'} {private} and {jwks}")
    return 0


def _rotate_keys(private: Path, jwks: Path) -> int:
    try:
        step = rotation.rotate(private, jwks, now=utc_now())
    except (OSError, ValueError, KeyError, JoseError) as error:
        return _fail(f"nothing changed: {error}")
    print(step.done or "nothing changed: it is too early")
    when = f"from {step.due:%Y-%m-%d %H:%M:%S} UTC" if step.due else "at any time"
    print(f"next, by the same command, {when}: {step.following}")
    return 0


def _create_operator(email: str) -> int:
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _fail("DATABASE_URL is not set")
    try:
        created = asyncio.run(operators.create_operator(url, email=email, password=_read_password()))
    except ValidationError as error:
        return _fail(error.detail)
    except EmailTakenError as error:
        return _fail(error.title.lower())
    print("operator created" if created else "this operator exists already, nothing changed")
    return 0


def _verify_audit(expected: Head | None) -> int:
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _fail("DATABASE_URL is not set")
    verdict = asyncio.run(verify_at(url, expected=expected))
    waiting = f"{verdict.unlinked} entries not linked yet, the oldest {verdict.oldest_unlinked_s:.0f} s old"
    print(f"{verdict.verified} entries hold, up to {verdict.head}; {waiting}")
    return _fail(f"TAMPERED: {verdict.problem}") if verdict.problem else 0


def _read_password() -> str:
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
