"""The words of every letter in every language, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.notifications.models import Kind

HOME = "pt-BR"
LOCALES = (HOME, "en")
FOLDER = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one kind of letter says; `message` is what a phone gets."""

    subject: str
    preheader: str
    heading: str
    body: tuple[str, ...]
    button: str
    notes: tuple[str, ...]
    reason: str
    message: str = ""
    message_nameless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One language. What has several texts, as `signup_failed`, has them by code."""

    locale: str
    common: Mapping[str, str]
    dates: Mapping[str, str]
    nameless: Mapping[str, str]
    labels: Mapping[str, str]
    roles: Mapping[str, str]
    words: Mapping[Kind, Mapping[str, Words]]

    def find(self, kind: Kind, code: str) -> Words:
        """The words for that code, or those for whatever has none of its own."""
        by_code = self.words[kind]
        return by_code.get(code, by_code[OTHER])


OTHER = "other"


def known_locale(asked: str) -> str:
    """The language to write in for a locale as people's browsers and shops name theirs."""
    return "en" if asked.replace("_", "-").lower().split("-")[0] == "en" else HOME


@cache
def catalogue(locale: str) -> Catalogue:
    tables = tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8"))
    shared = {name: tables.pop(name) for name in ("common", "dates", "nameless", "labels", "roles")}
    words = {kind: _by_code(tables.pop(kind.value)) for kind in Kind}
    if tables:
        raise ValueError(f"words of no known kind: {sorted(tables)}")
    return Catalogue(locale=locale, words=words, **shared)


def _by_code(table: Mapping[str, Any]) -> dict[str, Words]:
    variants = table if OTHER in table else {OTHER: table}
    return {code: _words(texts) for code, texts in variants.items()}


def _words(texts: Mapping[str, Any]) -> Words:
    lists: dict[str, Any] = {key: tuple(text) for key, text in texts.items() if isinstance(text, list)}
    return Words(**{**texts, **lists})
