"""Queries of the agenda. Locks are taken in one order everywhere: the booking, its animal, people by id."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import text

from libs.common.errors import NotFoundError, ReferenceNotFoundError, WrongStateError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction
from services.business.agenda.errors import SlotTakenError
from services.business.agenda.planning import Placed
from services.business.agenda.states import IDLE, State

# No booking is longer, so that what touches a period begins near it.
LONGEST = timedelta(days=1)

_IDLE = ", ".join(f"'{state}'" for state in sorted(IDLE))
_ITEMS = (
    "(SELECT json_agg(json_build_object('servico_id', i.servico_id, 'servico', s.nome, 'profissional_id',"
    " i.profissional_id, 'profissional', p.nome, 'inicio', i.inicio, 'fim', i.fim, 'preco', i.preco::text)"
    " ORDER BY i.posicao) FROM api_agendamento_item i JOIN api_servico s ON s.id = i.servico_id"
    " JOIN api_profissional p ON p.id = i.profissional_id WHERE i.agendamento_id = v.id)::text AS itens"
)
# When doses of the animal are due; which of them are late by its day, the shop's zone decides.
_DUE = (
    "ARRAY(SELECT d.prevista_para FROM api_dose d JOIN api_vacina k ON k.id = d.vacina_id AND k.tipo = 'vacina'"
    " AND k.ativo WHERE d.animal_id = v.animal_id AND d.aplicada_em IS NULL) AS previstas"
)
_TAXI = (
    "coalesce((SELECT json_agg(json_build_object('id', t.id, 'sentido', t.sentido, 'inicio', t.inicio,"
    " 'fim', t.fim,"
    " 'estado', t.estado, 'taxa', t.taxa::text) ORDER BY t.inicio) FROM api_taxi t WHERE t.agendamento_id = v.id),"
    " '[]')::text AS taxi"
)
_BOOKINGS = (
    "SELECT v.id, v.animal_id, a.nome AS animal, a.especie, a.raca, a.porte, a.tags, a.observacoes AS cuidados,"  # noqa: S608
    " (SELECT f.id FROM api_animal_foto f WHERE f.animal_id = v.animal_id AND f.perfil) AS foto_id,"
    " a.cliente_id, c.nome AS cliente, c.telefone, c.devedor, c.telefones, c.email,"
    " v.recorrencia_id, v.destacado, v.inicio, v.fim, v.status, v.encaixe, v.preco,"
    f" v.observacoes, v.created_at, v.updated_at, v.version, {_DUE}, {_ITEMS}, {_TAXI} FROM api_agendamento v"
    " JOIN api_animal a ON a.id = v.animal_id"
    " JOIN api_cliente c ON c.id = a.cliente_id"
)
_ONE = Query(text(f"{_BOOKINGS} WHERE v.id = :row_id"))
_LOCKED = Query(text(f"{_BOOKINGS} WHERE v.id = :row_id FOR NO KEY UPDATE OF v"))
_SOME = Query(text(f"{_BOOKINGS} WHERE v.id = ANY (cast(:ids AS bigint[])) ORDER BY v.inicio, v.id"))
_HISTORY = Query(
    text(
        "SELECT de, para, em, usuario_id, motivo, desfeita_em, desfeita_por FROM api_agendamento_transicao"
        " WHERE agendamento_id = :row_id ORDER BY id"
    )
)
_LIST = Query(
    text(
        f"{_BOOKINGS} WHERE v.inicio > cast(:begin AS timestamptz) - cast(:longest AS interval)"
        " AND v.inicio < :until AND v.fim > cast(:begin AS timestamptz)"
        " AND (cast(:states AS text[]) IS NULL OR v.status = ANY (cast(:states AS text[])))"
        " AND (cast(:cliente_id AS bigint) IS NULL OR a.cliente_id = cast(:cliente_id AS bigint))"
        " AND (cast(:animal_id AS bigint) IS NULL OR v.animal_id = cast(:animal_id AS bigint))"
        " AND (cast(:profissional_id AS bigint) IS NULL OR EXISTS (SELECT FROM api_agendamento_item i"
        "  WHERE i.agendamento_id = v.id AND i.profissional_id = cast(:profissional_id AS bigint)))"
        " AND (v.inicio, v.id) > (:after, :after_id) ORDER BY v.inicio, v.id LIMIT :rows"
    )
)
# By the calendar of the shop's zone; what was called off or missed fills no day.
_COUNTS = Query(
    text(
        "SELECT (inicio AT TIME ZONE :zone)::date AS data, count(*) AS total FROM api_agendamento"
        " WHERE inicio >= :begin AND inicio < :until AND status NOT IN ('cancelado', 'faltou')"
        " GROUP BY 1 ORDER BY 1"
    )
)
# What whoever books should see before: of all animals of the tutor what is theirs, of this one the rest.
_CARD = Query(
    text(
        "SELECT a.id AS animal_id, a.nome AS animal, a.situacao, a.tags, a.observacoes AS cuidados, a.porte,"
        " a.pelagem, c.id AS cliente_id, c.nome AS cliente, c.telefone, c.devedor, (SELECT count(*)"
        "  FROM api_agendamento v JOIN api_animal b ON b.id = v.animal_id WHERE b.cliente_id = c.id"
        "  AND v.status = 'faltou' AND v.inicio > cast(:since AS timestamptz)) AS faltas,"
        " (SELECT max(v.inicio) FROM api_agendamento v WHERE v.animal_id = a.id AND v.status = 'entregue')"
        "  AS ultimo, (SELECT min(v.inicio) FROM api_agendamento v WHERE v.animal_id = a.id"
        "  AND v.inicio > cast(:now AS timestamptz) AND v.status NOT IN ('cancelado', 'faltou')) AS proximo,"
        " ARRAY(SELECT k.nome FROM api_dose d JOIN api_vacina k ON k.id = d.vacina_id AND k.tipo = 'vacina'"
        "  AND k.ativo WHERE d.animal_id = a.id AND d.aplicada_em IS NULL AND d.prevista_para < :today"
        "  ORDER BY d.prevista_para, k.nome) AS vacinas_atrasadas"
        " FROM api_animal a JOIN api_cliente c ON c.id = a.cliente_id"
        " WHERE a.id = :animal_id AND a.excluido_em IS NULL"
    )
)
_LOCK_ANIMAL = Query(text("SELECT id FROM api_animal WHERE id = :animal_id FOR NO KEY UPDATE"))
_PEOPLE = (
    "SELECT p.id, p.nome, p.ativo, p.cor, p.horarios FROM api_profissional p"
    " WHERE p.id = ANY (cast(:named AS bigint[])) OR (p.ativo AND :everybody)"
)
_SEE_PEOPLE = Query(text(f"{_PEOPLE} ORDER BY p.ordem, p.id"))
_LOCK_PEOPLE = Query(text(f"{_PEOPLE} ORDER BY p.id FOR NO KEY UPDATE"))
# All that is looked at under the locks, in a statement of its own: what a statement that waits for them has looked
# at before is of the past. `about`: the item's animal, or the serviço that somebody does.
_AROUND = Query(
    text(
        "SELECT 'item' AS kind, i.agendamento_id, i.profissional_id, i.animal_id AS about, i.inicio, i.fim,"  # noqa: S608 - constants
        " i.encaixe FROM api_agendamento_item i"
        " WHERE i.inicio > cast(:begin AS timestamptz) - cast(:longest AS interval)"
        f" AND i.inicio < :until AND i.fim > cast(:begin AS timestamptz) AND i.status NOT IN ({_IDLE})"
        " AND i.agendamento_id <> ALL (cast(:but AS bigint[]))"
        " UNION ALL SELECT 'block', NULL, profissional_id, NULL, inicio, fim, NULL"
        " FROM api_bloqueio WHERE fim > cast(:begin AS timestamptz) AND inicio < :until"
        " UNION ALL SELECT 'skill', NULL, profissional_id, servico_id, NULL, NULL, NULL"
        " FROM api_profissional_servico ORDER BY inicio, agendamento_id"
    )
)
_PARTS = (
    "unnest(cast(:servicos AS bigint[]), cast(:people AS bigint[]), cast(:begins AS timestamptz[]),"
    " cast(:ends AS timestamptz[]), cast(:prices AS numeric[]))"
    " WITH ORDINALITY AS t (servico_id, profissional_id, inicio, fim, preco, n)"
)
_PUT_PARTS = (
    "INSERT INTO api_agendamento_item (agendamento_id, posicao, animal_id, status, encaixe, servico_id,"  # noqa: S608 - constants
    f" profissional_id, inicio, fim, preco) SELECT b.id, t.n, b.animal_id, b.status, b.encaixe, t.servico_id,"
    f" t.profissional_id, t.inicio, t.fim, t.preco FROM written b, {_PARTS}"
)
_BOOK = Query(
    text(
        "WITH written AS (INSERT INTO api_agendamento (animal_id, inicio, fim, status, encaixe, preco,"  # noqa: S608 - constants
        "  observacoes) VALUES (:animal_id, :inicio, :fim, :status, :encaixe, :preco, :observacoes)"
        f" RETURNING id, animal_id, status, encaixe), parts AS ({_PUT_PARTS}),"
        " step AS (INSERT INTO api_agendamento_transicao (agendamento_id, para, usuario_id)"
        "  SELECT id, status, cast(:by AS uuid) FROM written) SELECT id FROM written"
    )
)
_MOVE = Query(
    text(
        "WITH written AS (UPDATE api_agendamento SET inicio = :inicio, fim = :fim, encaixe = :encaixe,"  # noqa: S608 - constants
        "  preco = :preco, observacoes = :observacoes,"
        "  destacado = destacado OR (recorrencia_id IS NOT NULL AND cast(:alone AS boolean)),"
        "  version = version + 1, updated_at = now()"
        "  WHERE id = :row_id RETURNING id, animal_id, status, encaixe),"
        " gone AS (DELETE FROM api_agendamento_item WHERE agendamento_id = :row_id AND posicao > :count),"
        f" parts AS ({_PUT_PARTS} ON CONFLICT (agendamento_id, posicao) DO UPDATE SET encaixe = excluded.encaixe,"
        "  servico_id = excluded.servico_id, profissional_id = excluded.profissional_id,"
        "  inicio = excluded.inicio, fim = excluded.fim, preco = excluded.preco) SELECT id FROM written"
    )
)
_STEP = Query(
    text(
        "WITH written AS (UPDATE api_agendamento SET status = :to, version = version + 1, updated_at = now()"
        "  WHERE id = :row_id RETURNING id)"
        " INSERT INTO api_agendamento_transicao (agendamento_id, de, para, usuario_id, motivo)"
        " SELECT id, :de, :to, cast(:by AS uuid), :motivo FROM written"
    )
)
_LAST_STEP = Query(
    text(
        "SELECT id, de FROM api_agendamento_transicao WHERE agendamento_id = :row_id AND desfeita_em IS NULL"
        " ORDER BY id DESC LIMIT 1"
    )
)
_UNDO = Query(
    text(
        "WITH undone AS (UPDATE api_agendamento_transicao SET desfeita_em = now(),"
        "  desfeita_por = cast(:by AS uuid) WHERE id = :step_id RETURNING agendamento_id, de)"
        " UPDATE api_agendamento SET status = undone.de, version = version + 1, updated_at = now()"
        " FROM undone WHERE id = undone.agendamento_id"
    )
)
_DELETE = Query(text("DELETE FROM api_agendamento WHERE id = :row_id"))


async def get_booking(work: Transaction, row_id: int, *, lock: bool = False) -> Row:
    """With its items as JSON text; locked to the end where it is to change. Raises NotFoundError."""
    booking = await work.row(_LOCKED if lock else _ONE, row_id=row_id)
    if booking is None:
        raise NotFoundError(f"There is no record {row_id}.")
    return booking


async def some_bookings(work: Transaction, ids: Sequence[int]) -> Sequence[Row]:
    """These, by their beginning."""
    return await work.rows(_SOME, ids=list(ids))


async def history(work: Transaction, row_id: int) -> Sequence[Row]:
    return await work.rows(_HISTORY, row_id=row_id)


async def list_bookings(
    work: Transaction, begin: datetime, until: datetime, *, after: tuple[datetime, int], rows: int, **narrowed: Any
) -> Sequence[Row]:
    """What touches a period, by its beginning; `narrowed` to states, cliente_id, animal_id, profissional_id."""
    wanted = {"states": None, "cliente_id": None, "animal_id": None, "profissional_id": None} | narrowed
    period = {"begin": begin, "until": until, "longest": LONGEST}
    return await work.rows(_LIST, **period, after=after[0], after_id=after[1], rows=rows, **wanted)


async def counts(work: Transaction, zone: str, begin: datetime, until: datetime) -> Sequence[Row]:
    """How many bookings each day of a period has; days without any are left out."""
    return await work.rows(_COUNTS, zone=zone, begin=begin, until=until)


async def card(work: Transaction, animal_id: int, *, now: datetime, since: datetime, today: date) -> Row:
    """An animal and its tutor as whoever books should know them. Raises NotFoundError."""
    row = await work.row(_CARD, animal_id=animal_id, now=now, since=since, today=today)
    if row is None:
        raise NotFoundError(f"There is no record {animal_id}.")
    return row


async def lock_animal(work: Transaction, animal_id: int) -> None:
    """Its bookings wait for each other from here on."""
    await work.row(_LOCK_ANIMAL, animal_id=animal_id)


async def people(work: Transaction, named: Sequence[int], *, everybody: bool, lock: bool) -> Sequence[Row]:
    """Those named, active or not, and everybody who is active where that is asked.

    Locked, their bookings wait for each other: two of them cannot both look first and write then.
    """
    return await work.rows(_LOCK_PEOPLE if lock else _SEE_PEOPLE, named=list(named), everybody=everybody)


async def around(work: Transaction, begin: datetime, until: datetime, *, but: Sequence[int] = ()) -> Sequence[Row]:
    """What touches a period: items that take time (not those of bookings `but`), and blocks; and who does what."""
    return await work.rows(_AROUND, begin=begin, until=until, longest=LONGEST, but=list(but))


async def book(work: Transaction, placed: Sequence[Placed], *, by: UUID, **values: Any) -> int:
    """The new booking's id. Raises SlotTakenError."""
    (row,) = await judged(work, _BOOK, **_written(placed), by=by, **values)
    row_id: int = row.id
    return row_id


