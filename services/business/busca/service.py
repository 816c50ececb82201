"""The search."""

from typing import Any

from libs.common.transaction import Transaction
from services.business.busca import repository
from services.business.busca.terms import term


async def search(work: Transaction, q: str, *, limit: int) -> dict[str, Any]:
    """Tutores by name; a glance at the counter, of which the audit is not told."""
    return {"items": [dict(row) for row in await repository.search(work, term(q), rows=limit)]}
