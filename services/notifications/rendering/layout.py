"""The one layout of all letters: MJML made into HTML once; names and words are filled in after that, escaped."""

from functools import cache
from pathlib import Path

import mrml
from jinja2 import Environment, StrictUndefined, Template

FOLDER = Path(__file__).parent / "templates"


@cache
def html_layout() -> Template:
    # No fonts: a known name in a font list would have the reader's mail program fetch it.
    compiled = mrml.to_html(_source("letter.mjml.jinja"), None, mrml.RenderOptions(fonts={}))
    if compiled.warnings:
        raise ValueError(f"{len(compiled.warnings)} faults in the letter's MJML")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(compiled.content)


@cache
def text_layout() -> Template:
    plain = Environment(autoescape=False, undefined=StrictUndefined, trim_blocks=True)  # noqa: S701 - no markup
    return plain.from_string(_source("letter.txt.jinja"))


def _source(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
