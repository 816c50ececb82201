"""The search."""

from typing import Any

from libs.common.transaction import Transaction
from services.business.busca import repository
from services.business.terms import words


async def search(work: Transaction, q: str, *, limit: int) -> dict[str, Any]:
    """Tutores by name; a glance at the counter, of which the audit is not told."""
    found = await repository.search(work, words(q, numbers=True), rows=limit)
    return {"items": [dict(row) for row in found]}
