"""The client's address, as far as it can be believed."""

import pytest
from fastapi import Request

from libs.common.client import client_address


def request(*forwarded: str, peer: str | None = "10.0.0.9") -> Request:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return Request({"type": "http", "headers": headers, "client": (peer, 1234) if peer else None})


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ((), "10.0.0.9"),
        (("203.0.113.7",), "203.0.113.7"),
        # What stands before the gateway's own word is anybody's.
        (("198.51.100.1, 203.0.113.7",), "203.0.113.7"),
        (("198.51.100.1", "203.0.113.7"), "203.0.113.7"),
        (("2001:DB8::0:1",), "2001:db8::1"),
        (("::ffff:203.0.113.7",), "203.0.113.7"),
        (("fe80::1%eth0",), "fe80::1"),
        (("",), "10.0.0.9"),
        (("<script>",), "10.0.0.9"),
        (("203.0.113.7:80",), "10.0.0.9"),
        (("203.0.113.7, é",), "10.0.0.9"),
    ],
)
def test_address_is_the_nearest_proxys_word_else_the_peers(forwarded: tuple[str, ...], address: str) -> None:
    assert client_address(request(*forwarded)) == address


def test_address_nobody_knows_is_empty() -> None:
    assert client_address(request(peer=None)) == ""
