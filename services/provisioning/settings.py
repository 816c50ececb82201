"""Configuration of the provisioning service."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from libs.common.settings import ServiceSettings


class Settings(ServiceSettings):
    # Name and base URL of every service behind `/health`.
    health_targets: dict[str, str] = Field(default_factory=dict)
    # A saga that has not passed the point of no return by then is rolled back.
    saga_deadline_s: float = Field(default=600, gt=0)
    # Undoing is tried that long before an operator has to look.
    compensation_deadline_s: float = Field(default=3600, gt=0)
    # Pause before a step is asked for again; doubles up to 30 s.
    step_retry_after_s: float = Field(default=5, gt=0)
    sweep_interval_s: float = Field(default=1.0, gt=0)
    # Timelines of finished sagas, and rolled-back sagas with all they hold, are deleted after that.
    history_kept_days: int = Field(default=90, ge=1)

    # Schemas built before anybody signs up, so that nobody waits for it; 0: each sign-up builds its own.
    ready_schemas: int = Field(default=16, ge=0, le=1000)
    # How often the stock is looked after.
    refill_interval_s: float = Field(default=1.0, gt=0)

    # Fernet keys, one a line: the first seals the originals of parked messages, all of them open.
    parking_key_file: Path
    # A replayed batch that has neither taken effect nor come back by then stops its replay.
    replay_answer_timeout_s: float = Field(default=60, gt=0)
    # How often a worker looks for replays to move.
    replay_interval_s: float = Field(default=1.0, gt=0)

    # The reconciler looks at least that often, and only reports; a replica that looked counts for all.
    reconcile_interval_s: float = Field(default=3600, gt=0)
    # What fits badly for less than that may still be a passing state: no alert counts it.
    reconcile_grace_s: float = Field(default=900, ge=0)
    # A schema with more than that in its tables is not copied, and so not dropped.
    reconcile_copy_limit_mb: int = Field(default=256, ge=1)
    # Rows of what was dropped are deleted after that.
    reconcile_copies_kept_days: int = Field(default=90, ge=1)

    @property
    def saga_deadline(self) -> timedelta:
        return timedelta(seconds=self.saga_deadline_s)

    @property
    def history_kept(self) -> timedelta:
        return timedelta(days=self.history_kept_days)

    @property
    def step_retry_after(self) -> timedelta:
        return timedelta(seconds=self.step_retry_after_s)
