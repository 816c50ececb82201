"""Where a booking's tutor is told of it."""

from tests.business.agenda.desk import Desk
from tests.business.shops import create
from tests.infra.sql import fetchval
from tests.infra.system import System
from tests.infra.waiting import eventually

TOLD = "SELECT recipient FROM svc_notifications.deliveries WHERE tenant_id = $1 AND kind = 'booking_created'"


async def test_tutor_is_told_at_the_number_for_whatsapp(desk: Desk, system: System) -> None:
    phones = [{"numero": number} for number in ("(11) 3265-4321", "(11) 91234-5678")]
    whatsapp = {"numero": "(11) 98765-4321", "whatsapp": True}
    tutor = await create(desk.shop, "clientes", nome="Sem e-mail", telefones=[*phones, whatsapp])
    animal = await create(desk.shop, "animais", nome="Bolt", cliente_id=tutor["id"])
    await desk.booked(animal_id=animal["id"])
    told = await eventually(lambda: fetchval(system.admin_url, TOLD, desk.shop.tenant_id))
    assert told == "+5511987654321"
