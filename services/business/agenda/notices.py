"""What a booking's tutor is told of it: events in the transaction of the change."""

import json
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
from services.business.clientes.phones import to_e164
from services.business.events import emit
from services.business.shop.settings import ShopSettings


class Notice(Enum):
    """What there is to tell."""

    MADE = "made"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    READY = "ready"


async def tell(
    work: Transaction, shop: ShopSettings, booking: Row, notice: Notice | None, *, sequence: int | None = None
) -> None:
    """Says how the booking now stands; nothing where there is nothing to say.

    `sequence`: of the last word on what is gone, for which no version is left.
    """
    if notice is None:
        return
    said = {
        "tenant_id": shop.tenant_id,
        "agendamento_id": booking.id,
        "sequence": booking.version if sequence is None else sequence,
        "inicio": booking.inicio,
        "servicos": [item["servico"] for item in json.loads(booking.itens)],
        "animal": booking.animal,
        "cliente": ClienteContato(nome=booking.cliente, email=booking.email, telefone=to_e164(booking.telefone)),
        "timezone": shop.zone.key,
    }
    await emit(work, _event(notice, said))


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
