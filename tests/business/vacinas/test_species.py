"""From free text to a species' code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.business.vacinas.species import ESPECIES, Especie, fits, species_code

WRITTEN: list[tuple[str, Especie]] = [
    ("Cão", "cao"),
    ("cao", "cao"),
    ("CÃES", "cao"),
    ("Ca\u0303o", "cao"),
    ("cachorro", "cao"),
    ("Cachorros", "cao"),
    ("Canina", "cao"),
    ("cadela (fêmea)", "cao"),
    ("Gato", "gato"),
    ("gata", "gato"),
    ("FELINO", "gato"),
    ("Calopsita", "ave"),
    ("pássaro", "ave"),
    ("Mini-coelho", "coelho"),
    ("Hamster sírio", "hamster"),
    ("porquinho-da-índia", "porquinho_da_india"),
    ("Preá", "porquinho_da_india"),
    ("chinchila", "chinchila"),
    ("Furões", "furao"),
    ("jabuti", "reptil"),
    ("Répteis", "reptil"),
    ("peixinho", "peixe"),
    ("Outro", "outro"),
    ("dragão", "outro"),
    ("犬", "outro"),
    ("-", "outro"),
]


@pytest.mark.parametrize(("written", "code"), WRITTEN)
def test_usual_words_have_their_code(written: str, code: Especie) -> None:
    assert species_code(written) == code


@pytest.mark.parametrize("written", [None, "", "  \t"])
def test_nothing_written_is_no_species(written: str | None) -> None:
    assert species_code(written) is None
    assert fits([], written)
    assert not fits(["cao"], written)


@pytest.mark.parametrize("code", ESPECIES)
def test_codes_mean_themselves(code: Especie) -> None:
    assert species_code(code.replace("_", " ")) == code
    assert species_code(code) in (code, "outro")


@given(st.text())
def test_any_text_has_a_code_or_none(written: str) -> None:
    assert species_code(written) in (None, *ESPECIES)
    assert species_code(written.upper()) in (None, *ESPECIES)
