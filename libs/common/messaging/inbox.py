"""Inbox: the row that says "handled" is part of the handler's own transaction."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

KEPT_DAYS = 14


class Inbox:
    """The inbox of one service."""

    def __init__(self, service: str) -> None:
        self._insert = text(
            f"INSERT INTO svc_{service}.inbox (consumer, message_id)"  # noqa: S608 - constant schema
            " VALUES (:consumer, :message_id) ON CONFLICT DO NOTHING RETURNING 1"
        )
        self._prune = text(
            f"DELETE FROM svc_{service}.inbox"  # noqa: S608 - constant schema
            f" WHERE received_at < now() - interval '{KEPT_DAYS} days'"
        )

    async def is_new(self, session: AsyncSession, consumer: str, message_id: UUID) -> bool:
        """Marks the message as handled by this transaction; False when an earlier one did."""
        values = {"consumer": consumer, "message_id": message_id}
        return (await session.execute(self._insert, values)).first() is not None

    async def prune(self, session: AsyncSession) -> None:
        """Forgets messages that no queue can hold any more."""
        await session.execute(self._prune)
