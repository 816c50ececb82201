"""How many messages wait in parking, at each scrape."""

from prometheus_client import Gauge

from libs.common.database import Database
from libs.common.messaging.topology import CONSUMING_SERVICES
from services.provisioning.parking import repository
from services.provisioning.parking.intake import NO_SERVICE

PARKED = Gauge("parked_messages", "Messages that wait for an operator, the same on every replica.", ("service",))


async def sample_parked(database: Database) -> None:
    """Sets the gauge from the table; every consuming service is always present, and `unroutable`."""
    async with database.transaction() as session:
        found = await repository.open_counts(session)
    for name in (*CONSUMING_SERVICES, NO_SERVICE):
        PARKED.labels(name).set(found.get(name, 0))
