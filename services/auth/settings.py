"""Configuration of the auth service."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from libs.common.auth import MAX_TOKEN_LIFE
from libs.common.settings import ServiceSettings


class Settings(ServiceSettings):
    jwt_private_key_file: Path
    # Fernet keys, shared with notifications alone: one-time tokens travel sealed with the first.
    token_key_file: Path
    # Seals the secrets of second factors; a Fernet key a line, the newest on top.
    mfa_key_file: Path
    access_token_ttl_s: int = Field(default=900, ge=1, le=int(MAX_TOKEN_LIFE.total_seconds()))
    refresh_token_ttl_s: int = Field(default=30 * 24 * 3600, ge=1)
    # A spent refresh token that comes again so soon is a double click or an answer that got lost: it gets another
    # pair, or a moment of bad network would sign the owner out. Later it is taken for a thief's and the session
    # ends. Long enough for a client to try again, short enough that a thief must be there at that moment.
    refresh_reuse_grace_s: int = Field(default=10, ge=0)

    @property
    def refresh_token_ttl(self) -> timedelta:
        return timedelta(seconds=self.refresh_token_ttl_s)

    @property
    def refresh_reuse_grace(self) -> timedelta:
        return timedelta(seconds=self.refresh_reuse_grace_s)
