"""`python -m deploy.docker.prepare DIRECTORY`: the secrets that docker-compose.yml mounts, made once."""

import secrets
import sys
from pathlib import Path

from deploy.gateway.config import SERVICES
from deploy.local import keys
from services.auth.keys import generate_keys

BROKER_USER = "petshop"


def prepare(directory: Path) -> keys.Keys:
    """Every secret as a file of its own; what is there stays."""
    made = keys.load_or_create(directory)
    generate_keys(made.jwt_private_file, made.jwks_file)
    for service in SERVICES:
        keys.write_private(directory / f"database-{service}.password", made.service_password(service))
    keys.write_once(directory / "grafana.password", secrets.token_urlsafe(15))
    # Of the mail server that somebody may name; the catcher asks for none.
    keys.write_once(directory / "smtp.password", "")
    # RabbitMQ has no variable for a password file; its configuration is one.
    account = f"default_user = {BROKER_USER}\ndefault_pass = {made.rabbitmq_password}\n"
    keys.write_private(directory / "rabbitmq-account.conf", account)
    for path in directory.iterdir():
        # Compose mounts files as they are, and every container reads as another account.
        # The folder above them stays closed.
        path.chmod(0o644)
    return made


def main() -> int:
    """Make what is missing in the folder given."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    prepare(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
