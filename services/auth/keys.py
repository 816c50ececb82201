"""The key pair of access tokens: a private JWK for auth alone, a JWKS for everybody who verifies."""

import json
import os
from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet, OKPKey

from libs.common.auth import ALGORITHM


class KeyMismatchError(ValueError):
    """The private key is not in the published set: no service could verify its tokens."""


def generate_keys(private_file: Path, jwks_file: Path) -> bool:
    """Makes what is missing of the pair (`kid`: RFC 7638 thumbprint); answers whether it wrote anything."""
    if private_file.exists() and jwks_file.exists():
        return False
    if not private_file.exists():
        key = OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        _write(private_file, key.as_dict(private=True), mode=0o600)
    _write(jwks_file, {"keys": [read_private_key(private_file).as_dict(private=False)]}, mode=0o644)
    return True


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
    building.rename(path)
