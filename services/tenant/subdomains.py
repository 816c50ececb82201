"""Which subdomains a shop may have, and what to suggest instead."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

MIN_LENGTH, MAX_LENGTH = 3, 63
_PATTERN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_RESERVED_WORDS = """
    about account accounts admin administrator ajuda api app apps assets auth autoconfig autodiscover
    billing blog cdn central cliente conta contact contato dashboard dev dns docs email ftp gateway git
    grafana health help imap internal intranet jobs localhost login logs mail manager mta-sts mx news ns ns1
    ns2 ops operator painel petshop platform pop preview private prod production prometheus public rabbitmq
    register root sandbox security seguranca signup site smtp sso staging stage static status suporte
    support system web webhook webhooks webmail wiki www www1 www2
"""
RESERVED = frozenset(_RESERVED_WORDS.split())

Reason = Literal["invalid", "reserved"]


def why_unusable(subdomain: str) -> Reason | None:
    """None for a subdomain that the rules allow (DNS label, no punycode, not reserved)."""
    if not MIN_LENGTH <= len(subdomain) <= MAX_LENGTH or not _PATTERN.fullmatch(subdomain):
        return "invalid"
    # Two hyphens in places 3 and 4 announce an encoded label (RFC 5891): `xn--…` could look like a neighbour.
    if subdomain[2:4] == "--":
        return "invalid"
    return "reserved" if subdomain in RESERVED else None


def _check(subdomain: str) -> str:
    reason = why_unusable(subdomain)
    if reason == "invalid":
        raise PydanticCustomError("subdomain_invalid", "Use 3 to 63 letters, digits and hyphens, without accents.")
    if reason == "reserved":
        raise PydanticCustomError("subdomain_reserved", "This address is reserved.")
    return subdomain


Subdomain = Annotated[str, Field(max_length=255), AfterValidator(_check)]


def slug(text: str) -> str:
    """The nearest usable spelling of any text, possibly empty."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[: MAX_LENGTH - 8].strip("-")


def suggestions(wanted: str) -> list[str]:
    """Usable names near the wanted one, best first; the caller keeps those that are free."""
    base = slug(wanted)
    if not base:
        return []
    names = [base, f"{base}-pet", f"pet-{base}", f"{base}-petshop", f"{base}2", f"{base}-banho-e-tosa"]
    return [name for name in dict.fromkeys(names) if why_unusable(name) is None]
