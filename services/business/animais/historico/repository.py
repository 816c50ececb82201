"""Queries of what happened to an animal: one list out of five tables, and the events that it alone holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from libs.common.query import Query, Row
from libs.common.transaction import Transaction

_ADD = Query(
    text(
        "INSERT INTO api_animal_evento (animal_id, tipo, texto, situacao, de_cliente_id, para_cliente_id, em,"
        " usuario_id) VALUES (:animal_id, :tipo, :texto, :situacao, :de_cliente_id, :para_cliente_id,"
        " coalesce(cast(:em AS timestamptz), now()), :usuario_id) RETURNING id, tipo, texto, em, usuario_id"
    )
)
# Whichever they are of, each is known by time, kind and id. A day without a clock stands at noon UTC, which is on
# that day nearly everywhere.
_NOON = "((%s + time '12:00') AT TIME ZONE 'UTC')"
_KEYS = (
    "SELECT 'agendamento' AS tipo, id, inicio AS em, false AS sem_hora FROM api_agendamento"  # noqa: S608 - constants
    f" WHERE animal_id = :animal_id UNION ALL SELECT 'peso', id, {_NOON % 'medido_em'}, true FROM api_animal_peso"
    " WHERE animal_id = :animal_id UNION ALL SELECT 'foto', id, created_at, false FROM api_animal_foto"
    f" WHERE animal_id = :animal_id UNION ALL SELECT 'vacina', id, {_NOON % 'aplicada_em'}, true FROM api_dose"
    " WHERE animal_id = :animal_id AND aplicada_em IS NOT NULL"
    " UNION ALL SELECT tipo, id, em, false FROM api_animal_evento WHERE animal_id = :animal_id"
)
_SERVICES = (
    "(SELECT json_agg(s.nome ORDER BY i.posicao) FROM api_agendamento_item i"
    " JOIN api_servico s ON s.id = i.servico_id WHERE i.agendamento_id = v.id)"
)
# Details of the page's rows alone, each looked up by its key.
_DETAILS = (
    "CASE h.tipo WHEN 'agendamento' THEN (SELECT json_build_object('fim', v.fim, 'status', v.status, 'preco',"  # noqa: S608
    f"  v.preco::text, 'servicos', {_SERVICES}) FROM api_agendamento v WHERE v.id = h.id)"
    " WHEN 'peso' THEN (SELECT json_build_object('peso', peso::text, 'usuario_id', usuario_id)"
    "  FROM api_animal_peso WHERE id = h.id)"
    " WHEN 'foto' THEN (SELECT json_build_object('momento', tipo, 'legenda', legenda, 'agendamento_id',"
    "  agendamento_id, 'usuario_id', usuario_id) FROM api_animal_foto WHERE id = h.id)"
    " WHEN 'vacina' THEN (SELECT json_build_object('vacina', c.nome, 'categoria', c.tipo, 'dose', d.dose,"
    "  'veterinario', d.veterinario, 'informada', d.informada) FROM api_dose d JOIN api_vacina c"
    "  ON c.id = d.vacina_id WHERE d.id = h.id)"
    " ELSE (SELECT json_build_object('texto', e.texto, 'situacao', e.situacao, 'usuario_id', e.usuario_id,"
    "  'de_cliente_id', e.de_cliente_id, 'de_cliente', de.nome, 'para_cliente_id', e.para_cliente_id,"
    "  'para_cliente', para.nome) FROM api_animal_evento e LEFT JOIN api_cliente de ON de.id = e.de_cliente_id"
    "  LEFT JOIN api_cliente para ON para.id = e.para_cliente_id WHERE e.id = h.id) END::text AS detalhes"
)
_PAGE = Query(
    text(
        f"WITH h AS MATERIALIZED (SELECT k.* FROM ({_KEYS}) k"  # noqa: S608 - constants
        "  WHERE EXISTS (SELECT FROM api_animal WHERE id = :animal_id AND excluido_em IS NULL)"
        "  AND (k.em, k.tipo, k.id) < (cast(:before AS timestamptz), cast(:before_tipo AS text), :before_id)"
        f"  ORDER BY k.em DESC, k.tipo DESC, k.id DESC LIMIT :rows) SELECT h.*, {_DETAILS} FROM h"
        " ORDER BY h.em DESC, h.tipo DESC, h.id DESC"
    )
)


async def add_event(work: Transaction, animal_id: int, tipo: str, *, by: UUID, **values: Any) -> Row:
    """`values`: texto, situacao, de_cliente_id, para_cliente_id, em (now, where nothing is said)."""
    nothing = dict.fromkeys(("texto", "situacao", "de_cliente_id", "para_cliente_id", "em"))
    row = await work.row(_ADD, animal_id=animal_id, tipo=tipo, usuario_id=by, **nothing | values)
    assert row is not None  # noqa: S101 - RETURNING of one row
    return row


async def page(
    work: Transaction, animal_id: int, *, before: tuple[datetime, str, int], rows: int
) -> Sequence[Row]:
    """The newest first; `detalhes` as JSON text."""
    em, tipo, row_id = before
    return await work.rows(_PAGE, animal_id=animal_id, before=em, before_tipo=tipo, before_id=row_id, rows=rows)
