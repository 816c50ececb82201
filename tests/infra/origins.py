"""What a browser says by itself when a page posts to its own host."""

import httpx


def own_origin(client: httpx.AsyncClient) -> dict[str, str]:
    """The Origin header of a page at the host this client asks."""
    return origin_of(client.headers["Host"])


def origin_of(host: str) -> dict[str, str]:
    """The Origin header of a page at this host[:port], on loopback."""
    return {"Origin": f"http://{host}"}
