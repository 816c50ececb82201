"""Queries of the profissionais and of their blocks."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg
from sqlalchemy import ColumnElement, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by

from libs.common.query import Query, Row
from services.business.profissionais.models import Bloqueio, Habilidade, Profissional
from services.business.repository import TenantAwareRepository

_SET_SKILLS = Query(
    text(
        "WITH gone AS (DELETE FROM api_profissional_servico WHERE profissional_id = :row_id"
        "  AND NOT servico_id = ANY (cast(:servicos AS bigint[])))"
        " INSERT INTO api_profissional_servico (profissional_id, servico_id)"
        " SELECT :row_id, s.id FROM api_servico s WHERE s.id = ANY (cast(:servicos AS bigint[]))"
        # Also those that were there before are answered.
        " ON CONFLICT (profissional_id, servico_id) DO UPDATE SET servico_id = excluded.servico_id"
        " RETURNING servico_id"
    )
)
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCKS = Query(
    text(
        "SELECT id, profissional_id, inicio, fim, motivo, created_at, updated_at, version FROM api_bloqueio"
        " WHERE fim > :begin AND inicio < :until AND (inicio, id) > (:after, :after_id)"
        " AND (cast(:profissional_id AS bigint) IS NULL OR profissional_id IS NULL"
        "  OR profissional_id = cast(:profissional_id AS bigint)) ORDER BY inicio, id LIMIT :rows"
    )
)


class ProfissionalRepository(TenantAwareRepository):
    model = Profissional

    @classmethod
    def looked_up(cls) -> tuple[ColumnElement[Any], ...]:
        """The serviços they are named for, by id."""
        in_order = func.array_agg(aggregate_order_by(Habilidade.servico_id, Habilidade.servico_id))
        skills = select(func.coalesce(in_order, literal_column("'{}'::bigint[]")))
        of_this = skills.where(Habilidade.profissional_id == cls.table.c.id).correlate(cls.table)
        return (of_this.scalar_subquery().label("servicos"),)

    async def set_skills(self, profissional_id: int, servicos: Sequence[int]) -> set[int]:
        """Names them for these serviços and no others; answers those that exist."""
        try:
            rows = await self._work.rows(_SET_SKILLS, row_id=profissional_id, servicos=list(servicos))
        except asyncpg.ForeignKeyViolationError:
            # One of them went meanwhile.
            return set()
        return {row.servico_id for row in rows}


class BloqueioRepository(TenantAwareRepository):
    model = Bloqueio
    reference_field = "profissional_id"

    async def within(
        self,
        begin: datetime,
        until: datetime,
        *,
        profissional_id: int | None,
        limit: int,
        after: tuple[datetime, int] = (_BEFORE_ALL, 0),
    ) -> Sequence[Row]:
        """What touches a period, by its beginning: one person's blocks with the shop's, or everybody's."""
        asked = {"begin": begin, "until": until, "profissional_id": profissional_id}
        return await self._work.rows(_BLOCKS, **asked, after=after[0], after_id=after[1], rows=limit)
