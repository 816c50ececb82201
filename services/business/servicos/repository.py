"""Queries of the serviços."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from libs.common.query import Query, Row
from services.business.repository import TenantAwareRepository
from services.business.servicos.models import Componente, Servico

# Parts that are no combos; one that is missing is missed by whoever counts.
_SET_PARTS = Query(
    text(
        "WITH wanted AS (SELECT id, n FROM unnest(cast(:parts AS bigint[])) WITH ORDINALITY AS t (id, n)),"
        " gone AS (DELETE FROM api_servico_componente WHERE combo_id = :row_id"
        "  AND NOT servico_id = ANY (cast(:parts AS bigint[])))"
        " INSERT INTO api_servico_componente (combo_id, servico_id, posicao)"
        " SELECT :row_id, s.id, w.n FROM wanted w JOIN api_servico s ON s.id = w.id AND s.tipo <> 'combo'"
        " ON CONFLICT (combo_id, servico_id) DO UPDATE SET posicao = excluded.posicao RETURNING servico_id"
    )
)
# With the last visit at which this animal had the serviço and was there: what it took and cost then is shown.
_ANIMAL = "SELECT porte, pelagem, atendivel FROM api_animal WHERE id = :animal_id AND excluido_em IS NULL"
_OFFERS = (
    "SELECT s.id, s.nome, s.tipo, s.ativo, s.preco, s.duracao, s.precos, a.porte, a.pelagem, a.atendivel,"
    " l.preco AS ultimo_preco, l.inicio AS ultima_vez,"
    " (extract(epoch FROM l.fim - l.inicio) / 60)::int AS ultima_duracao"
    " FROM api_servico s CROSS JOIN ({animal}) a"
    " LEFT JOIN LATERAL (SELECT i.preco, i.inicio, i.fim FROM api_agendamento v"
    "  JOIN api_agendamento_item i ON i.agendamento_id = v.id AND i.servico_id = s.id"
    "  WHERE v.animal_id = :animal_id AND v.status IN ('recebido', 'em_atendimento', 'pronto', 'entregue')"
    "  ORDER BY v.inicio DESC LIMIT 1) l ON true"
)
_OFFERED = Query(text(f"{_OFFERS} WHERE s.ativo ORDER BY s.ordem, s.id LIMIT 500".format(animal=_ANIMAL)))
_SEE, _LOCK = (
    Query(text(f"{_OFFERS} WHERE s.id = ANY (cast(:ids AS bigint[]))".format(animal=animal)))
    for animal in (_ANIMAL, f"{_ANIMAL} FOR NO KEY UPDATE")
)


class ServicoRepository(TenantAwareRepository):
    model = Servico

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """The parts of a combo, in their order."""
        in_order = func.array_agg(aggregate_order_by(Componente.servico_id, Componente.posicao))
        parts = select(func.coalesce(in_order, literal_column("'{}'::bigint[]")))
        of_this = parts.where(Componente.combo_id == cls.table.c.id).correlate(cls.table)
        return (of_this.scalar_subquery().label("componentes"),)

    async def set_parts(self, combo_id: int, parts: Sequence[int]) -> set[int]:
        """Makes these the combo's parts; answers those that could be: no combos, and there."""
        try:
            rows = await self._work.rows(_SET_PARTS, row_id=combo_id, parts=list(parts))
        except asyncpg.ForeignKeyViolationError:
            # One of them went meanwhile.
            return set()
        return {row.servico_id for row in rows}

    async def offered(self, animal_id: int) -> Sequence[Row]:
        """Every active serviço with the animal's porte, pelagem and last time; none for an unknown animal."""
        return await self._work.rows(_OFFERED, animal_id=animal_id)

    async def chosen(self, animal_id: int, ids: Sequence[int], *, lock: bool = False) -> Sequence[Row]:
        """These of them, active or not; `lock`: the animal's bookings wait for each other from here on."""
        return await self._work.rows(_LOCK if lock else _SEE, animal_id=animal_id, ids=list(ids))
