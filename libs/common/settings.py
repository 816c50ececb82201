"""Configuration every service shares; read once, at composition, from environment variables."""

from pathlib import Path

from pydantic import Field, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """What any service needs to run; a service's own settings extend it."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    database_url: PostgresDsn
    # A transaction pooler before the same database; what listens, and the relay, go to the server itself.
    database_pooler_url: PostgresDsn | None = None
    amqp_url: str
    host: str = "127.0.0.1"
    port: int = Field(ge=1, le=65535)
    base_domain: str = "localhost"
    log_level: str = "INFO"
    database_pool_size: int = Field(default=15, ge=1)
    # Of the pool's connections, what one shop's requests may hold at a time; at least one.
    database_tenant_share: float = Field(default=0.6, gt=0, le=1)
    # Multiplies the rates of all plans (libs/common/limits.py).
    tenant_rate_scale: float = Field(default=1.0, gt=0, le=1_000_000, allow_inf_nan=False)
    prefetch_count: int = Field(default=5, ge=1, le=100)
    max_body_bytes: int = Field(default=1_048_576, ge=1)
    cors_origins: list[str] = []
    otel_exporter_otlp_endpoint: str | None = None
    jwks_file: Path
    jwt_issuer: str = "petshop"
    jwt_audience: str = "petshop"
    idempotency_key_file: Path

    @property
    def idempotency_secret(self) -> bytes:
        """Server key of the HMAC that compares repeated request bodies."""
        return self.idempotency_key_file.read_bytes().strip()
