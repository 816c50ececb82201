"""The shop's tutores."""

from sqlalchemy import CHAR, Computed, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from libs.common.tenancy.models import TenantAwareModel

_SEARCHED = "nome || ' ' || coalesce(email, '') || ' ' || coalesce(telefone, '') || ' ' || coalesce(cpf, '')"


class Cliente(TenantAwareModel):
    __tablename__ = "api_cliente"
    __table_args__ = (
        Index("ix_api_cliente_ordem_id", "ordem", "id"),
        Index(
            "ix_api_cliente_busca",
            "busca",
            postgresql_using="gin",
            postgresql_ops={"busca": "extensions.gin_trgm_ops"},
        ),
    )

    nome: Mapped[str] = mapped_column(String(255))
    email: Mapped[str | None] = mapped_column(String(255))
    telefone: Mapped[str | None] = mapped_column(String(20))
    endereco: Mapped[str | None] = mapped_column(Text)
    cpf: Mapped[str | None] = mapped_column(CHAR(11), unique=True)
    observacoes: Mapped[str | None] = mapped_column(Text)
    ordem: Mapped[str] = mapped_column(Text, Computed("extensions.fold(nome)", persisted=True))
    busca: Mapped[str] = mapped_column(Text, Computed(f"extensions.fold({_SEARCHED})", persisted=True))
