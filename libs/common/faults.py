"""Named points at which a test may end this process. Nothing in the product arms them: no variable, no setting."""

from collections.abc import Callable
from enum import StrEnum


class CrashPoint(StrEnum):
    """Where the outcome differs if the process dies there: between two effects that others can see."""

    RELAY_CLAIMED = "relay.claimed"  # lease and rows locked, nothing published
    RELAY_PUBLISHED = "relay.published"  # the broker has the events, their rows still stand
    RELAY_DELETED = "relay.deleted"  # rows deleted, not committed
    RELAY_COMMITTED = "relay.committed"
    CONSUMER_HANDLED = "consumer.handled"  # effect, inbox row and events written, not committed
    CONSUMER_COMMITTED = "consumer.committed"  # durable, what follows the commit not begun
    CONSUMER_DONE = "consumer.done"  # everything done, the message not acknowledged
    CONSUMER_REPUBLISHED = "consumer.republished"  # in its delay or parking queue, and still in its own
    EDGE_WRITTEN = "edge.written"  # a request's work, not committed
    EDGE_COMMITTED = "edge.committed"  # durable, and its client will not hear of it
    PARKING_STORED = "parking.stored"  # its row committed, the parked message not acknowledged
    REPLAY_PUBLISHED = "replay.published"  # a batch sent again, its rows do not say so yet
    LETTER_CLAIMED = "letter.claimed"  # one worker's own, the server not asked yet
    LETTER_SENT = "letter.sent"  # the server said yes or no, the row does not say so
    DDL_ROLE_CREATED = "ddl.role_created"  # a shop's role without its schema
    DDL_SCHEMA_CREATED = "ddl.schema_created"  # all of a shop's DDL, not committed
    DDL_SCHEMA_DROPPED = "ddl.schema_dropped"  # a shop's role without the schema it had


Hook = Callable[[CrashPoint], None]
_hook: Hook | None = None


def crash_point(point: CrashPoint) -> None:
    """Passes; under a test's hook it may be the last thing that this process does."""
    if _hook is not None:
        _hook(point)


def install(hook: Hook | None) -> None:
    """For tests alone: calls `hook` at every point from now on; None takes it away."""
    global _hook
    _hook = hook