async def move(work: Transaction, row_id: int, placed: Sequence[Placed], **values: Any) -> None:
    """`alone`: what belongs to a series goes its own way from here on. Raises SlotTakenError."""
    await judged(work, _MOVE, row_id=row_id, count=len(placed), **_written(placed), **values)


async def take_step(work: Transaction, row_id: int, *, de: State, to: State, by: UUID, motivo: str | None) -> None:
    """Raises SlotTakenError where it now takes a time that somebody else has."""
    await judged(work, _STEP, row_id=row_id, de=de.value, to=to.value, by=by, motivo=motivo)


async def last_step(work: Transaction, row_id: int) -> Row | None:
    """The last step that was not taken back; its `de` is None for the first of all."""
    return await work.row(_LAST_STEP, row_id=row_id)


async def undo_step(work: Transaction, step_id: int, *, by: UUID) -> None:
    """Raises as `take_step`."""
    await judged(work, _UNDO, step_id=step_id, by=by)


async def delete_booking(work: Transaction, row_id: int) -> None:
    """With its items and its history; the audit keeps what it was."""
    await work.row(_DELETE, row_id=row_id)


async def judged(work: Transaction, query: Query, **values: Any) -> Sequence[Row]:
    """What a statement that takes time answers. Raises SlotTakenError, or for what went meanwhile."""
    try:
        return await work.rows(query, **values)
    except asyncpg.ExclusionViolationError as error:
        # Whoever asked looked first, under locks: only what went another way comes here.
        is_animal = error.constraint_name == "ex_api_agendamento_item_animal"
        raise SlotTakenError("animal" if is_animal else "busy") from error
    except asyncpg.ForeignKeyViolationError as error:
        if error.constraint_name == "fk_api_agendamento_animal_id_aberto":
            raise WrongStateError("This animal was removed, is inactive, or has died.") from error
        # It was deleted while we looked elsewhere.
        raise ReferenceNotFoundError.at("itens", values["servicos"]) from error


def _written(placed: Sequence[Placed]) -> dict[str, Any]:
    return {
        "inicio": placed[0].inicio,
        "fim": placed[-1].fim,
        "preco": sum((item.wish.preco for item in placed), Decimal(0)),
        "servicos": [item.wish.servico_id for item in placed],
        "people": [item.profissional_id for item in placed],
        "begins": [item.inicio for item in placed],
        "ends": [item.fim for item in placed],
        "prices": [item.wish.preco for item in placed],
    }
