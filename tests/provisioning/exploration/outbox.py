"""The same search with outboxes: a message is a row first, then on the wire, or both after a crash in between.

The relay claims a row, publishes it and deletes it. A crash before it publishes changes nothing, a crash before it
deletes leaves the row: so publishing may keep it. Rows are never lost; what is on the wire may be.
"""

from libs.common.contracts.events import TenantRequested
from tests.provisioning.exploration.explorer import BIT, FLIGHT, WIDTH, Exploration

_WORLD = 2 * WIDTH


def explore_outboxes(exploration: Exploration) -> tuple[set[int], int]:
    """All states of worlds, rows and wire, and the number of steps between them.

    A state is the number of a world, then the kinds that wait as rows, then those on the wire.
    """
    spontaneous, deliveries = _numbers(exploration)
    start = BIT[TenantRequested] << WIDTH
    seen, level, edges = {start}, [start], 0
    while level:
        following: list[int] = []
        for state in level:
            flights, wire = state & (1 << _WORLD) - 1, state & FLIGHT
            found = [sent | flights for sent in spontaneous[state >> _WORLD]]
            left = state >> WIDTH & FLIGHT
            while left:
                bit = left & -left
                left ^= bit
                found += (state | bit, state ^ bit << WIDTH | bit)
            left = wire
            while left:
                bit = left & -left
                left ^= bit
                found.append(state ^ bit)
                for sent in deliveries[state >> _WORLD][bit]:
                    found += (sent | flights, sent | flights ^ bit)
            edges += len(found)
            fresh = [after for after in found if after not in seen]
            seen.update(fresh)
            following += fresh
        level = list(dict.fromkeys(following))
    return seen, edges


def without_outboxes(state: int) -> int:
    """The same state to who does not tell a row from a message on the wire."""
    return state >> _WORLD << WIDTH | (state >> WIDTH | state) & FLIGHT


def _numbers(exploration: Exploration) -> tuple[list[list[int]], list[dict[int, list[int]]]]:
    """The worlds' steps as the bits that they set."""
    spontaneous, deliveries = [], []
    for node in exploration.nodes:
        spontaneous.append([arrow.to << _WORLD | arrow.sends << WIDTH for arrow in node.spontaneous])
        deliveries.append(
            {
                bit: [arrow.to << _WORLD | arrow.sends << WIDTH for arrow in arrows]
                for bit, arrows in node.deliveries.items()
            }
        )
    return spontaneous, deliveries
