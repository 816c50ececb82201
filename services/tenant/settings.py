"""Configuration of the tenant service."""

from datetime import timedelta

from pydantic import Field

from libs.common.settings import ServiceSettings


class Settings(ServiceSettings):
    # A sign-up that provisioning has not begun by then is rolled back when it begins.
    signup_expires_after_s: int = Field(default=600, ge=10)
    # Pause before a sign-up that nobody picked up is asked for again; doubles up to 30 s.
    signup_retry_after_s: float = Field(default=15, gt=0)
    sweep_interval_s: float = Field(default=2.0, gt=0)

    @property
    def signup_expires_after(self) -> timedelta:
        return timedelta(seconds=self.signup_expires_after_s)

    @property
    def signup_retry_after(self) -> timedelta:
        return timedelta(seconds=self.signup_retry_after_s)
