"""The pets of the shop's tutores."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Computed, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel
from services.business.clientes.models import Cliente

_SEARCHED = "nome || ' ' || coalesce(raca, '')"


class Animal(TenantAwareModel):
    __tablename__ = "api_animal"
    __table_args__ = (
        CheckConstraint("sexo IN ('M', 'F')", name="sexo"),
        Index("ix_api_animal_ordem_id", "ordem", "id"),
        Index("ix_api_animal_cliente_id_ordem_id", "cliente_id", "ordem", "id"),
        Index(
            "ix_api_animal_busca",
            "busca",
            postgresql_using="gin",
            postgresql_ops={"busca": "extensions.gin_trgm_ops"},
        ),
    )

    nome: Mapped[str] = mapped_column(String(255))
    especie: Mapped[str | None] = mapped_column(String(100))
    raca: Mapped[str | None] = mapped_column(String(100))
    peso: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    idade: Mapped[int | None]
    cliente_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Cliente.id))
    nascimento: Mapped[date | None]
    sexo: Mapped[str | None] = mapped_column(String(1))
    porte: Mapped[str | None] = mapped_column(String(20))
    pelagem: Mapped[str | None] = mapped_column(String(20))
    observacoes: Mapped[str | None] = mapped_column(Text)
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed(f"extensions.fold({_SEARCHED})", persisted=True))
