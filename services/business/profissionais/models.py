"""Who works in the shop, for which serviços, and when not."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Computed, DateTime, ForeignKey, Index, String, Text, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel, TenantBase
from services.business.servicos.models import Servico


class Profissional(TenantAwareModel):
    """`horarios` by weekday; without them the shop's hours are his."""

    __tablename__ = "api_profissional"
    __table_args__ = (Index("ix_api_profissional_ordem_id", "ordem", "id"),)

    nome: Mapped[str] = mapped_column(String(255))
    ativo: Mapped[bool] = mapped_column(server_default=true())
    cor: Mapped[str | None] = mapped_column(String(7))
    horarios: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))


class Habilidade(TenantBase):
    """A serviço that somebody does; who has none does them all."""

    __tablename__ = "api_profissional_servico"

    profissional_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey(Profissional.id, ondelete="CASCADE"), primary_key=True
    )
    servico_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Servico.id), primary_key=True, index=True)


class Bloqueio(TenantAwareModel):
    """A time in which somebody, or without one the whole shop, takes no bookings."""

    __tablename__ = "api_bloqueio"
    __table_args__ = (CheckConstraint("inicio < fim", name="periodo"),)

    profissional_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey(Profissional.id, ondelete="CASCADE"), index=True
    )
    inicio: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    fim: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    motivo: Mapped[str | None] = mapped_column(String(255))
