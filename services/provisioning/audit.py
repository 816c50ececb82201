"""Who did what, to what, and why: written in the transaction of the deed, never changed."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.logging import current_request_id

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_INSERT = text(
    "INSERT INTO svc_provisioning.audit (actor, action, target, reason, details, request_id)"
    " VALUES (:actor, :action, :target, :reason, cast(:details AS jsonb), :request_id)"
)


async def record(
    session: AsyncSession,
    *,
    actor: str,
    action: str,
    target: str,
    reason: str | None = None,
    details: Mapping[str, Any] = _NOTHING,
) -> None:
    """Adds a row; `target` is `<kind>:<id>`, as `saga:…`."""
    await session.execute(
        _INSERT,
        {
            "actor": actor,
            "action": action,
            "target": target,
            "reason": reason,
            "details": json.dumps(dict(details), default=str),
            "request_id": current_request_id(),
        },
    )
