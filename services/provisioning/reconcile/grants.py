"""The privileges in a shop's schema against those it was built with. Pure.

`catalog.py` writes the ACLs of a schema as one text, with the shop's role as `@`, so that ten thousand shops with
the same grants are one text to read.
"""

import csv
from collections.abc import Iterator
from functools import lru_cache

from services.provisioning.tenant_manager import TENANT_GRANTS

FIELD, LINE = "\x1f", "\x1e"
OWNER = "svc_provisioning"
# The schema itself, in the place of a table's name.
SCHEMA = "."

_NAMES = {
    "r": "SELECT",
    "a": "INSERT",
    "w": "UPDATE",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "m": "MAINTAIN",
    "U": "USAGE",
    "C": "CREATE",
}
_LETTERS = {name: letter for letter, name in _NAMES.items()}
_EXPECTED = {
    table: frozenset(_LETTERS[name] for name in rights.split(", ")) for table, rights in TENANT_GRANTS.items()
}
_EXPECTED[SCHEMA] = frozenset("U")


@lru_cache(maxsize=1000)
def differences(acls: str) -> tuple[str, ...]:
    """What is missing and what is too much, one phrase each; empty for a schema as it was built."""
    return tuple(phrase for line in acls.split(LINE) if line for phrase in _line(line))


def _line(line: str) -> Iterator[str]:
    name, owner, acl = line.split(FIELD)
    where = "the schema" if name == SCHEMA else name
    if owner != OWNER:
        yield f"{where} is owned by {owner}"
    given = _parsed(acl)
    given.pop(owner, None)
    own = given.pop("@", frozenset())
    expected = _EXPECTED.get(name, frozenset())
    if expected - own:
        yield f"{_named(expected - own)} on {where} is missing"
    if own - expected:
        yield f"{_named(own - expected)} on {where} is too much"
    for grantee, rights in sorted(given.items()):
        yield f"{grantee or 'PUBLIC'} holds {_named(rights)} on {where}"


def _parsed(acl: str) -> dict[str, frozenset[str]]:
    """Grantee → letters; a right that may be passed on keeps its star, and is never expected."""
    entries = next(csv.reader([acl.strip("{}")], escapechar="\\"), [])
    parsed: dict[str, frozenset[str]] = {}
    for entry in entries:
        grantee, _, rest = entry.rpartition("=")
        letters = rest.partition("/")[0]
        rights = {
            letter + ("*" if letters[at + 1 : at + 2] == "*" else "")
            for at, letter in enumerate(letters)
            if letter != "*"
        }
        parsed[grantee] = parsed.get(grantee, frozenset()) | rights
    return parsed


def _named(letters: frozenset[str]) -> str:
    names = [
        _NAMES.get(letter[0], letter[0]) + (" WITH GRANT OPTION" if letter.endswith("*") else "")
        for letter in letters
    ]
    return ", ".join(sorted(names))
