"""What only the holders of a key file may read: Fernet (AES-128-CBC and HMAC-SHA256), with keys that rotate."""

import hmac
import json
from pathlib import Path
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class UnsealError(Exception):
    """No key of ours opens it: it was lost, somebody else wrote it, or it is not what was asked for."""


class Sealer:
    """Seals with the first key of the file and opens with any: a new key goes on top, the old one stays below."""

    def __init__(self, key_file: Path) -> None:
        self._keys = MultiFernet([Fernet(line) for line in key_file.read_text().split()])

    def seal(self, content: bytes) -> bytes:
        return self._keys.encrypt(content)

    def unseal(self, sealed: bytes) -> bytes:
        """Raises UnsealError."""
        try:
            return self._keys.decrypt(sealed)
        except InvalidToken as error:
            raise UnsealError("no key opens this") from error


def derived_key(key_file: Path, *, purpose: str) -> bytes:
    """256 bits for HMACs of one purpose, from the file's first key; they change when a new one goes on top."""
    first = key_file.read_text().split()[0]
    return hmac.digest(first.encode(), purpose.encode(), "sha256")


class TokenSealer:
    """One-time tokens on their way from auth to a mail: bound to what they are for and to whom."""

    def __init__(self, key_file: Path) -> None:
        self._sealer = Sealer(key_file)

    def seal(self, token: str, *, purpose: str, subject: UUID) -> str:
        """`purpose` is the event's routing key, `subject` the user's id: nothing else opens it."""
        content = json.dumps({"token": token, "purpose": purpose, "subject": str(subject)})
        return self._sealer.seal(content.encode()).decode("ascii")

    def unseal(self, sealed: str, *, purpose: str, subject: UUID) -> str:
        """The token. Raises UnsealError, also for a token that is for something else or for somebody else."""
        content = json.loads(self._sealer.unseal(sealed.encode()))
        if (content["purpose"], content["subject"]) != (purpose, str(subject)):
            raise UnsealError("sealed for something else")
        return str(content["token"])
