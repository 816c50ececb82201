"""Requests that nobody means well with: bodies, values, headers and queries, as tables."""

import json
from dataclasses import dataclass
from typing import Any

# Statuses a body may get that no JSON parser, or no rule of ours, can take.
REFUSED = frozenset({400, 422})
NOT_JSON = frozenset({400})
BREAKS_A_RULE = frozenset({422})

BODIES: dict[str, tuple[bytes, frozenset[int]]] = {
    "empty": (b"", REFUSED),
    "blank": (b"  \n ", REFUSED),
    "cut off": (b'{"nome": "A', NOT_JSON),
    "trailing comma": (b'{"nome": "A",}', NOT_JSON),
    "two documents": (b"{} {}", NOT_JSON),
    "bare word": (b"hello", NOT_JSON),
    "single quotes": (b"{'nome': 'A'}", NOT_JSON),
    "array": (b"[]", BREAKS_A_RULE),
    "array of objects": (b'[{"nome": "A"}]', BREAKS_A_RULE),
    "null": (b"null", BREAKS_A_RULE),
    "number": (b"1", BREAKS_A_RULE),
    "string": (b'"nome"', BREAKS_A_RULE),
    "true": (b"true", BREAKS_A_RULE),
    "NaN": (b"NaN", REFUSED),
    "empty object": (b"{}", BREAKS_A_RULE),
    "deep arrays": (b"[" * 100_000, REFUSED),
    "deep arrays, closed": (b"[" * 50_000 + b"]" * 50_000, REFUSED),
    "deep objects": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, REFUSED),
    "deep inside a field": (b'{"nome":' + b"[" * 50_000 + b"]" * 50_000 + b"}", REFUSED),
    "5000 digits": (b'{"nome": ' + b"9" * 5000 + b"}", REFUSED),
    "invalid UTF-8": (b'{"nome": "\xff\xfe"}', REFUSED),
    "overlong UTF-8": (b'{"nome": "\xc0\xaf"}', REFUSED),
    "surrogate as UTF-8": (b'{"nome": "\xed\xa0\x80"}', REFUSED),
    "latin-1": ('{"nome": "João"}'.encode("latin-1"), REFUSED),
    "UTF-16": ('{"nome": "A"}'.encode("utf-16"), REFUSED),
    "UTF-16 without a mark": ('{"nome": "A"}'.encode("utf-16-le"), REFUSED),
    "UTF-32": ('{"nome": "A"}'.encode("utf-32"), REFUSED),
    "byte order mark": (b"\xef\xbb\xbf{}", REFUSED),
    "NUL byte": (b"\x00", NOT_JSON),
    "NUL bytes around": (b"\x00{}\x00", NOT_JSON),
    "control characters in a string": (b'{"nome": "a\x01b"}', NOT_JSON),
    "form": (b"nome=A&preco=1", NOT_JSON),
    "XML": (b"<?xml version='1.0'?><a/>", NOT_JSON),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", REFUSED),
    "surrogate in a key": (b'{"\\ud800": 1}', BREAKS_A_RULE),
    "NUL in a key": (b'{"\\u0000": 1}', BREAKS_A_RULE),
    "dunder keys": (b'{"__class__": 1, "__proto__": {}, "constructor": 1}', BREAKS_A_RULE),
    "long key": (b'{"' + b"k" * 100_000 + b'": 1}', BREAKS_A_RULE),
    "many unknown keys": (json.dumps({f"k{n}": n for n in range(5000)}).encode(), BREAKS_A_RULE),
}

# Raw JSON of a value that no field of ours takes, whatever its type.
NEVER_A_VALUE: dict[str, str] = {
    "object": '{"a": 1}',
    "array": "[1]",
    "lone surrogate": '"\\ud800"',
    "surrogates the wrong way round": '"\\udc00\\ud800"',
    "NUL": '"a\\u0000b"',
    "control character": '"a\\u0007b"',
    "escape sequence": '"\\u001b[31m"',
    "overlong": '"' + "x" * 20_000 + '"',
    "NaN": "NaN",
    "Infinity": "Infinity",
    "minus Infinity": "-Infinity",
    "1e400": "1e400",
    "huge integer": "1" + "0" * 400,
    "negative": "-1",
    "fraction": "0.00001",
    "5000 digits": "9" * 5000,
}

