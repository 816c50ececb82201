"""Queries of the táxi dog."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from libs.common.errors import NotFoundError
from libs.common.query import Query, Row
from libs.common.transaction import Transaction
from services.business.repository import TenantAwareRepository
from services.business.taxi.models import Taxi

_RIDES = (
    "SELECT t.id, t.agendamento_id, v.status AS agendamento_status, t.sentido, v.animal_id, a.nome AS animal,"
    " a.porte, a.cliente_id, c.nome AS cliente, c.telefone, t.endereco, t.inicio, t.fim, t.motorista_id,"
    " p.nome AS motorista, t.zona, t.taxa, t.estado, t.observacoes, t.created_at, t.updated_at, t.version"
    " FROM api_taxi t JOIN api_agendamento v ON v.id = t.agendamento_id JOIN api_animal a ON a.id = v.animal_id"
    " JOIN api_cliente c ON c.id = a.cliente_id LEFT JOIN api_profissional p ON p.id = t.motorista_id"
)
_ONE = Query(text(f"{_RIDES} WHERE t.id = :row_id"))
_LOCKED = Query(text(f"{_RIDES} WHERE t.id = :row_id FOR NO KEY UPDATE OF t"))
_OF = Query(text(f"{_RIDES} WHERE t.agendamento_id = :booking_id AND t.sentido = :sentido FOR NO KEY UPDATE OF t"))
_LIST = Query(
    text(
        f"{_RIDES} WHERE t.inicio >= :begin AND t.inicio < :until"
        " AND (cast(:motorista_id AS bigint) IS NULL OR t.motorista_id = cast(:motorista_id AS bigint))"
        " AND (t.inicio, t.id) > (:after, :after_id) ORDER BY t.inicio, t.id LIMIT :rows"
    )
)
_ADDRESS = Query(
    text(
        "SELECT c.endereco, c.endereco_postal FROM api_agendamento v JOIN api_animal a ON a.id = v.animal_id"
        " JOIN api_cliente c ON c.id = a.cliente_id WHERE v.id = :booking_id"
    )
)
_DRIVER = Query(text("SELECT ativo FROM api_profissional WHERE id = :row_id FOR KEY SHARE"))
# Whoever is on the way already does not turn round by themselves. Asked before the bookings move.
_FOLLOW = Query(
    text(
        "UPDATE api_taxi t SET version = t.version + 1, updated_at = now(), inicio = t.inicio + shift.by,"
        " fim = t.fim + shift.by FROM unnest(cast(:ids AS bigint[]), cast(:begins AS timestamptz[]),"
        " cast(:ends AS timestamptz[])) AS n (id, inicio, fim) JOIN api_agendamento v ON v.id = n.id"
        " CROSS JOIN LATERAL (VALUES ('busca', n.inicio - v.inicio), ('entrega', n.fim - v.fim))"
        " AS shift (way, by)"
        " WHERE t.agendamento_id = v.id AND t.sentido = shift.way AND t.estado = 'pendente'"
        " AND shift.by <> interval '0' RETURNING t.id"
    )
)
_SWITCH = Query(
    text(
        "UPDATE api_taxi SET estado = :to, version = version + 1, updated_at = now()"
        " WHERE agendamento_id = ANY (cast(:ids AS bigint[])) AND estado = :of RETURNING id"
    )
)


class TaxiRepository(TenantAwareRepository):
    model = Taxi
    reference_field = "motorista_id"

    async def shown(self, row_id: int, *, lock: bool = False) -> Row:
        """With whom it is about; locked to the end where it is to change. Raises NotFoundError."""
        row = await self._work.row(_LOCKED if lock else _ONE, row_id=row_id)
        if row is None:
            raise NotFoundError(f"There is no record {row_id}.")
        return row

    async def of_booking(self, booking_id: int, sentido: str) -> Row | None:
        """A booking's ride that way, locked."""
        return await self._work.row(_OF, booking_id=booking_id, sentido=sentido)

    async def day(
        self,
        begin: datetime,
        until: datetime,
        *,
        motorista_id: int | None,
        after: tuple[datetime, int],
        rows: int,
    ) -> Sequence[Row]:
        """By their beginning."""
        return await self._work.rows(
            _LIST,
            begin=begin,
            until=until,
            motorista_id=motorista_id,
            after=after[0],
            after_id=after[1],
            rows=rows,
        )

    async def address(self, booking_id: int) -> Row | None:
        """Where the tutor of a booking lives: in words, and as a postal address."""
        return await self._work.row(_ADDRESS, booking_id=booking_id)

    async def is_active(self, profissional_id: int) -> bool | None:
        """None for nobody."""
        row = await self._work.row(_DRIVER, row_id=profissional_id)
        return None if row is None else bool(row.ativo)


async def follow(work: Transaction, moved: Sequence[tuple[int, datetime, datetime]]) -> None:
    """Pending rides move by as much as their booking's beginning and end will: each with where it goes."""
    ids, begins, ends = ([each[n] for each in moved] for n in range(3))
    await work.rows(_FOLLOW, ids=ids, begins=begins, ends=ends)


async def switch(work: Transaction, ids: Sequence[int], *, of: str, to: str) -> None:
    """All rides of these bookings in one state go to another."""
    await work.rows(_SWITCH, ids=list(ids), of=of, to=to)
