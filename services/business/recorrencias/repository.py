"""Queries of bookings that repeat: the rule, and its bookings by the dozen. Locks in the agenda's order."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from libs.common.errors import NotFoundError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction
from services.business.agenda.planning import Placed
from services.business.agenda.repository import judged
from services.business.recorrencias.models import Recorrencia
from services.business.repository import TenantAwareRepository

# One of them for each occurrence: its day, its booking where there is one, and its items as they were placed.
Occurrence = tuple[date, int | None, Sequence[Placed]]

_RULES = (
    "SELECT r.id, r.animal_id, a.nome AS animal, a.cliente_id, c.nome AS cliente, r.semanas, r.inicio, r.hora,"
    " r.ate, r.itens, r.observacoes, r.gerada_ate, r.encerrada_em, r.created_at, r.updated_at, r.version"
    " FROM api_recorrencia r JOIN api_animal a ON a.id = r.animal_id JOIN api_cliente c ON c.id = a.cliente_id"
)
_ONE = Query(text(f"{_RULES} WHERE r.id = :row_id"))
_LOCKED = Query(text(f"{_RULES} WHERE r.id = :row_id FOR NO KEY UPDATE OF r"))
_FREE = Query(
    text(
        "SELECT id, animal_id, semanas, inicio, hora, ate, itens, observacoes, gerada_ate, version"
        " FROM api_recorrencia WHERE id = :row_id FOR NO KEY UPDATE SKIP LOCKED"
    )
)
_LIST = Query(
    text(
        f"{_RULES} WHERE (cast(:animal_id AS bigint) IS NULL OR r.animal_id = cast(:animal_id AS bigint))"
        " AND (cast(:cliente_id AS bigint) IS NULL OR a.cliente_id = cast(:cliente_id AS bigint))"
        " AND (:ended OR r.encerrada_em IS NULL) AND r.id > :after ORDER BY r.id LIMIT :rows"
    )
)
_TO_COME = Query(
    text(
        "SELECT id, ocorrencia AS data, inicio, fim, status, destacado, version FROM api_agendamento"
        " WHERE recorrencia_id = :row_id AND (ocorrencia >= :since OR inicio >= cast(:at AS timestamptz))"
        " ORDER BY ocorrencia"
    )
)
_LOCK_TO_COME = Query(
    text(
        "SELECT id, ocorrencia AS data, inicio, status, destacado FROM api_agendamento"
        " WHERE recorrencia_id = :row_id AND (ocorrencia >= :since OR inicio >= cast(:at AS timestamptz))"
        " ORDER BY id FOR NO KEY UPDATE"
    )
)
# What was placed, flat: a line for each item, with the day of its occurrence.
_PARTS = (
    "unnest(cast(:days AS date[]), cast(:places AS int[]), cast(:servicos AS bigint[]), cast(:people AS bigint[]),"
    " cast(:begins AS timestamptz[]), cast(:ends AS timestamptz[]), cast(:prices AS numeric[]))"
    " AS t (dia, posicao, servico_id, profissional_id, inicio, fim, preco)"
)
_SUMS = (
    f"sums AS (SELECT t.dia, min(t.inicio) AS inicio, max(t.fim) AS fim, sum(t.preco) AS preco FROM {_PARTS}"  # noqa: S608 - constants
    " GROUP BY t.dia)"
)
_PUT_PARTS = (
    "INSERT INTO api_agendamento_item (agendamento_id, posicao, animal_id, status, encaixe, servico_id,"  # noqa: S608 - constants
    " profissional_id, inicio, fim, preco) SELECT w.id, t.posicao, w.animal_id, w.status, w.encaixe, t.servico_id,"
    f" t.profissional_id, t.inicio, t.fim, t.preco FROM {_PARTS} JOIN written w ON w.ocorrencia = t.dia"
)
_BOOK = Query(
    text(
        f"WITH {_SUMS}, written AS (INSERT INTO api_agendamento (animal_id, inicio, fim, status, encaixe, preco,"  # noqa: S608 - constants
        "  observacoes, recorrencia_id, ocorrencia)"
        "  SELECT :animal_id, s.inicio, s.fim, 'agendado', false, s.preco, cast(:observacoes AS text),"
        "  cast(:series_id AS bigint), s.dia FROM sums s"
        # Whatever became of a day, it is not made twice.
        "  ON CONFLICT (recorrencia_id, ocorrencia) WHERE recorrencia_id IS NOT NULL DO NOTHING"
        "  RETURNING id, ocorrencia, animal_id, status, encaixe),"
        f" parts AS ({_PUT_PARTS}), step AS (INSERT INTO api_agendamento_transicao (agendamento_id, para,"
        "  usuario_id) SELECT id, status, cast(:by AS uuid) FROM written) SELECT id FROM written"
    )
)
_MOVE = Query(
    text(
        f"WITH {_SUMS}, written AS (UPDATE api_agendamento v SET inicio = s.inicio, fim = s.fim, preco = s.preco,"  # noqa: S608 - constants
        "  encaixe = false, recorrencia_id = cast(:series_id AS bigint),"
        "  ocorrencia = s.dia, destacado = false, version = v.version + 1, updated_at = now()"
        "  FROM sums s JOIN unnest(cast(:moved AS bigint[]), cast(:moved_to AS date[])) AS m (id, dia)"
        "   ON m.dia = s.dia WHERE v.id = m.id RETURNING v.id, v.ocorrencia, v.animal_id, v.status, v.encaixe),"
        " gone AS (DELETE FROM api_agendamento_item i USING written w"
        "  WHERE i.agendamento_id = w.id AND i.posicao > :count),"
        f" parts AS ({_PUT_PARTS} ON CONFLICT (agendamento_id, posicao) DO UPDATE SET encaixe = excluded.encaixe,"
        "  servico_id = excluded.servico_id, profissional_id = excluded.profissional_id, inicio = excluded.inicio,"
        "  fim = excluded.fim, preco = excluded.preco) SELECT id FROM written"
    )
)
# Less than a week, so that days of one rule never meet on the way.
_ADOPT = Query(
    text(
        "UPDATE api_agendamento SET recorrencia_id = :series_id, ocorrencia = ocorrencia + cast(:shift AS int)"
        " WHERE id = ANY (cast(:ids AS bigint[])) RETURNING id"
    )
)
_CANCEL = Query(
    text(
        "WITH before AS (SELECT id, status FROM api_agendamento WHERE id = ANY (cast(:ids AS bigint[]))),"
        " written AS (UPDATE api_agendamento v SET status = 'cancelado', version = v.version + 1,"
        "  updated_at = now() FROM before b WHERE v.id = b.id RETURNING v.id, b.status AS de)"
        " INSERT INTO api_agendamento_transicao (agendamento_id, de, para, usuario_id, motivo)"
        " SELECT id, de, 'cancelado', cast(:by AS uuid), :motivo FROM written"
    )
)


class RecorrenciaRepository(TenantAwareRepository):
    """The rules."""

    model = Recorrencia
    reference_field = "animal_id"

    async def shown(self, row_id: int, *, lock: bool = False) -> Row:
        """With the names of animal and tutor; locked to the end where it is to change. Raises NotFoundError."""
        row = await self._work.row(_LOCKED if lock else _ONE, row_id=row_id)
        if row is None:
            raise NotFoundError(f"There is no record {row_id}.")
        return row

    async def free(self, row_id: int) -> Row | None:
        """Locked for a change, unless somebody else changes it now."""
        return await self._work.row(_FREE, row_id=row_id)

    async def series(
        self, *, animal_id: int | None, cliente_id: int | None, ended: bool, after: int, rows: int
    ) -> Sequence[Row]:
        """In the order they were made."""
        narrowed = {"animal_id": animal_id, "cliente_id": cliente_id, "ended": ended}
        return await self._work.rows(_LIST, **narrowed, after=after, rows=rows)

    async def to_come(
        self, row_id: int, since: date, *, at: datetime | None = None, lock: bool = False
    ) -> Sequence[Row]:
        """Its bookings of that day and later, whatever their state; `at`: also those that were moved beyond it."""
        return await self._work.rows(_LOCK_TO_COME if lock else _TO_COME, row_id=row_id, since=since, at=at)


async def book_all(
    work: Transaction, series_id: int, occurrences: Sequence[Occurrence], *, by: UUID, **values: Any
) -> list[int]:
    """Their ids. Raises SlotTakenError when one of them cannot be: then none is."""
    if not occurrences:
        return []
    rows = await judged(work, _BOOK, series_id=series_id, by=by, **_flat(occurrences), **values)
    return [row.id for row in rows]


async def move_all(work: Transaction, series_id: int, occurrences: Sequence[Occurrence]) -> list[int]:
    """Moves bookings to where they were placed, and into this series. Raises as `book_all`."""
    if not occurrences:
        return []
    moved = {"moved": [row_id for _, row_id, _ in occurrences], "moved_to": [day for day, _, _ in occurrences]}
    count = max(len(placed) for _, _, placed in occurrences)
    rows = await judged(work, _MOVE, series_id=series_id, count=count, **moved, **_flat(occurrences))
    return [row.id for row in rows]


async def adopt(work: Transaction, series_id: int, ids: Sequence[int], shift: int) -> None:
    """These bookings belong to this series, each for its day and so many later: exceptions too."""
    await work.rows(_ADOPT, series_id=series_id, ids=list(ids), shift=shift)


async def cancel_all(work: Transaction, ids: Sequence[int], *, by: UUID, motivo: str) -> None:
    """Each with its step."""
    if ids:
        await work.rows(_CANCEL, ids=list(ids), by=by, motivo=motivo)


def _flat(occurrences: Sequence[Occurrence]) -> dict[str, Any]:
    lines = [(day, place, item) for day, _, placed in occurrences for place, item in enumerate(placed, start=1)]
    return {
        "days": [day for day, _, _ in lines],
        "places": [place for _, place, _ in lines],
        "servicos": [item.wish.servico_id for _, _, item in lines],
        "people": [item.profissional_id for _, _, item in lines],
        "begins": [item.inicio for _, _, item in lines],
        "ends": [item.fim for _, _, item in lines],
        "prices": [item.wish.preco for _, _, item in lines],
    }
