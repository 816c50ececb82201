"""How many schemas stand ready, and from where shops got theirs."""

from prometheus_client import Counter, Gauge

from libs.common.database import Database
from services.provisioning.stock import repository

READY = Gauge("ready_schemas", "Schemas that wait for a shop, the same on every replica.", ("state",))
PROVIDED = Counter("schemas_provided_total", "Schemas given to shops, by where they came from.", ("source",))
# From the start: a rate does not see a counter's first step out of nothing.
for _source in ("stock", "built"):
    PROVIDED.labels(_source)


async def sample_stock(database: Database, *, version: str) -> None:
    """Sets the gauge from the table."""
    async with database.transaction() as session:
        level = await repository.level(session, version=version)
    READY.labels("ready").set(level.ready)
    READY.labels("other_version").set(level.other)
    READY.labels("spoilt").set(level.spoilt)
