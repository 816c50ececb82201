"""Where the system is and who asks: the environment first, then what `make up` left in `.data`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cli.errors import Exit, failure

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_URL = "http://localhost:8080"
LOCAL_OPERATOR = "operator@petshop.local"
LOCAL_PASSWORDS = ("secrets/operator.password", "compose/secrets/operator.password")


@dataclass(frozen=True)
class Environment:
    """`own` are the variables, `local` the file that `make up` writes; secrets stay out of `repr`."""

    own: Mapping[str, str] = field(repr=False)
    local: Mapping[str, str] = field(repr=False)
    data: Path

    def get(self, name: str) -> str | None:
        return self.own.get(name) or None

    @property
    def default_url(self) -> str:
        return self.local.get("GATEWAY_URL", DEFAULT_URL)

    @property
    def database_url(self) -> str | None:
        return self._url("DATABASE_URL")

    @property
    def amqp_url(self) -> str | None:
        return self._url("AMQP_URL")

    def password_for(self, url: str, email: str | None) -> str | None:
        """The operator's password, if it can be had without asking."""
        if password := self.get("PETSHOP_OPERATOR_PASSWORD"):
            return password
        if path := self.get("PETSHOP_OPERATOR_PASSWORD_FILE"):
            return _read_secret(Path(path))
        # The local system's password is for the local system and its own operator alone.
        if url != self.default_url or email not in (None, LOCAL_OPERATOR):
            return None
        files = (self.data / name for name in LOCAL_PASSWORDS)
        return next((_read_secret(path) for path in files if path.exists()), None)

    def _url(self, name: str) -> str | None:
        return self.get(name) or self.local.get(name)


def load() -> Environment:
    """The environment of this call. Raises CliError when `local.env` cannot be read."""
    data = Path(os.environ.get("PETSHOP_DATA") or ROOT / ".data")
    return Environment(dict(os.environ), _read_env(data / "local.env"), data)


def _read_env(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in _read(path).splitlines())
    return {name: value for name, separator, value in pairs if separator}


def _read_secret(path: Path) -> str:
    return _read(path).strip()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise failure(Exit.USAGE, "NOT_READABLE", "A file cannot be read", f"{path}: {reason}.") from error
