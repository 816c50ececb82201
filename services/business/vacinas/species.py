"""Which species an animal is, out of the free text that a counter wrote. Pure, no I/O."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args

Especie = Literal[
    "cao",
    "gato",
    "ave",
    "coelho",
    "hamster",
    "porquinho_da_india",
    "chinchila",
    "furao",
    "reptil",
    "peixe",
    "outro",
]
ESPECIES: Sequence[Especie] = get_args(Especie)
# Usual words, folded and in the singular; a word of several is looked for as a whole.
_WORDS: Mapping[Especie, str] = {
    "cao": "cao caes cachorro cachorra cadela cachorrinho cachorrinha cadelinha canino canina canis dog doguinho",
    "gato": "gato gata gatinho gatinha felino felina felis cat bichano",
    "ave": "ave avis passaro passarinho calopsita papagaio periquito canario arara galinha pato agapornis bird",
    "coelho": "coelho coelha coelhinho coelhinha rabbit minicoelho lagomorfo",
    "hamster": "hamster hamister ramister",
    "porquinho_da_india": "porquinho prea cobaia",
    "chinchila": "chinchila chinchilla",
    "furao": "furao furoes ferret",
    "reptil": "reptil repteis jabuti tartaruga cagado iguana cobra serpente lagarto gecko teiu quelonio",
    "peixe": "peixe peixinho fish betta kinguio carpa",
    "outro": "outro outra outros",
}
_CODES: Mapping[str, Especie] = MappingProxyType(
    {word: code for code, words in _WORDS.items() for word in words.split()}
)


def species_code(especie: str | None) -> Especie | None:
    """The code that `especie` means, by its first known word in the singular or plural, accents and case aside.

    None for nothing written: who knows no species cannot miss its vaccines. `outro` for words nobody knows.
    """
    words = re.findall(r"[a-z0-9]+", _folded(especie or ""))
    if not (especie or "").strip():
        return None
    for word in words:
        found = _CODES.get(word) or _CODES.get(word.removesuffix("s"))
        if found is not None:
            return found
    return "outro"


def fits(especies: Sequence[str], especie: str | None) -> bool:
    """Whether a vaccine for `especies` (none: for all) is for an animal of this free text."""
    return not especies or species_code(especie) in especies


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in marks if not unicodedata.combining(char))
