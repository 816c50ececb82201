"""Letters as files, one each; the newest stay."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.mail.letter import Address, take_apart

SUFFIX = ".eml"


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the list; `id` is also when the letter came."""

    id: str
    message_id: str
    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    size: int
    snippet: str

    @property
    def received(self) -> datetime:
        return datetime.fromtimestamp(int(self.id, 16) / 1e9, UTC)


class Store:
    """Files in a folder that only their owner can enter: the letters hold tokens that open accounts."""

    def __init__(self, directory: Path, *, kept: int = 500) -> None:
        self._directory, self._kept = directory, kept
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o700)
        self._summaries: dict[str, Summary] = {}
        for path in sorted(directory.glob(f"*{SUFFIX}")):
            self._remember(path.stem, path.read_bytes())

    def add(self, source: bytes) -> str:
        """Writes the letter down before it answers its id; raises OSError."""
        letter_id = self._next_id()
        building = self._directory / f"{letter_id}.new"
        building.write_bytes(source)
        building.rename(self._path(letter_id))
        self._remember(letter_id, source)
        return letter_id

    def newest_first(self) -> list[Summary]:
        return list(reversed(self._summaries.values()))

    def source(self, letter_id: str) -> bytes | None:
        """None where there is no such letter; `latest` names the newest."""
        if letter_id == "latest":
            letter_id = next(reversed(self._summaries), "")
        return self._path(letter_id).read_bytes() if letter_id in self._summaries else None

    def summary(self, letter_id: str) -> Summary | None:
        if letter_id == "latest":
            letter_id = next(reversed(self._summaries), "")
        return self._summaries.get(letter_id)

    def remove(self, letter_ids: list[str]) -> None:
        """Unknown ones are passed over."""
        for letter_id in letter_ids:
            if self._summaries.pop(letter_id, None):
                self._path(letter_id).unlink(missing_ok=True)

    def _remember(self, letter_id: str, source: bytes) -> None:
        parts = take_apart(source)
        self._summaries[letter_id] = Summary(
            id=letter_id,
            message_id=parts.message_id,
            subject=parts.subject,
            sender=parts.sender,
            to=parts.to,
            cc=parts.cc,
            size=len(source),
            snippet=parts.snippet,
        )
        self.remove(list(self._summaries)[: -self._kept])

    def _next_id(self) -> str:
        """Sixteen hex digits that grow with time, also where the clock went back."""
        last = next(reversed(self._summaries), "0")
        return f"{max(time.time_ns(), int(last, 16) + 1):016x}"

    def _path(self, letter_id: str) -> Path:
        return self._directory / f"{letter_id}{SUFFIX}"
