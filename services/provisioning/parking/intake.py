"""From a message in a parking queue to the row that stores it; whatever it holds, the row can be written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from libs.common.messaging.consumer import attempts_of, own_headers
from libs.common.messaging.topology import DELIVERY_LIMIT, UNROUTABLE
from services.provisioning.parking.masking import mask, mask_body, mask_text
from services.provisioning.parking.sealing import Original

# The service under which events stand that no queue was bound for.
NO_SERVICE = "unroutable"
REPLAY_HEADER = "x-replay"
# What the consumer says of the failure: columns of the row, and no part of the message.
STORY = ("x-queue", "x-last-error", "x-fingerprint", "x-error", "x-routing-key", "x-parked-reason")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message as the broker delivered it; `source` is the queue it was taken from."""

    source: str
    routing_key: str
    message_id: str | None
    type: str | None
    correlation_id: str | None
    headers: Mapping[str, Any]
    body: bytes


@dataclass(frozen=True, slots=True)
class Intake:
    """The row to write; `original` is set when the message holds secrets, to be sealed or forgotten."""

    values: dict[str, Any]
    original: Original | None

    @property
    def saga_id(self) -> UUID | None:
        found: UUID | None = self.values["saga_id"]
        return found


def read_arrival(arrival: Arrival) -> Intake:
    """Where it failed, how and how often, and what of it may be shown."""
    service = NO_SERVICE if arrival.source == UNROUTABLE else arrival.source.removesuffix(".parking")
    headers = {_clean(name): _plain(value) for name, value in arrival.headers.items()}
    queue = _queue_of(service, headers)
    own = {name: value for name, value in own_headers(headers).items() if name not in STORY}
    original = Original(arrival.body, own)
    body, shown = mask_body(arrival.body), mask(headers)
    has_secrets = body != arrival.body or mask(own) != own
    data = _object(arrival.body)
    values = {
        "message_id": _uuid(arrival.message_id) or uuid5(NAMESPACE_OID, f"{queue} {arrival.body.hex()}"),
        "service": service,
        "queue": queue,
        "routing_key": _routing_key(arrival, service, queue, headers),
        "type": _short(arrival.type),
        "correlation_id": _short(arrival.correlation_id),
        "saga_id": _uuid(data.get("saga_id")) or _uuid(arrival.correlation_id),
        "tenant_id": _uuid(headers.get("cloudEvents_subject")) or _uuid(data.get("tenant_id")),
        "headers": json.dumps(shown),
        "body": body,
        "had_secrets": has_secrets,
        "came_by": _uuid(headers.get(REPLAY_HEADER)),
    }
    return Intake(values | _failure(service, headers), original if has_secrets else None)


def _failure(service: str, headers: Mapping[str, Any]) -> dict[str, Any]:
    attempts, death = attempts_of(headers), _death(service, headers)
    if service == NO_SERVICE:
        error = "no queue is bound for this event"
        return {"reason": NO_SERVICE, "error": error, "fingerprint": NO_SERVICE, "attempts": attempts}
    if death is not None and "x-parked-reason" not in headers:
        # The broker gave up on it: nobody was left to say why.
        reason = _short(death.get("reason")) or "dead"
        attempts += DELIVERY_LIMIT + 1 if reason == "delivery_limit" else 1
        error = _short(headers.get("x-error")) or f"the broker gave it up: {reason}"
        return {"reason": reason, "error": error, "fingerprint": reason, "attempts": attempts}
    last = _short(headers.get("x-last-error"))
    described = _short(headers.get("x-error")) or last
    return {
        "reason": _short(headers.get("x-parked-reason")) or "unknown",
        "error": None if described is None else mask_text(described),
        "fingerprint": _short(headers.get("x-fingerprint")) or last or "unknown",
        "attempts": attempts,
    }


def _death(service: str, headers: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The newest death in one of the service's own queues; those in delay queues are mere waiting."""
    deaths = headers.get("x-death")
    for death in deaths if isinstance(deaths, list) else ():
        if isinstance(death, dict) and str(death.get("queue", "")).startswith(f"{service}."):
            return death
    return None


def _queue_of(service: str, headers: Mapping[str, Any]) -> str:
    if service == NO_SERVICE:
        return UNROUTABLE
    named = _short(headers.get("x-queue"))
    if named is not None and named.startswith(f"{service}."):
        return named
    death = _death(service, headers)
    return (_short(death["queue"]) or "") if death is not None else f"{service}.parking"


def _routing_key(arrival: Arrival, service: str, queue: str, headers: Mapping[str, Any]) -> str:
    if service == NO_SERVICE:
        return _short(arrival.routing_key) or ""
    return _short(headers.get("x-routing-key")) or queue.removeprefix(f"{service}.")


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _short(value: object) -> str | None:
    if value is None:
        return None
    # By bytes: three of these stand in one index row, which PostgreSQL limits to 2,704.
    return _clean(str(value)).encode()[:_LONGEST].decode("utf-8", "ignore") or None


def _clean(text: str) -> str:
    """PostgreSQL takes neither NUL nor lone surrogates."""
    return text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> Any:
    """A header as JSON: tables and lists stay, times and bytes become text."""
    if isinstance(value, dict):
        return {_clean(str(name)): _plain(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_plain(held) for held in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (bytes, bytearray)):
        return _clean(value.decode("utf-8", "backslashreplace"))
    return _clean(value.isoformat() if isinstance(value, datetime) else str(value))
