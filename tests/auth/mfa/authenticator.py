"""An authenticator app in the hands of a test: it shows codes of any time step, so that nobody waits for one."""

import base64
from dataclasses import dataclass, field
from typing import Any

from libs.common.clock import utc_now
from services.auth.mfa import totp
from tests.auth.helpers import Browser

MFA = "/api/v1/auth/mfa"
SETUP, ENABLE, DISABLE = (f"{MFA}/totp/{verb}" for verb in ("setup", "enable", "disable"))
RECOVERY_CODES = f"{MFA}/recovery-codes"


@dataclass
class Authenticator:
    """Each code it shows is of a later step than the one before; it has three, as many as a server takes."""

    secret: bytes = field(repr=False)
    shown: int = 0

    def code(self) -> str:
        """A code that was not shown before: of the step past, then the present one, then the next."""
        step = max(self.shown + 1, totp.step_at(utc_now()) - 1)
        self.shown = step
        return totp.code_of(self.secret, step)

    def last_code(self) -> str:
        """The one that was shown last."""
        return totp.code_of(self.secret, self.shown)

    def wrong_code(self) -> str:
        """One that no step around has."""
        now = totp.step_at(utc_now())
        near = {totp.code_of(self.secret, now + drift) for drift in range(-3, 4)}
        return next(code for code in map(str, range(100_000, 100_010)) if code not in near)


@dataclass(frozen=True)
class Protected:
    """A user with a second factor."""

    app: Authenticator
    recovery_codes: list[str] = field(repr=False)


async def set_up(browser: Browser, token: str, password: str) -> Authenticator:
    answer = await browser.post(SETUP, json={"password": password}, token=token)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return Authenticator(base64.b32decode(body["secret"]))


async def enable(browser: Browser, token: str, password: str) -> Protected:
    """A second factor from nothing."""
    app = await set_up(browser, token, password)
    answer = await browser.post(ENABLE, json={"code": app.code()}, token=token)
    assert answer.status_code == 200, answer.text
    return Protected(app, answer.json()["recovery_codes"])
