"""Guessing passwords is slow, and locking a victim out by guessing does not work.

Strangers have three budgets together: of account and address, of the address, and of the account, which holds
guesses from many addresses back. That one alone would let anybody keep the owner out; so a client that has signed
in to this account before has a budget of its own, which no stranger's attempt touches (OWASP, "device cookies").
It is known by a cookie and not by its address: addresses change, and a shop's guests share the owner's. The cookie
is an HMAC and needs no table. Once its own budget is spent it is a stranger like all others. Whoever reads the
account's mail gets in from a new device too: a reset counts as having signed in.

Failures alone count for passwords and tokens; they are written down after the attempt, and no more attempts than
`TURNS` are under way in a process at once, so that nobody gets many by being quick.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from services.auth.errors import RateLimitedError
from services.auth.throttle import budgets, repository
from services.auth.throttle.budgets import Budgets, Limit, budget
from services.auth.throttle.devices import Devices

TURNS = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Attempts in `window`."""

    window: timedelta
    pair: int
    address: int
    account: int


@dataclass(frozen=True, slots=True)
class Client:
    """Where a request comes from; `cookie` is the device's, as it was sent."""

    address: str
    cookie: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What may be tried for: by a budget of one's own if it has room, else by those of strangers."""

    strangers: Budgets
    own: Budgets = ()


class Throttle:
    """Keeps the budgets of a deployment; `secret` is auth's own."""

    def __init__(self, secret: bytes, limits: Limits) -> None:
        self._secret, self._limits = secret, limits
        self.devices = Devices(secret)
        self.turns = asyncio.Semaphore(TURNS)

    def sign_in(self, account: str, client: Client) -> Attempt:
        """To sign in to what may be an account."""
        limits = self._limits
        strangers = [
            self._budget(limits.pair, "login", "pair", account, client.address),
            self._budget(limits.address, "login", "address", client.address),
            self._budget(limits.account, "login", "account", account),
        ]
        device = self.devices.recognise(client.cookie, account)
        if device is None:
            return Attempt(strangers)
        return Attempt(strangers, [self._budget(limits.pair, "login", "device", account)])

    def confirm(self, session_id: UUID) -> Attempt:
        """To say the password once more, in a session."""
        return Attempt([self._budget(self._limits.pair, "confirm", str(session_id))])

    def ask(self, account: str, client: Client) -> Attempt:
        """To ask for a letter."""
        return Attempt(
            [
                self._budget(self._limits.pair, "forgot", "pair", account, client.address),
                self._budget(self._limits.address, "forgot", "address", client.address),
            ]
        )

    def use_link(self, client: Client) -> Attempt:
        """To use a letter's token."""
        return Attempt([self._budget(self._limits.address, "link", "address", client.address)])

    def _budget(self, count: int, *parts: str) -> budgets.Budget:
        return budget(self._secret, Limit(count, self._limits.window), *parts)


async def admit(session: AsyncSession, attempt: Attempt) -> Budgets:
    """The budgets that a failure is charged to. Raises RateLimitedError."""
    if attempt.own and await budgets.pause(session, attempt.own) <= timedelta(0):
        return attempt.own
    pause = await budgets.pause(session, attempt.strangers)
    if pause > timedelta(0):
        raise RateLimitedError(pause)
    return attempt.strangers


async def charge(session: AsyncSession, charged: Budgets) -> None:
    """Writes a failure down; the refusal that follows must not roll it back."""
    await budgets.charge(session, charged)


async def take(session: AsyncSession, attempt: Attempt) -> None:
    """Counts what costs something also when it succeeds. Raises RateLimitedError."""
    await budgets.take(session, attempt.strangers)


async def prune(session: AsyncSession) -> None:
    """Forgets budgets that are whole again."""
    await repository.prune(session, utc_now())
