"""Where a request comes from, as one customer of a network has it."""

from ipaddress import ip_address, ip_network

from fastapi import Request

from libs.common.client import client_address

_IPV6_NETWORK = 64


def client_network(request: Request) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address, which one customer has whole."""
    stated = client_address(request)
    if not stated:
        return "unknown"
    address = ip_address(stated)
    if address.version == 4:
        return stated
    return str(ip_network((address.packed, _IPV6_NETWORK), strict=False))
