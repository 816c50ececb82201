"""Tables of the saga, and the guarded changes of one saga and of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Integer, SmallInteger, String, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.provisioning.saga import Change, State, Step


class Base(DeclarativeBase):
    """Registry of `svc_provisioning`'s tables."""


class SagaRow(Base):
    """One saga. `admin` holds the password hash only until AdminCreated or the end."""

    __tablename__ = "sagas"
    __table_args__ = {"schema": "svc_provisioning"}  # noqa: RUF012 - SQLAlchemy's form

    saga_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(String, default="create_tenant")
    tenant_id: Mapped[UUID] = mapped_column(Uuid)
    name: Mapped[str] = mapped_column(String)
    subdomain: Mapped[str] = mapped_column(String)
    schema_name: Mapped[str] = mapped_column(String)
    role_name: Mapped[str] = mapped_column(String)
    state: Mapped[str] = mapped_column(String)
    failure_code: Mapped[str | None] = mapped_column(String)
    admin: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    owner: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    schema_version: Mapped[str | None] = mapped_column(String)
    version: Mapped[int] = mapped_column(Integer, default=1)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    next_attempt_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    deadline_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    @property
    def current(self) -> State:
        return State(self.state)

    def scrub_password(self) -> None:
        """Forgets the hash; the rest of the owner's draft stays for the timeline."""
        if self.admin is not None:
            self.admin = {key: value for key, value in self.admin.items() if key != "password_hash"}


class StepRow(Base):
    __tablename__ = "saga_steps"
    __table_args__ = {"schema": "svc_provisioning"}  # noqa: RUF012 - SQLAlchemy's form

    saga_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    name: Mapped[str] = mapped_column(String)
    status: Mapped[str] = mapped_column(String, default="pending")
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    error_code: Mapped[str | None] = mapped_column(String)

    def change(self, change: Change, *, at: datetime, error_code: str | None) -> None:
        """Moves the step, where its status allows it; anything else leaves it as it is."""
        if change is Change.START and self.status == "pending":
            self.status, self.started_at, self.attempts = "running", at, 1
        elif change is Change.FINISH and self.status in ("pending", "running"):
            self.status, self.finished_at = "done", at
        elif change is Change.FAIL:
            self._fail(at=at, error_code=error_code)
        elif change is Change.UNDO and self.status == "done":
            self.status, self.finished_at = "compensated", at

    def _fail(self, *, at: datetime, error_code: str | None) -> None:
        if self.status == "running":
            self.status, self.finished_at, self.error_code = "failed", at, error_code
        elif self.status == "pending":
            self.status = "skipped"


@dataclass(slots=True)
class StepTimes:
    """Clock readings around a step that ran in our own process."""

    started_at: datetime
    finished_at: datetime


@dataclass(slots=True)
class Saga:
    """A locked saga with its steps, in order."""

    row: SagaRow
    steps: Sequence[StepRow]
    times: dict[Step, StepTimes] = field(default_factory=dict)

    def step(self, name: Step) -> StepRow:
        return next(step for step in self.steps if step.name == name)
