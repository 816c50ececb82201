"""Configuration of the auth service."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from libs.common.auth import MAX_TOKEN_LIFE
from libs.common.settings import ServiceSettings
from services.auth.throttle.service import Limits


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
    # Failed attempts in a window, see `throttle/service.py`. An address may be a whole neighbourhood's.
    attempts_window_s: int = Field(default=900, ge=1)
    attempts_of_pair: int = Field(default=10, ge=1)
    attempts_of_address: int = Field(default=300, ge=1)
    attempts_of_account: int = Field(default=50, ge=1)

    @property
    def attempts(self) -> Limits:
        return Limits(
            window=timedelta(seconds=self.attempts_window_s),
            pair=self.attempts_of_pair,
            address=self.attempts_of_address,
            account=self.attempts_of_account,
        )

    @property
    def refresh_token_ttl(self) -> timedelta:
        return timedelta(seconds=self.refresh_token_ttl_s)

    @property
    def refresh_reuse_grace(self) -> timedelta:
        return timedelta(seconds=self.refresh_reuse_grace_s)
