"""`python -m services.auth [--only api|worker] | generate-keys … | create-operator …`."""

import argparse
import asyncio
import getpass
import os
import sys
from pathlib import Path

from libs.common.database import Database, registry_scope
from libs.common.passwords import hash_password
from libs.common.server import serve
from services.auth import keys, service
from services.auth.app import create_service
from services.auth.errors import EmailTakenError
from services.auth.settings import Settings

COMMANDS = ("generate-keys", "create-operator")
PASSWORD_LENGTHS = range(12, 129)
MAX_EMAIL = 254


def main(arguments: list[str]) -> int:
    """Runs the command that is named first, else the service."""
    if not arguments or arguments[0] not in COMMANDS:
        serve(create_service, Settings())
        return 0
    options = _parser().parse_args(arguments)
    if options.command == "generate-keys":
        return _generate_keys(options.private, options.jwks)
    return asyncio.run(_create_operator(options.email, _read_password()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.auth")
    commands = parser.add_subparsers(dest="command", required=True)
    pair = commands.add_parser("generate-keys", help="make the key pair of access tokens unless it exists")
    pair.add_argument("--private", type=Path, required=True)
    pair.add_argument("--jwks", type=Path, required=True)
    operator = commands.add_parser("create-operator", help="add a platform operator; password from stdin")
    operator.add_argument("--email", required=True)
    return parser


def _generate_keys(private: Path, jwks: Path) -> int:
    written = keys.generate_keys(private, jwks)
    print(f"{'wrote' if written else 'kept'} {private} and {jwks}")
    return 0


async def _create_operator(email: str, password: str) -> int:
    if "@" not in email or len(email.strip()) > MAX_EMAIL:
        return _fail("that is not an e-mail address")
    if len(password) not in PASSWORD_LENGTHS:
        return _fail(f"the password takes {PASSWORD_LENGTHS[0]} to {PASSWORD_LENGTHS[-1]} characters")
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _fail("DATABASE_URL is not set")
    password_hash = await hash_password(password)
    database = Database(url, pool_size=1, application_name="auth-cli")
    try:
        async with database.transaction(registry_scope(None)) as session:
            created = await service.create_operator(session, email=email, password_hash=password_hash)
    except EmailTakenError as error:
        return _fail(error.title.lower())
    finally:
        await database.close()
    print("operator created" if created else "this operator exists already, nothing changed")
    return 0


def _read_password() -> str:
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
