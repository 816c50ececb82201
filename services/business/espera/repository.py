"""Queries of the waiting list. That somebody's days are over is seen by looking: nobody writes it down."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from libs.common.errors import NotFoundError
from libs.common.query import Query, Row
from services.business.espera.models import Espera
from services.business.repository import TenantAwareRepository

_STATE = "CASE WHEN e.estado IN ('aguardando', 'oferecida') AND e.ate < :today THEN 'expirada' ELSE e.estado END"
_ENTRIES = (
    "SELECT e.id, e.animal_id, a.nome AS animal, a.porte, a.atendivel, a.cliente_id, c.nome AS cliente,"  # noqa: S608 - constants
    f" c.telefone, c.telefones, e.itens, e.de, e.ate, e.periodo, e.dias, e.observacoes, {_STATE} AS estado,"
    " e.oferta_inicio, e.oferecida_em, e.agendamento_id, e.created_at, e.updated_at, e.version FROM api_espera e"
    " JOIN api_animal a ON a.id = e.animal_id JOIN api_cliente c ON c.id = a.cliente_id"
)
_ONE = Query(text(f"{_ENTRIES} WHERE e.id = :row_id"))
_LOCKED = Query(text(f"{_ENTRIES} WHERE e.id = :row_id FOR NO KEY UPDATE OF e"))
_LIST = Query(
    text(
        f"{_ENTRIES} WHERE (cast(:estado AS text) IS NULL OR {_STATE} = cast(:estado AS text))"
        " AND (cast(:animal_id AS bigint) IS NULL OR e.animal_id = cast(:animal_id AS bigint))"
        " AND e.id > :after ORDER BY e.id LIMIT :rows"
    )
)
# Whoever waits for some of these days, the longest waiting first.
_WAITING = Query(
    text(
        f"{_ENTRIES} WHERE e.estado IN ('aguardando', 'oferecida') AND e.ate >= :begin AND e.de <= :until"
        " AND a.atendivel ORDER BY e.id LIMIT :rows"
    )
)
# What they wait for, each serviço with its price for the animal; of what is not offered any more there is no row.
_OFFERS = Query(
    text(
        "SELECT e.id AS espera_id, i.n, s.id, s.ativo, s.preco, s.duracao, s.precos, a.porte, a.pelagem"
        " FROM api_espera e JOIN api_animal a ON a.id = e.animal_id"
        " CROSS JOIN LATERAL jsonb_array_elements(e.itens) WITH ORDINALITY AS i (item, n)"
        " JOIN api_servico s ON s.id = (i.item->>'servico_id')::bigint AND s.ativo"
        " WHERE e.id = ANY (cast(:ids AS bigint[])) ORDER BY e.id, i.n"
    )
)


class EsperaRepository(TenantAwareRepository):
    model = Espera
    reference_field = "animal_id"

    async def shown(self, row_id: int, today: date, *, lock: bool = False) -> Row:
        """With animal and tutor; locked to the end where it is to change. Raises NotFoundError."""
        row = await self._work.row(_LOCKED if lock else _ONE, row_id=row_id, today=today)
        if row is None:
            raise NotFoundError(f"There is no record {row_id}.")
        return row

    async def entries(
        self, today: date, *, estado: str | None, animal_id: int | None, after: int, rows: int
    ) -> Sequence[Row]:
        """In the order they came."""
        narrowed = {"estado": estado, "animal_id": animal_id}
        return await self._work.rows(_LIST, today=today, after=after, rows=rows, **narrowed)

    async def waiting(self, today: date, begin: date, until: date, *, rows: int) -> Sequence[Row]:
        """Who waits for some of these days, and can be booked."""
        return await self._work.rows(_WAITING, today=today, begin=begin, until=until, rows=rows)

    async def offers(self, ids: Sequence[int]) -> Sequence[Row]:
        return await self._work.rows(_OFFERS, ids=list(ids))
