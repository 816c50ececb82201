"""A signed-in device as its user sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.auth.models import Device


@dataclass(frozen=True, slots=True)
class DeviceSession:
    """A live session, with the device it was used from last."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    device: Device
