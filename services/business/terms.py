"""What somebody typed into a search box, as it is looked for."""

import re

from services.business.clientes.phones import digits_of

# Telephones, documents and microchips, with any punctuation.
_NUMBER = re.compile(r"[0-9+().\-/ ]*[0-9][0-9+().\-/ ]*")
# Each one more is a look at an index more.
MOST_WORDS = 5


def words(q: str, *, numbers: bool) -> list[str]:
    """Each must be found, in any order; the longest first, which fewest have.

    `numbers`: the searched texts hold them as digits alone, so however one is written, its digits are asked.
    """
    if numbers and _NUMBER.fullmatch(q):
        return [digits_of(q)]
    found = {digits_of(word) if numbers and _NUMBER.fullmatch(word) else word for word in q.split()}
    return sorted(found, key=lambda word: (-len(word), word))[:MOST_WORDS]
