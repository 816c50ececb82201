"""The broker as it is deployed."""

from tests.infra.broker import amqp_url, channel, declared_url

__all__ = ["amqp_url", "channel", "declared_url"]
