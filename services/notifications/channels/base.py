"""What a channel is, and what can come of handing a letter to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from services.notifications.models import Delivery
from services.notifications.rendering.render import Rendered


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side took responsibility; `detail` is what it said."""

    detail: str = ""


@dataclass(frozen=True, slots=True)
class LinkReady:
    """A person sends it, by this link."""

    link: str


@dataclass(frozen=True, slots=True)
class Refused:
    """For good. `is_dead_address`: nobody lives there, and nothing goes there any more."""

    code: str
    detail: str
    is_dead_address: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """This letter, not now (RFC 5321 4yz, a connection lost in the middle of it)."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Away:
    """The channel itself is out of reach, for every letter: says nothing of this one."""

    code: str
    detail: str


Outcome = Sent | LinkReady | Refused | Later | Away


@dataclass(frozen=True, slots=True)
class Envelope:
    """A rendered letter, ready to go."""

    delivery: Delivery
    rendered: Rendered
    # Further headers, as List-Unsubscribe.
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Sending(Protocol):
    """A channel: `send` answers what came of it, and raises for nothing that a server may do."""

    async def send(self, envelope: Envelope) -> Outcome: ...

    async def close(self) -> None: ...
