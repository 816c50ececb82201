"""What somebody typed into a search box, as it is looked for."""

import re

from services.business.clientes.phones import digits_of

# Telephones, documents and microchips, with any punctuation.
_NUMBER = re.compile(r"[0-9+().\-/ ]*[0-9][0-9+().\-/ ]*")


def term(q: str) -> str:
    """Of numbers the digits alone, as the searched texts hold them."""
    wanted = q.strip()
    return digits_of(wanted) if _NUMBER.fullmatch(wanted) else wanted
