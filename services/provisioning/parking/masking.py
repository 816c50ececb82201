"""What of a message nobody may read: values by the names of their fields, and what looks like a secret."""

import json
import re
from typing import Any

from libs.common.logging import without_secrets

MASK = "[secret]"

# `code` alone is no secret: that is how events say why (EMAIL_TAKEN). One-time codes are named as what they are.
# Every repetition is bounded: a megabyte of anything must not take longer than its square of eighty.
_NAME = (
    r"[\w.-]{0,40}(?:passw|senha|pwd|hash|token|secret|api_?key|private_?key|authorization|cookie"
    r"|(?:handoff|one_?time|recovery|verification|backup|mfa)_?codes?)[\w.-]{0,40}"
    r"|(?:[\w.-]{0,40}[_.-])?t?otp(?:[_.-][\w.-]{0,40})?"
)
_SECRET_NAME = re.compile(_NAME, re.IGNORECASE)
# A pair inside text that is no JSON, quotes escaped or not; a cut-off value ends with the text.
_PAIR = re.compile(
    rf"""((?:\\{{0,8}}["']|(?<![\w.-]))(?:{_NAME})(?:\\{{0,8}}["'])?\s{{0,20}}[:=]\s{{0,20}})"""
    r"""(\\{0,8}"(?:[^"\\]|\\.)*(?:"|$)|\\{0,8}'[^']*(?:'|$)|[^\s,}\]"']+)""",
    re.IGNORECASE,
)
_NOTHING = ("", "null", "None")


def mask(value: Any) -> Any:
    """A copy of parsed JSON without its secrets; equal to the original where there are none."""
    if isinstance(value, dict):
        return {name: _of_field(str(name), held) for name, held in value.items()}
    if isinstance(value, list):
        return [mask(held) for held in value]
    return mask_text(value) if isinstance(value, str) else value


def mask_text(text: str) -> str:
    """The text without secrets that stand in it as pairs, or that look like a hash or a token."""
    return without_secrets(_PAIR.sub(_of_pair, text))


def mask_body(body: bytes) -> bytes:
    """The body as it may be shown: the very same bytes where it holds no secret."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _mask_bytes(body)
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return _mask_bytes(body)
    try:
        masked = mask(parsed)
        # A field named twice is parsed once: the text itself has the last word.
        if masked == parsed and mask_text(text) == text:
            return body
        return json.dumps(masked, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    except RecursionError:
        return _mask_bytes(body)


def _of_field(name: str, held: Any) -> Any:
    if _SECRET_NAME.fullmatch(name) and held not in (None, "", [], {}):
        return MASK
    return mask(held)


def _of_pair(found: re.Match[str]) -> str:
    if found[2].strip("\\\"'") in _NOTHING:
        return found[0]
    return f'{found[1]}"{MASK}"'


def _mask_bytes(body: bytes) -> bytes:
    """Byte for byte what it was, but for the secrets; latin-1 loses nothing on the way."""
    wide = body.replace(b"\0", b"").decode("latin-1")
    if b"\0" in body and mask_text(wide) != wide:
        return MASK.encode()
    return mask_text(body.decode("latin-1")).encode("latin-1")
