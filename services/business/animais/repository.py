"""Queries of the animais."""

from services.business.animais.models import Animal
from services.business.repository import PageRows, TenantAwareRepository


class AnimalRepository(TenantAwareRepository):
    model = Animal
    reference_field = "cliente_id"

    async def page_of(self, cliente_id: int | None, *, q: str | None, cursor: str | None, limit: int) -> PageRows:
        """One tutor's animais, or everybody's."""
        where = () if cliente_id is None else (self.table.c.cliente_id == cliente_id,)
        return await self.page(*where, q=q, cursor=cursor, limit=limit)
