"""What a serviço costs an animal, and how long it takes: by its porte and pelagem, or as for any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """Price and minutes; `matched` when a cell of the matrix said so."""

    preco: Decimal
    duracao: int
    matched: bool


def offer_for(
    preco: Decimal, duracao: int, cells: Sequence[Mapping[str, Any]], porte: str | None, pelagem: str | None
) -> Offer:
    """The nearest cell: both said, then porte alone, then pelagem alone; who has none meets no such cell."""
    by_key = {(cell["porte"], cell["pelagem"]): cell for cell in cells}
    for key in ((porte, pelagem), (porte, None), (None, pelagem)):
        cell = by_key.get(key) if key != (None, None) else None
        if cell is not None:
            return Offer(Decimal(cell["preco"]), int(cell["duracao"]), matched=True)
    return Offer(preco, duracao, matched=False)
