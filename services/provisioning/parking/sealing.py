"""Originals of messages with secrets, sealed with a key that only provisioning holds."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from libs.common import sealing


@dataclass(frozen=True, slots=True)
class Original:
    """A message as it came: what a replay sends."""

    body: bytes
    headers: Mapping[str, Any]


class Sealer:
    """Seals and opens originals; see `libs/common/sealing.py` for its keys."""

    def __init__(self, key_file: Path) -> None:
        self._sealer = sealing.Sealer(key_file)

    def seal(self, original: Original) -> bytes:
        body = base64.b64encode(original.body).decode("ascii")
        return self._sealer.seal(json.dumps({"body": body, "headers": dict(original.headers)}).encode())

    def unseal(self, sealed: bytes) -> Original:
        """Raises UnsealError."""
        opened = json.loads(self._sealer.unseal(sealed))
        return Original(base64.b64decode(opened["body"]), opened["headers"])
