"""Where a running system answers, and how it is reached from Python and from the browser."""

import ssl
from dataclasses import dataclass

import httpx

# All is plain HTTP; without this, each client would read the system's certificates (25 ms).
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class Gateway:
    """The gateway of a system on this machine."""

    port: int
    base_domain: str = "localhost"

    def host(self, shop: str | None = None) -> str:
        """The host with its port, of a shop or of the apex."""
        return f"{shop}.{self.base_domain}:{self.port}" if shop else f"{self.base_domain}:{self.port}"

    def url(self, path: str, shop: str | None = None) -> str:
        return f"http://{self.host(shop)}{path}"

    def client(self, shop: str | None = None, **headers: str) -> httpx.AsyncClient:
        """Python resolves no *.localhost: it connects to loopback and says whom it means."""
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"Host": self.host(shop)} | headers,
            timeout=30,
            trust_env=False,
            verify=_NO_TLS,
        )
