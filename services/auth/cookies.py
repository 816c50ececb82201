"""Auth's cookies: no script reads them, and each belongs to one host."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import Request, Response

from libs.common.clock import utc_now

REFRESH = "refresh_token"
# See `throttle/service.py`; browsers keep no cookie longer than 400 days (RFC 6265bis).
DEVICE, DEVICE_LIFE_S = "device", 400 * 24 * 3600


@dataclass(frozen=True, slots=True)
class HostCookie:
    """Host-only everywhere; off loopback the `__Host-` prefix makes browsers enforce it (RFC 6265bis)."""

    name: str
    secure: bool
    max_age_s: int

    @classmethod
    def for_domain(cls, base_domain: str, *, name: str, max_age_s: int) -> "HostCookie":
        """Plain on loopback, where there is no TLS; `__Host-` and Secure elsewhere."""
        if _is_loopback(base_domain):
            return cls(name, secure=False, max_age_s=max_age_s)
        return cls(f"__Host-{name}", secure=True, max_age_s=max_age_s)

    def read(self, request: Request) -> str | None:
        return request.cookies.get(self.name) or None

    def put(self, response: Response, value: str, *, until: datetime | None = None) -> None:
        """Adds the cookie to the answer; `until` for a session that ends before its time."""
        left_s = self.max_age_s if until is None else int((until - utc_now()).total_seconds())
        self._set(response, value, max(0, min(left_s, self.max_age_s)))

    def clear(self, response: Response) -> None:
        """Tells the browser to forget it, with the attributes it was set with."""
        self._set(response, "", 0)

    def _set(self, response: Response, value: str, max_age_s: int) -> None:
        response.set_cookie(
            self.name,
            value,
            max_age=max_age_s,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="strict",
        )


def _is_loopback(base_domain: str) -> bool:
    return base_domain in ("localhost", "127.0.0.1") or base_domain.endswith(".localhost")
