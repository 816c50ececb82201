"""Queries of the animais."""

from typing import Any

from sqlalchemy import ColumnElement, select

from services.business.animais.models import Animal
from services.business.clientes.models import Cliente
from services.business.repository import PageRows, TenantAwareRepository


class AnimalRepository(TenantAwareRepository):
    model = Animal
    reference_field = "cliente_id"

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """The tutor's name: a list that asked for each tutor would open as many records."""
        tutor = select(Cliente.nome).where(Cliente.id == cls.table.c.cliente_id).correlate(cls.table)
        return (tutor.scalar_subquery().label("cliente_nome"),)

    async def page_of(self, cliente_id: int | None, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
        """One tutor's animais, or everybody's."""
        return await self.page(q=q, cursor=cursor, limit=limit, cliente_id=cliente_id)
