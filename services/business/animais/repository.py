"""Queries of the animais."""

from typing import Any

from sqlalchemy import ColumnElement, any_, func, or_, select, text

from libs.common.errors import NotFoundError
from libs.common.query import Query, Row
from services.business.animais.models import Animal, Foto
from services.business.clientes.models import Cliente
from services.business.repository import TenantAwareRepository
from services.business.shop.repository import ZONE

_LOCK = Query(
    text(
        f"SELECT id, cliente_id, situacao, nascimento, {ZONE.element} AS zona FROM api_animal"  # noqa: S608
        " WHERE id = :animal_id AND excluido_em IS NULL FOR NO KEY UPDATE"
    )
)


class AnimalRepository(TenantAwareRepository):
    model = Animal
    reference_field = "cliente_id"
    unique_field = "microchip"
    has_numbers = True

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """The tutor's name and the profile's photo: a list that asked for each would open as many records."""
        tutor = select(Cliente.nome).where(Cliente.id == cls.table.c.cliente_id).correlate(cls.table)
        photo = select(Foto.id).where(Foto.animal_id == cls.table.c.id, Foto.perfil).correlate(cls.table)
        return (tutor.scalar_subquery().label("cliente_nome"), photo.scalar_subquery().label("foto_id"), ZONE)

    @classmethod
    def holding(cls, pattern: ColumnElement[str]) -> ColumnElement[bool]:
        """Those of a tutor whose texts hold it too: the counter knows whose the Thor is."""
        tutor = Cliente.__table__
        tutores = select(tutor.c.id).where(tutor.c.busca.like(pattern, escape="\\"))
        # As an array, its indexes answer; a subquery would be joined, by reading all animais.
        return or_(super().holding(pattern), cls.table.c.cliente_id == any_(func.array(tutores.scalar_subquery())))

    async def locked(self, animal_id: int) -> Row:
        """As it stands until this transaction ends; with the shop's zone. Raises NotFoundError."""
        row = await self._work.row(_LOCK, animal_id=animal_id)
        if row is None:
            raise NotFoundError(f"There is no record {animal_id}.")
        return row
