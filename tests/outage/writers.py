"""Clients that never stop writing, and the books they keep about what was promised to them."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import httpx

from tests.e2e.problems import faults_of
from tests.infra.origins import own_origin
from tests.infra.shops import Shop, sign_in, signup_body

# A part of the system is away; the request may or may not have taken effect.
AWAY = frozenset({502, 503, 504})


@dataclass(slots=True)
class Phase:
    """What is happening now; all writers count their answers under its name."""

    name: str = "before"


@dataclass(slots=True)
class Book:
    """One writer's record. `unknown`: whoever asked was not told whether it took effect."""

    accepted: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Writer(ABC):
    """Writes again and again until it is told to stop."""

    # Pause between two requests, in seconds: a load, not a flood.
    pause_s = 0.1
    accepts = 201

    def __init__(self, client: httpx.AsyncClient, phase: Phase) -> None:
        self.client, self.phase = client, phase
        self.book = Book()
        self.numbers = count(1)

    @property
    def name(self) -> str:
        return type(self).__name__

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.write()
            try:
                await asyncio.wait_for(stop.wait(), self.pause_s)
            except TimeoutError:
                continue

    @abstractmethod
    async def write(self) -> None:
        """One request."""

    async def send(
        self, what: str, method: str, path: str, body: Mapping[str, Any] | None = None, **headers: str
    ) -> httpx.Response | None:
        """The answer, noted in the book; None when none came."""
        try:
            answer = await self.client.request(method, path, json=body, headers=headers)
        except httpx.HTTPError as error:
            # The gateway stays up: it owes an answer to everybody.
            self.book.faults.append(f"{self.phase.name}, {method} {path}: {error!r}")
            self.book.unknown.append(what)
            return None
        self.book.answers[self.phase.name, answer.status_code] += 1
        if answer.status_code == self.accepts:
            self.book.accepted[what] = answer
            return answer
        faults = faults_of(answer)
        if answer.status_code in AWAY:
            self.book.unknown.append(what)
        elif answer.status_code != 401:
            faults.append(f"status {answer.status_code}: {answer.text}")
        self.book.faults.extend(f"{self.phase.name}, {method} {path}: {fault}" for fault in faults)
        return answer


class SignUps(Writer):
    """Visitors; each name is tried once."""

    pause_s = 0.5
    accepts = 202

    async def write(self) -> None:
        body = signup_body()
        await self.send(body["subdomain"], "POST", "/api/v1/tenants", body)


class Clientes(Writer):
    """A clerk who tries each tutor once."""

    async def write(self) -> None:
        nome = f"once {next(self.numbers)}"
        await self.send(nome, "POST", "/api/v1/clientes", {"nome": nome})


class PatientClientes(Writer):
    """A clerk who repeats the same request with its Idempotency-Key until it is accepted."""

    def __init__(self, client: httpx.AsyncClient, phase: Phase) -> None:
        super().__init__(client, phase)
        self._next()

    def _next(self) -> None:
        self._nome, self._key = f"patient {next(self.numbers)}", str(uuid4())

    async def write(self) -> None:
        body, headers = {"nome": self._nome}, {"Idempotency-Key": self._key}
        await self.send(self._nome, "POST", "/api/v1/clientes", body, **headers)
        if self._nome in self.book.accepted:
            self._next()


class Configurations(Writer):
    """An owner who cannot make up her mind; values are told apart by their order."""

    accepts = 200
    values = ("5", "10", "15", "20", "30", "60")

    async def write(self) -> None:
        number = next(self.numbers)
        value = {"config_value": self.value_of(number)}
        await self.send(str(number), "PUT", "/api/v1/tenant/configurations/slot_minutes", value)

    @classmethod
    def value_of(cls, number: int) -> str:
        return cls.values[number % len(cls.values)]


class Logins(Writer):
    """Somebody who signs in again and again."""

    pause_s = 0.3
    accepts = 200

    def __init__(self, client: httpx.AsyncClient, phase: Phase, shop: Shop) -> None:
        super().__init__(client, phase)
        self._credentials = {"email": shop.owner_email, "password": shop.owner_password}

    async def write(self) -> None:
        answer = await self.send(str(next(self.numbers)), "POST", "/api/v1/auth/login", self._credentials)
        if answer is not None and answer.status_code == 401:
            self.book.faults.append(f"{self.phase.name}: the right password was refused")


class Refreshes(Writer):
    """A device that renews its session; after an answer that never came it may have to sign in again."""

    pause_s = 0.2
    accepts = 200

    def __init__(self, client: httpx.AsyncClient, phase: Phase, shop: Shop) -> None:
        super().__init__(client, phase)
        self._shop = shop
        self._signed_in, self._doubts = False, False

    async def write(self) -> None:
        if not self._signed_in:
            await sign_in(self.client, self._shop.owner_email, self._shop.owner_password)
            self._signed_in, self._doubts = True, False
        number, origin = str(next(self.numbers)), own_origin(self.client)
        answer = await self.send(number, "POST", "/api/v1/auth/refresh", None, **origin)
        if answer is None or answer.status_code in AWAY:
            self._doubts = True
        elif answer.status_code == 401:
            self._signed_in = False
            if not self._doubts:
                self.book.faults.append(f"{self.phase.name}: a session ended by itself")
        else:
            self._doubts = False
