"""The scripted SMTP server from the test's side: start, stop, misbehave, read what arrived."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, get_args

from deploy.local.paths import ROOT
from deploy.local.process import Process, log_tail, popen, stop
from tests.infra.certificates import Certificate
from tests.infra.servers import free_ports
from tests.infra.smtp_server import Rule, Step, as_json
from tests.infra.waiting import eventually

__all__ = ["Command", "Connections", "Received", "Rule", "ScriptedSmtp", "running_smtp"]


@dataclass(frozen=True, slots=True)
class Received:
    """A letter that the server took, with its envelope."""

    sender: str
    recipients: list[str]
    options: list[str]
    connection: int
    is_tls: bool
    login: str | None
    raw: bytes
    message: EmailMessage

    def text(self, subtype: Literal["plain", "html"] = "plain") -> str:
        """The body in plain text, or in HTML."""
        part = self.message.get_body((subtype,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Connections:
    """Since the first start or `forget`; `open` now, `peak` at a time."""

    total: int
    open: int
    peak: int


@dataclass(frozen=True, slots=True)
class Command:
    connection: int
    verb: str
    argument: str


class ScriptedSmtp:
    """`port` stays the same over stops and starts; letters are kept, too."""

    def __init__(
        self,
        directory: Path,
        *,
        tls: Literal["none", "starttls", "tls"] = "none",
        certificate: Certificate | None = None,
        login: tuple[str, str] | None = None,
        is_ascii_only: bool = False,
    ) -> None:
        self.directory, self.port = directory, free_ports(1)[0]
        (directory / "letters").mkdir(parents=True, exist_ok=True)
        self._version = 0
        self.script()
        options = ["--port", str(self.port), "--directory", str(directory), "--tls", tls]
        if certificate is not None:
            options += ["--certificate", str(certificate.file), "--key", str(certificate.key)]
        if login is not None:
            options += ["--login", login[0], "--password", login[1]]
        self._process = _process(self, options + ["--ascii-only"] * is_ascii_only)
        self._child: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Answers once it listens."""
        child = self._child = popen(self._process, die_with_parent=True)

        def listens() -> bool:
            assert child.poll() is None, log_tail(self._process.log)
            return ["start", child.pid] in self._events()

        await eventually(listens)

    @property
    def is_running(self) -> bool:
        return self._child is not None

    def stop(self) -> None:
        """Connections are cut, new ones refused, until `start`."""
        if self._child is not None:
            stop(self._process, self._child)
            self._child = None

    def kill(self) -> None:
        """As `stop`, without warning."""
        if self._child is not None:
            os.kill(self._child.pid, signal.SIGKILL)
            self._child.wait()
            self._child = None

    def script(self, **rules: Rule) -> None:
        """From now on, step by step (`smtp_server.Step`); without rules it behaves. `times` count from here."""
        self._version += 1
        steps: dict[Step, Rule] = {step: rules.pop(step) for step in _STEPS if step in rules}
        assert not rules, f"no such steps: {sorted(rules)}"
        written = self.directory / "script.partial"
        written.write_text(as_json(steps, self._version))
        written.replace(self.directory / "script.json")

    async def forget(self) -> None:
        """As new, once every connection is closed: no letters, no commands, no script, zero connections."""
        await eventually(lambda: self.connections.open == 0)
        for file in (*(self.directory / "letters").glob("*.json"), *self.directory.glob("*.jsonl")):
            file.unlink()
        self.script()

    def count(self) -> int:
        """Of letters; cheap."""
        return sum(1 for _ in (self.directory / "letters").glob("*.json"))

    def letters(self) -> list[Received]:
        """In the order of their coming."""
        return [_received(path) for path in sorted((self.directory / "letters").glob("*.json"))]

    def commands(self) -> list[Command]:
        """Everything that clients said, without credentials and letters."""
        return [Command(*line) for line in self._lines("commands.jsonl")]

    def log(self) -> str:
        return log_tail(self._process.log)

    @property
    def connections(self) -> Connections:
        total, peak = 0, 0
        open_now: set[int] = set()
        for event, number in self._events():
            if event == "come":
                total += 1
                open_now.add(number)
                peak = max(peak, len(open_now))
            else:
                # Whoever starts anew holds none of those before.
                open_now = open_now - {number} if event == "go" else set()
        return Connections(total, len(open_now), peak)

    def _events(self) -> list[list[Any]]:
        return self._lines("connections.jsonl")

    def _lines(self, name: str) -> list[list[Any]]:
        file = self.directory / name
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


_STEPS: tuple[Step, ...] = get_args(Step)


@asynccontextmanager
async def running_smtp(
    directory: Path,
    *,
    tls: Literal["none", "starttls", "tls"] = "none",
    certificate: Certificate | None = None,
    login: tuple[str, str] | None = None,
    is_ascii_only: bool = False,
) -> AsyncIterator[ScriptedSmtp]:
    """A server that goes with the block."""
    server = ScriptedSmtp(directory, tls=tls, certificate=certificate, login=login, is_ascii_only=is_ascii_only)
    try:
        await server.start()
        yield server
    finally:
        server.stop()


def _process(server: ScriptedSmtp, options: list[str]) -> Process:
    return Process(
        name="smtp",
        argv=[sys.executable, "-m", "tests.infra.smtp_server", *options],
        env={"PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
        port=server.port,
        ready=(server.directory / "connections.jsonl").exists,
        log=server.directory / "smtp.log",
        stop_timeout_s=5,
    )


def _received(path: Path) -> Received:
    stored = json.loads(path.read_text())
    raw = stored.pop("content").encode("latin-1")
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Received(**stored, raw=raw, message=message)
