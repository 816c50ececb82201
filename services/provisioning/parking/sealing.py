"""Originals of messages with secrets, sealed with a key that only provisioning holds."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class UnsealError(Exception):
    """No key of ours opens it: the key was lost, or the row was written by somebody else."""


@dataclass(frozen=True, slots=True)
class Original:
    """A message as it came: what a replay sends."""

    body: bytes
    headers: Mapping[str, Any]


class Sealer:
    """Seals with the first key of the file and opens with any: a new key goes on top, the old one stays below."""

    def __init__(self, key_file: Path) -> None:
        self._keys = MultiFernet([Fernet(line) for line in key_file.read_text().split()])

    def seal(self, original: Original) -> bytes:
        body = base64.b64encode(original.body).decode("ascii")
        return self._keys.encrypt(json.dumps({"body": body, "headers": dict(original.headers)}).encode())

    def unseal(self, sealed: bytes) -> Original:
        """Raises UnsealError."""
        try:
            opened = json.loads(self._keys.decrypt(sealed))
        except InvalidToken as error:
            raise UnsealError("no key opens this message") from error
        return Original(base64.b64decode(opened["body"]), opened["headers"])
