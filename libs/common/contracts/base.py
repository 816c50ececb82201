"""What every integration event is: data in the body, CloudEvents 1.0 in the envelope."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from libs.common.clock import new_id


class Event(BaseModel):
    """An integration event, named in the past tense. Consumers ignore fields they don't know."""

    # Errors are logged, and the input may hold a password hash.
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    routing_key: ClassVar[str]
    version: ClassVar[int] = 1

    tenant_id: UUID

    @classmethod
    def type_name(cls) -> str:
        """CloudEvents type, as `petshop.tenant.requested.v1`."""
        return f"petshop.{cls.routing_key}.v{cls.version}"

    @property
    def correlation_id(self) -> UUID | None:
        """The saga this event belongs to, if any."""
        value = getattr(self, "saga_id", None)
        return value if isinstance(value, UUID) else None


class SagaEvent(Event):
    saga_id: UUID


@dataclass(frozen=True, slots=True)
class Envelope:
    """How an event arrived: the parts of the AMQP message that handlers may use."""

    id: UUID
    type: str
    correlation_id: str | None = None


def new_envelope(event: Event) -> Envelope:
    """The envelope of an event that is about to be emitted."""
    correlation = event.correlation_id
    return Envelope(new_id(), event.type_name(), str(correlation) if correlation else None)
