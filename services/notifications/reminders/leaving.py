"""The key in a reminder's last line: who holds it may end one shop's reminders to one recipient."""

import json
from dataclasses import dataclass
from uuid import UUID

from libs.common.sealing import Sealer, UnsealError


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves, and whose reminders."""

    tenant_id: UUID
    recipient: str


class LeaveTokens:
    """Sealed, since they stand in addresses and so in logs: nobody reads an e-mail address from them."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def issue(self, leaving: Leaving) -> str:
        content = json.dumps({"leave": str(leaving.tenant_id), "recipient": leaving.recipient})
        return self._sealer.seal(content.encode()).decode("ascii").rstrip("=")

    def read(self, token: str) -> Leaving | None:
        """None for what we did not issue."""
        try:
            content = json.loads(self._sealer.unseal((token + "=" * (-len(token) % 4)).encode()))
            return Leaving(UUID(content["leave"]), content["recipient"])
        except (UnsealError, KeyError, UnicodeEncodeError):
            return None
