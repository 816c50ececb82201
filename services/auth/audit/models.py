"""The audit's table, as this service reads it."""

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("tenant_id", Uuid),
    Column("actor_id", Uuid),
    Column("actor_kind", Text, nullable=False),
    Column("session_id", Uuid),
    Column("impersonation", Text),
    Column("action", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text),
    Column("before", JSONB),
    Column("after", JSONB),
    Column("request_id", Text),
    Column("address", Text),
    Column("user_agent", Text),
    schema="audit",
)
