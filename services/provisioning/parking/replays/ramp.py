"""How a group is replayed: few first, more once they took effect."""

STEPS = (1, 2, 5, 10, 20, 50)


def batch_size(position: int) -> int:
    """Messages of the batch at a position, from 0; from the last step on it stays."""
    return STEPS[min(position, len(STEPS) - 1)]


def plan(total: int) -> list[int]:
    """The sizes of all batches of so many messages."""
    sizes: list[int] = []
    while total > 0:
        sizes.append(min(batch_size(len(sizes)), total))
        total -= sizes[-1]
    return sizes
