"""HTTP out of the links that wait for a person."""

from datetime import datetime
from uuid import UUID

from libs.common.types import ResponseModel
from services.notifications.models import Kind


class LinkOut(ResponseModel):
    """A message to press; it is in the link."""

    id: UUID
    kind: Kind
    recipient: str
    recipient_name: str
    link: str
    created_at: datetime
