"""Whatever somebody calls a shop, an animal or himself is text, and nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.notifications.models import Kind
from services.notifications.preview import Sample, samples
from services.notifications.rendering.render import OF_A_BOOKING, render, render_message
from services.notifications.rendering.values import LONGEST_IN_SUBJECT, LONGEST_NAME
from tests.notifications.rendering.reading import Letter

HOSTILE = (
    "<script>alert(1)</script>",
    "<b onmouseover='x'>\"bold\"</b>",
    "</div></td></table>",
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "{shop.__class__} {0} {} %s %(shop)s",
    "<!-- [if mso]> -->",
    "]]> <![CDATA[ ?>",
    "Fulano & Filhos &amp; &lt;i&gt; &#106;",
    "<mj-include path='x' /></mj-text>",
    "Pelúcia 🐶👩‍👩‍👧 שלום مرحبا",
    "\\u003cscript\\u003e \\n",
)
ALL = list(samples())
NAMES = [sample.name for sample in ALL]


def with_names(sample: Sample, name: str) -> Mapping[str, Any]:
    """Every value that a person chooses is `name`."""
    chosen = {"shop": name, "first_name": name, "animal": name, "servicos": [name, name], "invited_by": name}
    return {**sample.content, **{key: value for key, value in chosen.items() if key in sample.content}}


@pytest.mark.parametrize("sample", ALL, ids=NAMES)
@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_read_and_not_obeyed(sample: Sample, name: str) -> None:
    ordinary = Letter(render(sample.kind, "pt-BR", with_names(sample, "Rex"), url=sample.url).html)
    rendered = render(sample.kind, "pt-BR", with_names(sample, name), url=sample.url)
    letter = Letter(rendered.html)
    assert letter.tags == ordinary.tags
    assert [key for _, key, _ in letter.attributes] == [key for _, key, _ in ordinary.attributes]
    assert letter.title == rendered.subject
    if "{shop}" in _words_of(sample):
        shown = " ".join(name.split())
        assert shown in visible(letter.text)
        assert shown in visible(rendered.text)


@pytest.mark.parametrize("sample", ALL, ids=NAMES)
@pytest.mark.parametrize(
    "name", ["Rex\r\nBcc: all@shop.example", "a\x00b\x1b[31m\x85c", "x\u2028y\u2029z", "\ud800"]
)
def test_a_name_stays_on_its_line(sample: Sample, name: str) -> None:
    plain = render(sample.kind, "pt-BR", with_names(sample, "Rex"), url=sample.url)
    rendered = render(sample.kind, "pt-BR", with_names(sample, name), url=sample.url)
    assert rendered.subject.isprintable()
    assert len(rendered.text.splitlines()) == len(plain.text.splitlines())
    assert all(line.replace("\u2060", "").isprintable() or not line for line in rendered.text.splitlines())
    rendered.html.encode()


@pytest.mark.parametrize("sample", ALL, ids=NAMES)
def test_a_name_does_not_turn_the_text_round(sample: Sample) -> None:
    rendered = render(sample.kind, "en", with_names(sample, "Rex \u202egnp.exe\u2066"), url=sample.url)
    for text in (rendered.subject, rendered.html, rendered.text):
        assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069").intersection(text)


@pytest.mark.parametrize("sample", ALL, ids=NAMES)
@pytest.mark.parametrize("name", ["n" * 255, "Clínica Amigos & " * 15])
def test_a_long_name_is_cut(sample: Sample, name: str) -> None:
    rendered = render(sample.kind, "pt-BR", with_names(sample, name), url=sample.url)
    assert name[:LONGEST_IN_SUBJECT] not in rendered.subject
    assert name[:LONGEST_NAME] not in rendered.text
    assert len(rendered.subject) <= 2 * LONGEST_IN_SUBJECT + 60


@pytest.mark.parametrize("name", ["evil.example", "https://evil.example/x", "me@evil.example"])
def test_a_name_is_never_made_a_link(name: str) -> None:
    """Anybody can make us write to anybody: what he calls his shop must not be an advertisement to press."""
    sample = next(sample for sample in ALL if sample.kind is Kind.SIGNUP_FAILED)
    rendered = render(sample.kind, "pt-BR", with_names(sample, name), url=sample.url)
    for text in (Letter(rendered.html).text, rendered.text):
        assert name not in text
        assert name in visible(text)
        assert "evil.example" not in text


@pytest.mark.parametrize("kind", sorted(OF_A_BOOKING))
@pytest.mark.parametrize("name", [*HOSTILE, "Rex\r\nAna", "n" * 255])
def test_a_short_message_takes_any_name(kind: Kind, name: str) -> None:
    sample = next(sample for sample in ALL if sample.kind is kind)
    text = render_message(kind, "pt-BR", with_names(sample, name)).text
    assert "\n" not in text
    assert " ".join(name.split())[: LONGEST_NAME - 1] in text


def visible(text: str) -> str:
    return text.replace("\u2060", "")


def _words_of(sample: Sample) -> str:
    from services.notifications.rendering.catalogue import catalogue

    words = catalogue("pt-BR").find(sample.kind, str(sample.content.get("code", "other")))
    return "".join((*words.body, *words.notes, words.reason))
