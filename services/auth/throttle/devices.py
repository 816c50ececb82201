"""The cookie by which a client is known that signed in to an account before.

A random number, and for each account an HMAC of both: nothing is stored, and none can be made for an account whose
password one does not have. The pages' scripts cannot read it, and it belongs to one host.
"""

import base64
import hmac
import secrets

_NONCE_BYTES = 16
_MAC_BYTES = 16
# A shop's one computer is used by several people; browsers keep a cookie of this size.
_MOST_ACCOUNTS = 20


class Devices:
    """Reads and writes the cookie's value."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def recognise(self, cookie: str | None, account: str) -> str | None:
        """The device's number, if it signed in to this account before."""
        nonce, *known = (cookie or "").split(".")
        mac = self._mac(nonce, account)
        is_familiar = any(hmac.compare_digest(mac, each.encode("utf-8", "surrogatepass")) for each in known)
        return nonce if is_familiar else None

    def remember(self, cookie: str | None, account: str) -> str:
        """The cookie's next value, by which this account is known too; a foreign value is replaced."""
        nonce, *known = (cookie or "").split(".")
        if len(nonce) != len(_text(bytes(_NONCE_BYTES))) or len(known) > _MOST_ACCOUNTS:
            nonce, known = _text(secrets.token_bytes(_NONCE_BYTES)).decode(), []
        mac = self._mac(nonce, account).decode()
        others = [each for each in known if each != mac and len(each) == len(mac)]
        return ".".join([nonce, mac, *others[: _MOST_ACCOUNTS - 1]])

    def _mac(self, nonce: str, account: str) -> bytes:
        content = f"{nonce}\0{account}".encode("utf-8", "surrogatepass")
        return _text(hmac.digest(self._secret, content, "sha256")[:_MAC_BYTES])


def _text(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
