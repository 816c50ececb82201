"""What the shop offers."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel, TenantBase


class Servico(TenantAwareModel):
    """`precos`: cells of porte × pelagem, see `prices.py`. `tipo` never changes: a part becomes no combo."""

    __tablename__ = "api_servico"
    __table_args__ = (
        CheckConstraint("tipo IN ('servico', 'adicional', 'combo')", name="tipo"),
        Index("ix_api_servico_ordem_id", "ordem", "id"),
    )

    nome: Mapped[str] = mapped_column(String(255))
    preco: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    duracao: Mapped[int]
    ativo: Mapped[bool] = mapped_column(server_default=true())
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    tipo: Mapped[str] = mapped_column(String(20), server_default="servico", sort_order=13)
    precos: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]", sort_order=14)


class Componente(TenantBase):
    """A part of a combo, in the order in which they are done."""

    __tablename__ = "api_servico_componente"

    combo_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Servico.id, ondelete="CASCADE"), primary_key=True)
    servico_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Servico.id), primary_key=True, index=True)
    posicao: Mapped[int] = mapped_column(SmallInteger)
