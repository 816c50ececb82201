"""How the queue of letters stands, at each scrape: the same on every replica."""

from prometheus_client import Gauge

from libs.common.database import Database
from services.notifications.operations import repository

WAITING = Gauge("deliveries_waiting", "Letters that have not ended; counted up to 10,000 of each.", ("state",))
OLDEST_DUE = Gauge("deliveries_oldest_due_seconds", "How long the oldest letter has been due.")
SUPPRESSED = Gauge("suppressions_standing", "Addresses that nothing is sent to.")

GAUGES = (WAITING, OLDEST_DUE, SUPPRESSED)


async def sample_deliveries(database: Database) -> None:
    """Sets the gauges from the tables; every state is always present."""
    async with database.transaction() as session:
        queue = await repository.queue_figures(session)
    for state in ("due", "later", "sending"):
        WAITING.labels(state).set(getattr(queue, state))
    OLDEST_DUE.set(queue.oldest_due_s)
    SUPPRESSED.set(queue.suppressed)
