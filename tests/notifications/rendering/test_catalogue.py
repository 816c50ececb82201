"""Both languages say the same things about the same values."""

import tomllib
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pytest

from services.notifications.models import Kind
from services.notifications.rendering.catalogue import FOLDER, LOCALES, catalogue


def entries(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        match value:
            case dict():
                yield from entries(value, f"{path}{key}.")
            case list():
                for index, text in enumerate(value):
                    yield f"{path}{key}[{index}]", text
                if not value:
                    yield f"{path}{key}[]", ""
            case _:
                yield f"{path}{key}", value


def read(locale: str) -> dict[str, str]:
    return dict(entries(tomllib.loads((FOLDER / f"{locale}.toml").read_text("utf-8"))))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_language_has_the_same_keys() -> None:
    first, *others = (list(read(locale)) for locale in LOCALES)
    for other in others:
        assert other == first


def test_every_language_fills_in_the_same_values() -> None:
    first, *others = (read(locale) for locale in LOCALES)
    for other in others:
        assert {key: placeholders(text) for key, text in other.items()} == {
            key: placeholders(text) for key, text in first.items()
        }


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_has_its_words(locale: str) -> None:
    words = catalogue(locale).words
    assert set(words) == set(Kind)
    for by_code in words.values():
        for letter in by_code.values():
            assert all((letter.subject, letter.preheader, letter.heading, letter.body, letter.reason))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_left_untranslated_or_shouted(locale: str) -> None:
    for key, text in read(locale).items():
        assert text == text.strip()
        assert "!!" not in text, key
        assert text.count("!") <= 1, key
