"""Addresses that letters name: absolute, at the right host."""

from urllib.parse import urlsplit, urlunsplit


class Links:
    """Built from the apex's address as people type it; a shop's host is its subdomain in front of that."""

    def __init__(self, public_url: str) -> None:
        self._parts = urlsplit(public_url)

    def apex(self, path: str = "/") -> str:
        return self._at(self._parts.netloc, path)

    def shop(self, subdomain: str, path: str = "/") -> str:
        return self._at(f"{subdomain}.{self._parts.netloc}", path)

    def _at(self, host: str, path: str) -> str:
        before, _, fragment = path.partition("#")
        return urlunsplit((self._parts.scheme, host, before, "", fragment))
