"""Which of our languages somebody reads, and what a refusal's fields say in it.

English is what stands beside each rule. Portuguese is the front end's own catalogue: `field_texts.json` is a copy
that `make web-api` writes and `make check` holds against it.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from libs.common.errors import FieldProblem

Language = Literal["pt-BR", "en"]
DEFAULT_LANGUAGE: Language = "pt-BR"
_TEXTS = Path(__file__).with_name("field_texts.json")
# What the catalogue uses of ICU's message format: one plural of `limit`, or the number itself.
_NUMBER = "{limit, number}"
_PLURAL = re.compile(r"\{limit, plural,(?P<cases>(?: ?(?:=\d+|one|other) \{[^{}]*\})+) ?\}")
_CASE = re.compile(r"(=\d+|one|other) \{([^{}]*)\}")


def preferred(accept_language: str | None) -> Language:
    """The first language of an Accept-Language that we speak, as browsers order them; else pt-BR."""
    for part in (accept_language or "").split(","):
        language = part.partition(";")[0].strip().lower()
        if language.startswith("pt"):
            return "pt-BR"
        if language.startswith("en"):
            return "en"
    return DEFAULT_LANGUAGE


def in_language(problems: Sequence[FieldProblem], language: Language) -> list[FieldProblem]:
    """The same fields and codes, each with what to do in that language."""
    if language == "en":
        return list(problems)
    return [problem | {"message": _said(problem)} for problem in problems]


def _said(problem: FieldProblem) -> str:
    texts = _texts()
    return formatted(texts.get(problem["code"], texts["unknown"]), problem.get("limit", 0))


def formatted(text: str, limit: float) -> str:
    """The text with its bound, in Portuguese."""

    def chosen(match: re.Match[str]) -> str:
        cases = dict(_CASE.findall(match["cases"]))
        # One and a half is still singular (CLDR); the texts of `=0` are for a bound that is not known.
        form = "one" if 0 <= abs(limit) < 2 else "other"
        case: str = cases.get(f"={limit:g}") or cases.get(form) or cases["other"]
        return case.replace("#", _number(limit))

    return _PLURAL.sub(chosen, text).replace(_NUMBER, _number(limit))


def _number(value: float) -> str:
    written = f"{value:,}".removesuffix(".0")
    return written.translate(str.maketrans(",.", ".,"))


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = json.loads(_TEXTS.read_text(encoding="utf-8"))
    return texts
