"""Passwords and keys of a development system: made once, private to their owner, never in the repository."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from deploy.gateway.config import SERVICES

OPERATOR_EMAIL = "operator@petshop.local"


@dataclass(frozen=True)
class Keys:
    """Where each secret lies; the JWT pair is made by the auth service itself."""

    directory: Path

    @property
    def idempotency_file(self) -> Path:
        return self.directory / "idempotency.key"

    @property
    def parking_file(self) -> Path:
        return self.directory / "parking.key"

    @property
    def token_file(self) -> Path:
        """What seals one-time tokens on their way from auth to the mail; a Fernet key, as the one above."""
        return self.directory / "token.key"

    @property
    def mfa_file(self) -> Path:
        """What seals the secrets of second factors; a Fernet key that auth alone holds."""
        return self.directory / "mfa.key"

    @property
    def jwt_private_file(self) -> Path:
        return self.directory / "jwt-private.json"

    @property
    def jwks_file(self) -> Path:
        return self.directory / "jwks.json"

    @property
    def service_passwords_file(self) -> Path:
        return self.directory / "service-passwords.json"

    @property
    def postgres_password(self) -> str:
        return self._read("postgres.password")

    @property
    def rabbitmq_password(self) -> str:
        return self._read("rabbitmq.password")

    @property
    def operator_password(self) -> str:
        return self._read("operator.password")

    def service_password(self, service: str) -> str:
        passwords: dict[str, str] = json.loads(self.service_passwords_file.read_text())
        return passwords[f"svc_{service}"]

    def _read(self, name: str) -> str:
        return (self.directory / name).read_text().strip()


def load_or_create(directory: Path) -> Keys:
    """The keys in `directory`; what is missing is made, what is there stays."""
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o700)
    for name in ("postgres.password", "rabbitmq.password", "idempotency.key"):
        write_once(directory / name, secrets.token_hex(24))
    write_once(directory / "operator.password", secrets.token_urlsafe(15))
    keys = Keys(directory)
    # Fernet keys; to rotate one, put a new line above it.
    for path in (keys.parking_file, keys.token_file, keys.mfa_file):
        write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    _add_passwords(keys.service_passwords_file)
    return keys


def _add_passwords(path: Path) -> None:
    """One a service; a service that is new gets its own beside those that stand."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = {f"svc_{service}" for service in SERVICES} - known.keys()
    if missing:
        write_private(path, json.dumps(known | {name: secrets.token_hex(24) for name in sorted(missing)}))


def write_private(path: Path, text: str) -> None:
    """Replace a file as a whole, readable by its owner only."""
    building = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text + "\n")
    building.rename(path)


def write_once(path: Path, text: str) -> None:
    """A private file that stays as it was first made."""
    if not path.exists():
        write_private(path, text)
