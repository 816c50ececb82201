"""What a request may cost, exactly: round trips to PostgreSQL, statements in them, events it emits.

These numbers do not depend on the machine; `make check` counts them anew. Who needs more says why beside it.
"""

from typing import NamedTuple


class Cost(NamedTuple):
    """Of one request with everything warm: the shop in the directory, the token verified, statements prepared."""

    round_trips: int
    statements: int
    messages: int = 0


# A shop's transaction: BEGIN with its scope and the check in one round trip, one for each query, and the check
# with COMMIT in one. Nine statements put the transaction where it belongs (ten for what only looks, which does not
# wait for the disk), and two more end it.
COSTS: dict[str, Cost] = {
    "get one": Cost(3, 13),
    "list": Cost(3, 13),
    # Who leafs through the list takes it along, and the audit hears of that.
    "list, next page": Cost(4, 14),
    "search": Cost(3, 13),
    "create": Cost(3, 12),
    # The key is claimed before the work, and the answer kept after it.
    "create with a key": Cost(5, 14),
    "update": Cost(3, 12),
    # The number goes among the others, which are read first.
    "update of the telephone": Cost(4, 13),
    "delete": Cost(3, 12),
    # With the tutor's name, for which RETURNING has no place; counted against the plan, and told.
    "create animal": Cost(6, 15, 1),
    # Settings; animal and prices; its vaccines, unless the shop does not ask; people; what is taken: each looked
    # at under the lock of the one before. Written, read back, told.
    "book": Cost(10, 19, 1),
    # What was begun is undone, that nobody waits; then people and what they have once more, for two weeks.
    "book, taken": Cost(11, 27),
    # Its rides go along: they are asked for always, as one may have come while the booking was waited for.
    "move": Cost(11, 20, 1),
    # Nobody but the shop hears of it.
    "step": Cost(6, 15),
    # The animal's vaccines are looked at once more when it comes.
    "receive": Cost(7, 16),
    "day": Cost(6, 16),
    "free times": Cost(6, 16),
    "offers": Cost(3, 13),
    # Settings for the shop's today; the animal; its vaccines with their doses.
    "card": Cost(5, 15),
    # Settings; the animal, locked; the vaccine's group with its doses; this one written, and the next one.
    "dose": Cost(7, 16),
    "due": Cost(4, 14),
    # As one booking, for all of them at once; then the series as it stands, and what is to come of it.
    "series of twenty": Cost(13, 22, 20),
    # Settings; who waits; what for; people; what is taken.
    "who can be served": Cost(7, 17),
    "search everything": Cost(3, 13),
    "refused body": Cost(0, 0),
    "unknown id": Cost(3, 12),
    "login": Cost(14, 31),
    "refresh": Cost(6, 15),
    "me": Cost(5, 14),
    "sign-up": Cost(5, 14, 1),
}
