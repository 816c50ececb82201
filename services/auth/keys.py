"""The key pair of access tokens: a private JWK for auth alone, a JWKS for everybody who verifies."""

import json
import os
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from libs.common.auth import ALGORITHM
from libs.common.logging import get_logger
from libs.common.watched import WatchedFile

log = get_logger(__name__)

# How long anybody may keep the published set before he asks again.
JWKS_MAX_AGE_S = 300


class KeyMismatchError(ValueError):
    """The private key is not in the published set: no service could verify its tokens."""


class KeyRing:
    """The keys of this moment: what they are is read again when a file has changed (`rotation.py`)."""

    def __init__(self, private_file: Path, jwks_file: Path) -> None:
        self._private, self._jwks_file = WatchedFile(private_file), WatchedFile(jwks_file)
        self._has_changed()
        self._signing, self._jwks = self._read()

    @property
    def signing(self) -> OKPKey:
        """The key for new tokens; it is always among the published ones."""
        self._look()
        return self._signing

    @property
    def jwks(self) -> dict[str, Any]:
        """The published keys, public members only."""
        self._look()
        return self._jwks

    def _look(self) -> None:
        if not self._has_changed():
            return
        try:
            self._signing, self._jwks = self._read()
        except (OSError, JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.error("signing keys cannot be used, keeping the known ones", error=repr(error))
        else:
            log.info("signing keys read", signing=self._signing.kid)

    def _has_changed(self) -> bool:
        # Both are asked: one may have changed as well as the other.
        return any([self._private.has_changed(), self._jwks_file.has_changed()])

    def _read(self) -> tuple[OKPKey, dict[str, Any]]:
        signing = read_private_key(self._private.path)
        return signing, read_jwks(self._jwks_file.path, signing=signing)


def generate_keys(private_file: Path, jwks_file: Path) -> bool:
    """Makes what is missing of the pair (`kid`: RFC 7638 thumbprint); answers whether it wrote anything."""
    if private_file.exists() and jwks_file.exists():
        return False
    if not private_file.exists():
        write_new_key(private_file, mode=0o600)
    write_jwks(jwks_file, read_private_key(private_file))
    return True


def write_new_key(private_file: Path, *, mode: int) -> None:
    """Makes a key in a file of its own."""
    key = OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
    _write(private_file, key.as_dict(private=True), mode=mode)


def write_jwks(jwks_file: Path, *published: OKPKey) -> None:
    """Publishes the public members of these keys, and no other."""
    _write(jwks_file, {"keys": [key.as_dict(private=False) for key in published]}, mode=0o644)


def read_private_key(private_file: Path) -> OKPKey:
    """The signing key. Raises ValueError when the file holds a public key only."""
    key = OKPKey.import_key(json.loads(private_file.read_text()))
    if not key.is_private or key.kid is None:
        raise ValueError(f"{private_file} holds no private key with a kid")
    return key


def read_jwks(jwks_file: Path, *, signing: OKPKey) -> dict[str, Any]:
    """The public members of the published keys. Raises KeyMismatchError unless `signing` is among them."""
    keys = KeySet.import_key_set(json.loads(jwks_file.read_text()))
    if not any(key.thumbprint() == signing.thumbprint() and key.kid == signing.kid for key in keys.keys):
        raise KeyMismatchError(f"{jwks_file} does not hold the key {signing.kid}")
    return {"keys": [key.as_dict(private=False) for key in keys.keys]}


def _write(path: Path, content: dict[str, Any], *, mode: int) -> None:
    """Replaces the file as a whole; its mode is set before anything stands in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as stream:
        os.fchmod(descriptor, mode)
        stream.write(json.dumps(content) + "\n")
        stream.flush()
        os.fsync(descriptor)
    building.rename(path)
