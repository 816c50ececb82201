"""A real SMTP server, as a process of its own, that misbehaves as a script file says; see `tests/infra/smtp.py`.

The file is read anew at every step, so a test changes it while letters are under way.
"""

import argparse
import asyncio
import json
import os
import signal
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

# BODY: in the middle of what follows DATA. DOT: after its end.
Step = Literal[
    "GREETING", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "DOT", "RSET", "NOOP", "QUIT"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """At one step: waits, then drops the connection, or answers something else, or does as it should.

    `times`: only so often per recipient. `recipient`: for that one only. `stores` (DOT): keeps the letter first.
    """

    answer: str | None = None
    delay_s: float = 0
    drop: bool = False
    stores: bool = False
    times: int | None = None
    recipient: str | None = None


@dataclass(slots=True)
class Books:
    """What the server writes down for the test: letters, commands, connections."""

    directory: Path
    connections: int = 0
    used: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    stored: int = 0

    def __post_init__(self) -> None:
        names = (path.stem for path in (self.directory / "letters").glob("*.json"))
        self.stored = max(map(int, names), default=0)
        self._append("connections.jsonl", ["start", os.getpid()])

    def come(self) -> int:
        """A connection's number."""
        self.connections += 1
        self._append("connections.jsonl", ["come", self.connections])
        return self.connections

    def go(self, number: int) -> None:
        self._append("connections.jsonl", ["go", number])

    def rule(self, step: Step, recipient: str) -> Rule | None:
        """The script's, where it still applies; the step is counted."""
        script = json.loads((self.directory / "script.json").read_text())
        found = script["rules"].get(step)
        if found is None or found["recipient"] not in (None, recipient):
            return None
        rule, key = Rule(**found), (script["version"], step, recipient)
        self.used[key] += 1
        return rule if rule.times is None or self.used[key] <= rule.times else None

    def note(self, connection: int, command: str, arg: str) -> None:
        self._append("commands.jsonl", [connection, command, arg])

    def store(self, letter: dict[str, Any]) -> None:
        self.stored += 1
        written = self.directory / "letter.partial"
        written.write_text(json.dumps(letter))
        written.replace(self.directory / "letters" / f"{self.stored:06}.json")

    def _append(self, name: str, line: list[object]) -> None:
        with (self.directory / name).open("a") as log:
            log.write(json.dumps(line) + "\n")


class _Handler:
    """The library's end of DATA."""

    async def handle_DATA(self, server: "ScriptedProtocol", session: object, envelope: Envelope) -> str:  # noqa: N802
        return await server.finish(envelope)


class ScriptedProtocol(SMTP):
    """One connection."""

    def __init__(self, books: Books, **options: Any) -> None:
        super().__init__(_Handler(), hostname="mail.test", auth_require_tls=False, **options)
        self._books, self._number, self._is_dropped = books, 0, False
        for command, method in self._smtp_methods.items():
            self._smtp_methods[command] = partial(self._scripted, command, method)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Comes a second time after STARTTLS.
        self._number = self._number or self._books.come()
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._books.go(self._number)
        super().connection_lost(error)

    async def _handle_client(self) -> None:
        try:
            if not await self._misbehaves("GREETING"):
                await super()._handle_client()
        finally:
            # A client that left during the greeting ends this, and the library closes nothing then.
            if self.transport is not None:
                self.transport.close()

    async def _scripted(self, command: Any, method: Callable[[Any], Awaitable[None]], arg: str | None) -> None:
        # Credentials and letters are nobody's business, not even here.
        self._books.note(self._number, command, "" if command == "AUTH" else arg or "")
        recipient = (arg or "").partition("<")[2].partition(">")[0] if command == "RCPT" else self._recipient
        if await self._misbehaves(command, recipient):
            return
        if command == "DATA" and (rule := self._books.rule("BODY", recipient)):
            await self.push("354 go ahead")
            await self._reader.readuntil(b"\r\n")
            await self._obey(rule)
            return
        await method(arg)

    @property
    def _recipient(self) -> str:
        return self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else ""

    async def _misbehaves(self, step: Step, recipient: str = "") -> bool:
        rule = self._books.rule(step, recipient)
        return rule is not None and await self._obey(rule)

    async def _obey(self, rule: Rule) -> bool:
        """Whether that was the answer already."""
        await asyncio.sleep(rule.delay_s)
        if rule.drop:
            self._drop()
        elif rule.answer is not None:
            await self.push(rule.answer)
            if rule.answer.startswith("421") and self.transport is not None:
                self.transport.close()
        return rule.drop or rule.answer is not None

    def _drop(self) -> None:
        self._is_dropped = True
        transport = self.transport
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()

    async def push(self, status: Any) -> None:
        if not self._is_dropped:
            await super().push(status)

    async def finish(self, envelope: Envelope) -> str:
        """The answer to the final dot."""
        rule = self._books.rule("DOT", self._recipient)
        if rule is None:
            return self._store(envelope)
        kept = self._store(envelope) if rule.stores else None
        if await self._decides(rule):
            return rule.answer or ""
        return kept or self._store(envelope)

    async def _decides(self, rule: Rule) -> bool:
        await asyncio.sleep(rule.delay_s)
        if rule.drop:
            self._drop()
        return rule.drop or rule.answer is not None

    def _store(self, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        over_tls = self.transport is not None and self.transport.get_extra_info("sslcontext") is not None
        login = self.session.login_data if self.session else None
        self._books.store(
            {
                "sender": envelope.mail_from,
                "recipients": envelope.rcpt_tos,
                "options": envelope.mail_options,
                "connection": self._number,
                "is_tls": over_tls,
                "login": login.decode() if isinstance(login, bytes) else None,
                "content": content.decode("latin-1"),
            }
        )
        return f"250 2.0.0 Ok: queued as {self._books.stored:06}"


def _options(arguments: argparse.Namespace, tls: ssl.SSLContext | None) -> dict[str, Any]:
    def authenticate(server: object, session: object, envelope: object, kind: str, data: object) -> AuthResult:
        expected = (arguments.login.encode(), arguments.password.encode())
        is_right = isinstance(data, LoginPassword) and (data.login, data.password) == expected
        return AuthResult(success=is_right, handled=False, auth_data=data)

    options: dict[str, Any] = {"enable_SMTPUTF8": not arguments.ascii_only}
    if arguments.login:
        options |= {"auth_required": True, "authenticator": authenticate}
    else:
        options |= {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    if arguments.tls == "starttls":
        options |= {"tls_context": tls}
    return options


async def serve(arguments: argparse.Namespace) -> None:
    """Until SIGTERM."""
    loop = asyncio.get_running_loop()
    tls = None
    if arguments.tls != "none":
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(arguments.certificate, arguments.key)
    options = _options(arguments, tls)
    over = tls if arguments.tls == "tls" else None

    def accept() -> ScriptedProtocol:
        return ScriptedProtocol(books, loop=loop, **options)

    await loop.create_server(accept, "127.0.0.1", arguments.port, ssl=over)
    books = Books(arguments.directory)
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--login")
    parser.add_argument("--password", default="")
    parser.add_argument("--ascii-only", action="store_true")
    return parser.parse_args()


def as_json(rules: dict[Step, Rule], version: int) -> str:
    """The script file."""
    return json.dumps({"version": version, "rules": {step: asdict(rule) for step, rule in rules.items()}})


if __name__ == "__main__":
    asyncio.run(serve(parse()))
