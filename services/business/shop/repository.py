"""How the shop of this transaction is set up, by the one door to the registry that its role has."""

from sqlalchemy import ColumnElement, literal_column, text

from libs.common.contracts.reminders import TIMEZONE_KEY
from libs.common.query import Query, Row
from libs.common.tenancy.tenant import SchemaConnectionError
from libs.common.transaction import Transaction

_SHOP = Query(text("SELECT id, settings FROM business_api.shop()"))
# Beside a row, for what depends on the shop's day: looked up once a statement, without a round trip of its own.
ZONE: ColumnElement[str | None] = literal_column(
    f"(SELECT settings::jsonb->>'{TIMEZONE_KEY}' FROM business_api.shop())"  # noqa: S608 - a constant
).label("zona")


async def read_shop(work: Transaction) -> Row:
    """Its id, and its settings as one JSON text. Raises SchemaConnectionError for a role that is no shop's."""
    row = await work.row(_SHOP)
    if row is None:
        raise SchemaConnectionError
    return row
