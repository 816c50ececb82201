"""Every event class there is, and its golden file."""

import json
from pathlib import Path
from typing import Any

from libs.common.contracts import events
from libs.common.contracts.base import Event

GOLDEN = Path(__file__).parent / "golden"


def event_classes(kind: type[Event] = Event) -> list[type[Event]]:
    """Concrete events of `contracts/events.py`, by routing key."""
    found: list[type[Event]] = [
        value
        for value in vars(events).values()
        if isinstance(value, type) and issubclass(value, kind) and "routing_key" in vars(value)
    ]
    return sorted(found, key=lambda event: event.routing_key)


EVENTS = event_classes()
BY_ROUTING_KEY = {event.routing_key: event for event in EVENTS}


def golden_text(event: type[Event]) -> str:
    return (GOLDEN / f"{event.routing_key}.json").read_text(encoding="utf-8")


def golden(event: type[Event]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(golden_text(event))
    return loaded
