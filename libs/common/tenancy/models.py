"""Base of every table that lives in a shop's schema.

The tables name no schema: the tenant transaction's search_path decides, so a model can't point at a neighbour.
"""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class TenantBase(DeclarativeBase):
    """Registry of the tables of a shop's schema."""

    metadata = MetaData(naming_convention=NAMING)


class TenantAwareModel(TenantBase):
    """A row of one shop: integer id, times, and `version` for the optimistic lock."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now(), sort_order=10)
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now(), sort_order=11)
    version: Mapped[int] = mapped_column(server_default="1", sort_order=12)
