"""Who is at the other end of a request, behind the gateway."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from fastapi import Request


def client_address(request: Request) -> str:
    """The client's IP address as the gateway states it, else the one that connected; empty where neither is known.

    The gateway replaces whatever a client claims in X-Forwarded-For; the last entry is the nearest proxy's word.
    """
    stated = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2]
    connected = request.client.host if request.client else ""
    return _address(stated) or _address(connected)


# Whoever asks once asks again.
@lru_cache(4096)
def _address(text: str) -> str:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        # A scope id names an interface of ours, and is no part of the client's address.
        return str(address.ipv4_mapped or IPv6Address(address.packed))
    return str(address)
