"""Configuration of the notifications service."""

from datetime import timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, HttpUrl, model_validator

from libs.common.settings import ServiceSettings
from libs.common.types import Email

LOOPBACK = ("localhost", "127.0.0.1", "::1")
Security = Literal["none", "starttls", "tls"]


class Settings(ServiceSettings):
    # The apex as people type it; a shop's address has its subdomain in front.
    public_url: HttpUrl
    # The one server that everything goes to; there is no default, so nothing leaves by accident.
    smtp_host: str = Field(min_length=1)
    smtp_port: int = Field(ge=1, le=65535)
    smtp_security: Security = "starttls"
    # Certificates to trust instead of the system's.
    smtp_ca_file: Path | None = None
    smtp_username: str | None = None
    smtp_password_file: Path | None = None
    smtp_connections: int = Field(default=4, ge=1, le=50)
    # For one command and its answer; a whole letter may take `smtp_letter_timeout_s`.
    smtp_command_timeout_s: float = Field(default=60, gt=0)
    smtp_letter_timeout_s: float = Field(default=180, gt=0)
    # A connection that nobody used for that long is closed.
    smtp_idle_s: float = Field(default=10, gt=0)
    # Longest pause while the server cannot be reached.
    smtp_away_pause_s: float = Field(default=15, gt=0)
    # First pause after "try later"; doubles up to an hour.
    mail_retry_after_s: float = Field(default=30, gt=0)
    # An e-mail about a booking leaves no sooner: screens offer for 12 s to take a step back.
    booking_letters_wait_s: float = Field(default=20, ge=0, le=600)
    mail_from: Email
    mail_from_name: str = "Focinho"
    # The right side of Message-IDs; the sender's domain unless set.
    mail_id_domain: str | None = None
    # Fernet keys, shared with auth alone: one-time tokens travel sealed with the first.
    token_key_file: Path
    poll_interval_s: float = Field(default=2.0, gt=0)
    reminders_interval_s: float = Field(default=5.0, gt=0)
    # Deliveries and their history, and bookings after their day, are deleted after that.
    deliveries_kept_days: int = Field(default=180, ge=1)
    bookings_kept_days: int = Field(default=30, ge=1)

    @model_validator(mode="after")
    def _password_goes_with_a_name(self) -> Self:
        if (self.smtp_username is None) != (self.smtp_password_file is None):
            raise ValueError("SMTP_USERNAME and SMTP_PASSWORD_FILE belong together")
        if self.smtp_username and self.smtp_security == "none" and self.smtp_host not in LOOPBACK:
            raise ValueError("SMTP_SECURITY=none would send the password in the clear")
        return self

    @property
    def smtp_password(self) -> str | None:
        return self.smtp_password_file.read_text().strip() if self.smtp_password_file else None

    @property
    def id_domain(self) -> str:
        return self.mail_id_domain or self.mail_from.rpartition("@")[2].encode("idna").decode()

    @property
    def lease(self) -> timedelta:
        """How long a claimed letter is one worker's own: longer than it may take, and to write down its end."""
        return timedelta(seconds=self.smtp_letter_timeout_s + 60)
