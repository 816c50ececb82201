"""Where a request comes from: the gateway says it, and replaces what a client claims about itself."""

import ipaddress

from fastapi import Request

_IPV6_NETWORK = 64


def client_address(request: Request) -> str:
    """The last hop of X-Forwarded-For, else the socket's peer; IPv6 by its /64, which one customer has whole."""
    last = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    peer = request.client.host if request.client else ""
    for candidate in (last, peer):
        try:
            address = ipaddress.ip_address(candidate)
        except ValueError:
            continue
        if address.version == 6 and address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address.packed, _IPV6_NETWORK), strict=False))
        return str(address)
    return "unknown"
