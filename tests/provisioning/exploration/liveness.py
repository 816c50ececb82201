"""Whether every sign-up ends well: by some way from everywhere, and by every way once the world is calm."""

from collections import defaultdict
from collections.abc import Iterator

from services.provisioning.saga import FAILED
from tests.provisioning.exploration.explorer import BIT, FLIGHT, WIDTH, Exploration, flying
from tests.provisioning.exploration.invariants import ENDS_WELL, NO_TRAP, is_good_end
from tests.provisioning.exploration.world import Kind


def calm_successors(exploration: Exploration, state: int) -> Iterator[tuple[str, int]]:
    """What goes on once nothing is lost, doubled, late or broken any more: each step's label and its state.

    Messages arrive once, in whatever order. Timers wait for them, and operators press only where a saga failed.
    """
    node, flight = exploration.nodes[state >> WIDTH], state & FLIGHT
    for event in flying(flight):
        for arrow in node.deliveries[BIT[event]]:
            if arrow.step.kind is Kind.DELIVERY:
                yield arrow.step.label, arrow.to << WIDTH | flight ^ BIT[event] | arrow.sends
    patient = {Kind.OWN}
    if not flight:
        patient |= {Kind.TIMER, Kind.OPERATOR} if node.world.saga in FAILED else {Kind.TIMER}
    for arrow in node.spontaneous:
        if arrow.step.kind in patient:
            yield arrow.step.label, arrow.to << WIDTH | flight | arrow.sends


def prove_calm(exploration: Exploration) -> int:
    """Reports ends that are not good and circles; answers the longest way from any state to its good end.

    There is no circle and every end is good: so no schedule, fair or not, can keep a calm world from one.
    """
    before, left = defaultdict(list), {}
    for state in exploration.parents:
        following = [after for _, after in calm_successors(exploration, state)]
        left[state] = len(following)
        for after in following:
            before[after].append(state)
    ends = [state for state, count in left.items() if not count]
    for state in ends:
        if not is_good_end(exploration.nodes[state >> WIDTH].world):
            exploration.report(ENDS_WELL, state)
    length = dict.fromkeys(ends, 0)
    while ends:
        state = ends.pop()
        for earlier in before[state]:
            length[earlier] = max(length.get(earlier, 0), length[state] + 1)
            left[earlier] -= 1
            if not left[earlier]:
                ends.append(earlier)
    for state, count in left.items():
        if count:
            exploration.report(NO_TRAP, state, *_circle(exploration, state, left))
    return max(length.values())


def prove_escape(exploration: Exploration) -> int:
    """Backwards from the good ends over every step there is; answers how many states reach one."""
    before = defaultdict(list)
    for state in exploration.parents:
        for after in exploration.successors(state):
            before[after].append(state)
    good = [state for state in exploration.parents if is_good_end(exploration.nodes[state >> WIDTH].world)]
    reached = set(good)
    while good:
        fresh = {earlier for earlier in before[good.pop()] if earlier not in reached}
        reached |= fresh
        good.extend(fresh)
    for state in exploration.parents:
        if state not in reached:
            exploration.report(ENDS_WELL, state)
    return len(reached)


def _circle(exploration: Exploration, state: int, left: dict[int, int]) -> list[str]:
    """Steps that go on for ever, from a state that they may not leave."""
    labels, met = [], set()
    while state not in met:
        met.add(state)
        label, state = next(step for step in calm_successors(exploration, state) if left[step[1]])
        labels.append(label)
    return labels
