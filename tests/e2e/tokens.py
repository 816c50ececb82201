"""Tokens that the product itself would not hand out, signed with its own key."""

import time
from typing import Any
from uuid import uuid4

from joserfc import jwt

from libs.common.auth import ALGORITHM
from services.auth.keys import read_private_key
from tests.infra.system import System


def forged_token(system: System, **claims: Any) -> str:
    """A correctly signed access token; a claim of None is left out."""
    now = int(time.time())
    key = read_private_key(system.servers.keys.jwt_private_file)
    complete = {
        "iss": "petshop",
        "aud": "petshop",
        "sub": str(uuid4()),
        "role": "owner",
        "scope": "account shop shop:settings",
        "sid": str(uuid4()),
        "iat": now,
        "exp": now + 60,
        "jti": str(uuid4()),
    } | claims
    present = {name: value for name, value in complete.items() if value is not None}
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "at+jwt"}
    return jwt.encode(header, present, key, algorithms=[ALGORITHM])
