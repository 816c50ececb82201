"""Events that this service listens to."""

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.contracts.base import Envelope
from libs.common.contracts.events import SchemaDropped
from libs.common.files import FileStore
from libs.common.messaging.consumer import EventHandlers


def build_handlers(files: FileStore) -> EventHandlers:
    """A shop whose tables are gone needs its files no more."""

    async def on_schema_dropped(_: AsyncSession, event: SchemaDropped, __: Envelope) -> None:
        await files.delete_all(event.tenant_id)

    handlers = EventHandlers("business")
    handlers.on(SchemaDropped, on_schema_dropped)
    return handlers
