"""What the shop offers."""

from decimal import Decimal

from sqlalchemy import Computed, Index, Numeric, String, Text, true
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel


class Servico(TenantAwareModel):
    __tablename__ = "api_servico"
    __table_args__ = (Index("ix_api_servico_ordem_id", "ordem", "id"),)

    nome: Mapped[str] = mapped_column(String(255))
    preco: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    duracao: Mapped[int]
    ativo: Mapped[bool] = mapped_column(server_default=true())
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
