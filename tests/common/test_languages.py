"""What a refusal's fields say, in the reader's language."""

import json
from pathlib import Path

import pytest

from libs.common import languages
from libs.common.errors import FieldProblem
from libs.common.languages import Language, formatted, in_language, preferred
from tools.web import SAID, said_of_fields

TOO_LONG: FieldProblem = {"field": "nome", "message": "At most 255", "code": "string_too_long", "limit": 255}


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "pt-BR"),
        ("", "pt-BR"),
        ("fr-FR, en;q=0.5", "en"),
        ("fr, pt;q=0.5", "pt-BR"),
        ("en-GB,en;q=0.9", "en"),
        ("pt", "pt-BR"),
        ("EN-us,pt;q=0.9", "en"),
        (";;,\x00, de", "pt-BR"),
    ],
)
def test_the_first_language_that_we_speak_is_taken(asked: str | None, language: Language) -> None:
    assert preferred(asked) == language


def test_the_services_say_what_the_pages_say() -> None:
    assert SAID.read_text(encoding="utf-8") == said_of_fields()


def test_a_field_is_told_in_portuguese_with_its_bound_and_in_english_as_written() -> None:
    (told,) = in_language([TOO_LONG], "pt-BR")
    assert told == TOO_LONG | {"message": "Use no máximo 255 caracteres."}
    assert in_language([TOO_LONG], "en") == [TOO_LONG]


def test_a_code_without_a_text_is_told_to_be_looked_at() -> None:
    (told,) = in_language([{"field": "x", "message": "New", "code": "brand_new"}], "pt-BR")
    assert told["message"] == "Confira este campo."


@pytest.mark.parametrize(
    ("code", "limit", "said"),
    [
        ("string_too_long", 1, "Use no máximo 1 caractere."),
        ("string_too_long", 0, "Está longo demais."),
        ("string_too_short", 1, "Preencha este campo."),
        ("less_than_equal", 9999.5, "Use um número de até 9.999,5."),
        ("greater_than_equal", -3, "Use um número a partir de -3."),
        ("less_than_equal", 2147483647, "Use um número de até 2.147.483.647."),
    ],
)
def test_a_bound_is_written_as_portuguese_writes_it(code: str, limit: float, said: str) -> None:
    texts = json.loads(Path(languages.__file__).with_name("field_texts.json").read_text(encoding="utf-8"))
    assert formatted(texts[code], limit) == said


def test_no_text_of_the_catalogue_is_left_unformatted() -> None:
    for code in json.loads(said_of_fields()):
        for limit in (0, 1, 1.5, 2, 1_000_000):
            (told,) = in_language([{"field": "x", "message": "", "code": code, "limit": limit}], "pt-BR")
            assert "{" not in told["message"], code
            assert "#" not in told["message"], code
