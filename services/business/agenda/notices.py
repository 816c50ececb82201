"""What a booking's tutor is told of it: events in the transaction of the change."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from libs.common.contracts.events import (
    AgendamentoAlterado,
    AgendamentoCancelado,
    AgendamentoCriado,
    AgendamentoEvent,
    AgendamentoPronto,
    ClienteContato,
)
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.clientes.phones import to_call
from services.business.events import emit, emit_all
from services.business.schemas import from_json
from services.business.shop.settings import ShopSettings


class Notice(Enum):
    """What there is to tell."""

    MADE = "made"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    READY = "ready"
    # Nobody need be called to fetch it: it is not ready after all, or was handed over.
    NO_CALL = "no call"


async def tell(
    work: Transaction, shop: ShopSettings, booking: Row, notice: Notice | None, *, sequence: int | None = None
) -> None:
    """Says how the booking now stands; nothing where there is nothing to say.

    `sequence`: of the last word on what is gone, for which no version is left.
    """
    if notice is not None:
        await emit(work, _event(notice, _said(shop, booking, booking.version if sequence is None else sequence)))


async def tell_all(
    work: Transaction,
    shop: ShopSettings,
    bookings: Sequence[Row],
    notice: Notice,
    *,
    now: datetime,
    aloud: bool = True,
) -> None:
    """Says how a series now stands: reminders follow each of its bookings, a letter goes for the first to come.

    `aloud`: whether there is a letter; it tells of all the others too.
    """
    heard = [booking for booking in bookings if aloud and booking.inicio > now]
    loud = {"avisar": True, "tambem": [booking.inicio for booking in heard[1:]]}
    events = [
        _event(notice, _said(shop, each, each.version) | (loud if each in heard[:1] else {"avisar": False}))
        for each in bookings
    ]
    await emit_all(work, events)


def _said(shop: ShopSettings, booking: Row, sequence: int) -> dict[str, Any]:
    return {
        "tenant_id": shop.tenant_id,
        "agendamento_id": booking.id,
        "sequence": sequence,
        "inicio": booking.inicio,
        "servicos": [item["servico"] for item in json.loads(booking.itens)],
        "animal": booking.animal,
        "cliente": ClienteContato(
            nome=booking.cliente,
            email=booking.email,
            telefone=to_call(booking.telefone, from_json(booking.telefones)),
        ),
        "timezone": shop.zone.key,
    }


def _event(notice: Notice, said: dict[str, Any]) -> AgendamentoEvent:
    match notice:
        case Notice.MADE:
            return AgendamentoCriado(**said)
        case Notice.CHANGED:
            return AgendamentoAlterado(**said)
        case Notice.CANCELLED:
            return AgendamentoCancelado(**said)
        case Notice.READY:
            return AgendamentoPronto(**said)
        case Notice.NO_CALL:
            return AgendamentoAlterado(**said | {"avisar": False})
