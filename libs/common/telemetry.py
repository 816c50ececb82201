"""Traces across HTTP, outbox and AMQP by W3C traceparent; exported only where an endpoint is configured."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import context, propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, DEFAULT_ON, ParentBased

_tracer = trace.get_tracer("petshop")


def configure_tracing(*, service: str, endpoint: str | None) -> None:
    """Installs the provider. Without an endpoint spans record nothing but still carry the trace along."""
    sampler = DEFAULT_ON if endpoint else ParentBased(ALWAYS_OFF)
    provider = TracerProvider(sampler=sampler, resource=Resource.create({"service.name": service}))
    if endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)


@contextmanager
def continue_trace(carrier: Mapping[str, str], span_name: str) -> Iterator[None]:
    """Runs the block in a span that continues the carrier's trace, or begins one."""
    token = context.attach(propagate.extract(carrier))
    try:
        with _tracer.start_as_current_span(span_name):
            yield
    finally:
        context.detach(token)


def traceparent() -> str | None:
    """The current trace as a traceparent header value (W3C Trace Context)."""
    carrier: dict[str, str] = {}
    propagate.inject(carrier)
    return carrier.get("traceparent")
