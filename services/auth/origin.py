"""Which pages may use the refresh cookie: those of the very host it belongs to.

SameSite keeps foreign sites away and lets a sibling shop's page through, which is of the same site. Browsers name
the page's origin with every POST, and no script can change it (Fetch standard, forbidden request-headers).
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from libs.common.errors import ForbiddenError
from libs.common.logging import get_logger
from services.auth.edge import Parts

log = get_logger(__name__)

_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_own_origin(origin: str, host: str, *, takes_http: bool) -> bool:
    """Whether an Origin header (RFC 6454) names this Host; plain http only where there is no TLS."""
    scheme, separator, authority = origin.partition("://")
    if not separator or scheme not in ("https", "http" if takes_http else "https"):
        return False
    try:
        return _address(authority, scheme) == _address(host, scheme)
    except ValueError:
        return False


def _address(authority: str, scheme: str) -> tuple[str, int]:
    parts = urlsplit(f"//{authority}")
    if parts.netloc != authority or "@" in authority or not parts.hostname:
        raise ValueError("more, or less, than host and port")
    return parts.hostname, parts.port or _DEFAULT_PORTS[scheme]


def _require_own_origin(request: Request, parts: Parts) -> None:
    """Raises ForbiddenError before anything of the request is looked at, or spent."""
    if "origin" not in request.headers:
        raise ForbiddenError("This call needs an Origin header that names its own host.")
    _refuse_other_origin(request, parts)


def _refuse_other_origin(request: Request, parts: Parts) -> None:
    """Raises ForbiddenError for another page's call; what is no browser may say nothing."""
    origins, host = request.headers.getlist("origin"), request.headers.get("host", "")
    takes_http = not parts.cookie.secure
    if not all(is_own_origin(origin, host, takes_http=takes_http) for origin in origins):
        log.warning("call from another origin", security_event="OTHER_ORIGIN", origin=str(origins)[:200])
        raise ForbiddenError("The Origin header names another host: this call takes only pages of its own.")


OWN_ORIGIN = Depends(_require_own_origin)
NO_OTHER_ORIGIN = Depends(_refuse_other_origin)
# The same as a parameter, for routes that first want to know who is asking.
FromOwnOrigin = Annotated[None, OWN_ORIGIN]
