"""HTTP out of signed-in devices."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.auth.devices.models import DeviceSession
from services.auth.devices.names import device_name


class SessionOut(BaseModel):
    """One signed-in device."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool = Field(description="Whether this request comes from it.")
    device: str | None = Field(description="Browser and system, as in `Chrome · Windows`; null where unknown.")
    address: str | None = Field(description="The IP address it was last used from.")

    @classmethod
    def of(cls, found: DeviceSession, *, current: UUID) -> "SessionOut":
        return cls(
            id=found.id,
            created_at=found.created_at,
            last_used_at=found.last_used_at,
            expires_at=found.expires_at,
            current=found.id == current,
            device=device_name(found.device.user_agent),
            address=found.device.address,
        )
