"""A few long walks through the explored states that take every kind of step once, to be taken again in reality."""

from collections import deque

from services.provisioning.saga import State
from tests.provisioning.exploration.explorer import WIDTH, Arrow, Exploration
from tests.provisioning.exploration.world import Step, World

# A step as far as the saga's table is concerned: from where, by what, to where.
Sort = tuple[State | None, str, State | None]
Walk = list[tuple[World, Step]]


def sort_of(before: World, step: Step) -> Sort:
    return before.saga, step.label, step.world.saga


def all_sorts(exploration: Exploration) -> set[Sort]:
    return {
        sort_of(exploration.nodes[state >> WIDTH].world, arrow.step)
        for state in exploration.parents
        for arrow, _ in exploration.arrows(state)
    }


def cover(exploration: Exploration) -> list[Walk]:
    """Walks from the sign-up on; each goes to the nearest sort of step that none has taken, as long as it can."""
    left, walks = all_sorts(exploration), []
    while left:
        state, walk = next(iter(exploration.parents)), Walk()
        while way := _nearest(exploration, state, left):
            for arrow, after in way:
                before = exploration.nodes[state >> WIDTH].world
                left.discard(sort_of(before, arrow.step))
                walk.append((before, arrow.step))
                state = after
        walks.append(walk)
    return walks


def _nearest(exploration: Exploration, start: int, left: set[Sort]) -> list[tuple[Arrow, int]]:
    """The shortest way from a state over a step of one of the sorts; empty when there is none."""
    came: dict[int, tuple[int, Arrow] | None] = {start: None}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        world = exploration.nodes[state >> WIDTH].world
        for arrow, after in exploration.arrows(state):
            if sort_of(world, arrow.step) in left:
                return [*_back(came, state), (arrow, after)]
            if after not in came:
                came[after] = (state, arrow)
                queue.append(after)
    return []


def _back(came: dict[int, tuple[int, Arrow] | None], state: int) -> list[tuple[Arrow, int]]:
    way: list[tuple[Arrow, int]] = []
    while (step := came[state]) is not None:
        way.append((step[1], state))
        state = step[0]
    return way[::-1]
