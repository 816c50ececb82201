"""How many there are, and how many the plan has room for."""

from sqlalchemy import text

from libs.common.query import Query, Row
from libs.common.tenancy.tenant import SchemaConnectionError
from libs.common.transaction import Transaction

_ANIMAIS = Query(
    text(
        "SELECT s.id, s.plan_type, s.max_animals, u.usados, u.version FROM business_api.shop() s"
        " LEFT JOIN api_uso u ON u.recurso = 'animais'"
    )
)


async def read_usage(work: Transaction) -> Row:
    """As this transaction leaves it: whoever changed the count holds it. Raises SchemaConnectionError."""
    row = await work.row(_ANIMAIS)
    if row is None:
        raise SchemaConnectionError
    return row