# Subdomains that are no shop's name.
SUBDOMAINS = (
    "'; drop schema",
    "'; DROP SCHEMA shared CASCADE; --",
    "tenant_a",
    "xn--80ak6aa92e",
    "ab--cd",
    "www",
    "api",
    "admin",
    "ops",
    "static",
    "mail",
    "localhost",
    "a" * 64,
    "a" * 300,
    "ab",
    "a",
    "",
    "UPPER",
    "Mixed",
    "-leading",
    "trailing-",
    "---",
    "with space",
    "with.dot",
    "..",
    "../../etc/passwd",
    "under_score",
    "pão-de-mel",
    "ｓｈｏｐ",
    "ѕhор",
    "shop\u200b",
    "shop\u0000",
    "shop\u202egnp",
    "${jndi:ldap://x}",
    "<script>",
    "%00",
    "😀😀😀",
    "١٢٣",
)

CONTENT_TYPES = (
    None,
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=latin-1",
    "application/json; charset=utf-16",
    "application/jsonx",
    "application/octet-stream",
    "json",
    ";",
    "application/json, text/plain",
)

# Sent as they stand, in latin-1.
HEADERS: dict[str, tuple[str, ...]] = {
    "X-Tenant-ID": (
        "'; DROP SCHEMA shared CASCADE; --",
        "00000000-0000-0000-0000-000000000000",
        "not-a-shop",
        "é" * 20,
        "\xff\xfe",
        "a" * 4000,
        "{}",
        "..",
        "0",
        "-1",
    ),
    "Authorization": (
        "garbage",
        "Bearer",
        "Bearer a.b.c",
        "Bearer " + "a" * 8000,
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        "Bearer \xff\xfe.\xff.\xff",
        "Basic YTpi",
        "Bearer e30.e30.e30",
        "Bearer W10.W10.W10",
        "Bearer bnVsbA.bnVsbA.bnVsbA",
    ),
    "Idempotency-Key": ("", "x" * 256, "\xe9", "a\tb", "x" * 8000),
}

REQUEST_IDS = (
    "",
    "garbage",
    "'; DROP TABLE x; --",
    "x" * 4000,
    "\xff",
    "{00000000-0000-0000-0000-000000000000}",
    "00000000000000000000000000000000",
    "00000000-0000-0000-0000-00000000000g",
    "<script>alert(1)</script>",
)

# Raw query strings and the status each may get; 200 where text is only searched for.
QUERIES = (
    "%00",
    "a%00b",
    "%ff",
    "%ed%a0%80",
    "%",
    "%zz",
    "%0a",
    "%1b[31m",
    "'%20OR%201=1--",
    "x" * 6000,
    "%F0%9F%98%80",
    "%25%5F%5C",
    "\\",
)

CURSORS = (
    "x",
    "%00",
    "%ff",
    "W10",
    "bnVsbA",
    "WzEsMV0",
    "WyJhIiwibiJd",
    "WyJhIiwxZTQwMF0",
    "WyJcdWQ4MDAiLDFd",
    "WyJcdTAwMDAiLDFd",
    "x" * 1001,
    "W1tb" * 200,
)
LIMITS = ("0", "-1", "201", "1e3", "NaN", "x", "", "9" * 400, "9" * 5000, "%00", "1.5", "true")

PATH_IDS = ("abc", "0", "-1", "1.5", "9" * 20, "9" * 400, "9" * 5000, "%00", "%ff", "1%20OR%201=1", "NaN", "null")
UUIDS = ("abc", "1", "%00", "%ff", "0" * 36, "{}", "x" * 2000, "'%20OR%201=1--", "..%2f..%2fetc")


@dataclass(frozen=True, slots=True)
class Target:
    """A route that takes a body, with one that it would accept."""

    service: str
    method: str
    path: str
    body: dict[str, Any]
    # Dotted names of fields, each tried with every value that no field takes.
    fields: tuple[str, ...]
    public: bool = False

    def with_value(self, field: str, raw: str) -> bytes:
        """The valid body with one field's JSON replaced as it stands."""
        placeholder = "\u2603placeholder\u2603"
        body = json.loads(json.dumps(self.body))
        parent = body
        *parents, last = field.split(".")
        for name in parents:
            parent = parent[name]
        parent[last] = placeholder
        return json.dumps(body, ensure_ascii=False).replace(f'"{placeholder}"', raw).encode()

    def with_unknown_field(self) -> bytes:
        return json.dumps(self.body | {"unknown": 1}).encode()

    def padded(self, size: int) -> bytes:
        """The valid body with white space up to `size` bytes."""
        text = json.dumps(self.body).encode()
        return text + b" " * (size - len(text))
