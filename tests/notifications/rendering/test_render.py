"""Every letter in every language, as its readers get it."""

import re
from dataclasses import replace

import pytest

from services.notifications.models import Kind
from services.notifications.preview import Sample, samples
from services.notifications.rendering.catalogue import LOCALES
from services.notifications.rendering.render import OF_A_BOOKING, render, render_message
from services.notifications.rendering.values import LONGEST_FIRST_NAME
from tests.notifications.rendering.reading import Letter

# Gmail shows no more than 102 kB of a letter.
GMAILS_LIMIT = 100_000
PLACEHOLDER = re.compile(r"[{}]|%\(|None|Undefined")


CASES = [pytest.param(sample, locale, id=f"{sample.name}.{locale}") for sample in samples() for locale in LOCALES]


def sample_of(kind: Kind) -> Sample:
    return next(sample for sample in samples() if sample.kind is kind)


@pytest.mark.parametrize(("sample", "locale"), CASES)
def test_a_letter_is_whole_html_in_its_language(sample: Sample, locale: str) -> None:
    rendered = sample.render(locale)
    letter = Letter(rendered.html)
    assert letter.values_of("lang")[0] == locale
    assert letter.title == rendered.subject
    assert len(rendered.html.encode()) < GMAILS_LIMIT
    assert not PLACEHOLDER.search(letter.text)
    assert not PLACEHOLDER.search(rendered.text)
    tables = [attributes for attributes in letter.attributes if attributes[1] == "role"]
    assert {role for tag, _, role in tables if tag == "table"} == {"presentation"}
    assert letter.tags.count("table") == sum(tag == "table" for tag, _, _ in tables)


@pytest.mark.parametrize(("sample", "locale"), CASES)
def test_a_subject_fits_its_line(sample: Sample, locale: str) -> None:
    subject = sample.render(locale).subject
    assert 0 < len(subject) <= 78
    assert "\n" not in subject


@pytest.mark.parametrize(("sample", "locale"), CASES)
def test_a_letter_asks_for_nothing_from_elsewhere(sample: Sample, locale: str) -> None:
    """No pictures, fonts or styles to fetch, no scripts; only the links it was given."""
    rendered = sample.render(locale)
    letter = Letter(rendered.html)
    given = {sample.url, sample.leave_url} - {None}
    assert set(letter.values_of("href")) == given
    assert letter.values_of("src") == []
    assert not {"script", "img", "link", "form", "iframe", "object", "svg"}.intersection(letter.tags)
    assert "@import" not in rendered.html
    assert "url(" not in rendered.html


@pytest.mark.parametrize(("sample", "locale"), CASES)
def test_every_link_stands_in_full_in_the_text(sample: Sample, locale: str) -> None:
    rendered = sample.render(locale)
    for link in filter(None, (sample.url, sample.leave_url)):
        assert link in rendered.text.splitlines()
    if sample.url:
        assert sample.url in Letter(rendered.html).text
        assert sample.url.startswith("https://")


@pytest.mark.parametrize(("sample", "locale"), CASES)
def test_html_and_text_say_the_same(sample: Sample, locale: str) -> None:
    """Each line of the text is in the HTML; labels stand there without their colons, one link under its words."""
    rendered = sample.render(locale)
    read = Letter(rendered.html).text
    for line in rendered.text.splitlines():
        if line and line not in ("---", sample.leave_url):
            for part in line.removesuffix(":").split(": ", 1):
                assert " ".join(part.split()) in read


@pytest.mark.parametrize("kind", sorted(OF_A_BOOKING))
def test_a_bookings_letter_is_the_shops_and_has_no_button(kind: Kind) -> None:
    sample = sample_of(kind)
    rendered = sample.render("pt-BR")
    assert sample.url is None
    assert "\n\nPet Feliz\n\n---\n" in rendered.text
    assert ("Não quero mais receber lembretes" in rendered.text) == (kind is Kind.BOOKING_REMINDER)


def test_a_booking_is_told_in_the_shops_time_and_the_readers_words() -> None:
    sample = sample_of(Kind.BOOKING_CREATED)
    text = sample.render("pt-BR").text
    assert "Quando: Terça-feira, 5 de maio de 2026, 14:30\n" in text
    assert "Serviços: Banho, tosa e hidratação\n" in text
    assert "When: Tuesday, May 5, 2026, 2:30\u00a0PM\n" in sample.render("en").text
    manaus = replace(sample, content={**sample.content, "timezone": "America/Manaus"})
    assert "5 de maio de 2026, 13:30\n" in manaus.render("pt-BR").text


def test_a_series_names_its_other_days_and_counts_the_many() -> None:
    few = ["2026-05-12T17:30:00Z", "2026-05-19T18:00:00Z"]
    sample = sample_of(Kind.BOOKING_CANCELLED)
    of_three = replace(sample, content={**sample.content, "tambem": few})
    # The hour only where it is another.
    assert "Também: 12 de maio e 19 de maio, 15:00\n" in of_three.render("pt-BR").text
    assert "Also: May 12 and May 19, 3:00\u00a0PM\n" in of_three.render("en").text
    assert render_message(sample.kind, "pt-BR", of_three.content).text.endswith(
        " Também: 12 de maio e 19 de maio, 15:00."
    )
    many = [f"2026-{month:02}-05T17:30:00Z" for month in range(6, 13)]
    of_eight = replace(sample, content={**sample.content, "tambem": many})
    days = "5 de junho, 5 de julho, 5 de agosto, 5 de setembro, 5 de outubro e mais 2, até 5 de dezembro"
    assert f"Também: {days}\n" in of_eight.render("pt-BR").text
    assert "Também" not in sample.render("pt-BR").text


def test_a_day_before_midnight_at_the_shop_is_that_day() -> None:
    sample = sample_of(Kind.BOOKING_REMINDER)
    late = replace(sample, content={**sample.content, "inicio": "2026-05-06T01:15:00Z"})
    assert late.render("pt-BR").subject == "Lembrete: Rex, terça-feira, 5 de maio, 22:15"


@pytest.mark.parametrize("timezone", ["", "Nowhere/Else", "../../etc/passwd", "\x00", "America"])
def test_a_time_zone_nobody_knows_is_brasilias(timezone: str) -> None:
    sample = sample_of(Kind.BOOKING_CREATED)
    odd = replace(sample, content={**sample.content, "timezone": timezone})
    assert "5 de maio de 2026, 14:30\n" in odd.render("pt-BR").text


def test_an_expiry_names_its_time_zone() -> None:
    sample = sample_of(Kind.PASSWORD_RESET)
    assert "terça-feira, 5 de maio de 2026, 14:30 (horário de Brasília)" in sample.render("pt-BR").text
    assert "Tuesday, May 5, 2026, 2:30\u00a0PM (Brasilia Time)" in sample.render("en").text


@pytest.mark.parametrize(
    ("asked", "written"),
    [("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("en-GB", "en"), ("EN_us", "en"), ("tlh", "pt-BR"), ("", "pt-BR")],
)
def test_a_locale_falls_back_to_one_there_is(asked: str, written: str) -> None:
    assert sample_of(Kind.WELCOME).render(asked) == sample_of(Kind.WELCOME).render(written)


def test_a_failed_signup_tells_its_reason() -> None:
    by_code = {
        sample.content["code"]: sample.render("en").text for sample in samples() if "code" in sample.content
    }
    assert "already has an account" in by_code["EMAIL_TAKEN"]
    assert "our fault" in by_code["TIMED_OUT"]
    assert "on our side" in by_code["SCHEMA_FAILED"]
    assert "Our team cancelled" in by_code["CANCELLED"]
    assert len(set(by_code.values())) == len(by_code)


@pytest.mark.parametrize("code", ["NEVER_HEARD_OF", "", "{shop}", "__class__"])
def test_an_unknown_reason_is_told_neutrally(code: str) -> None:
    known = next(sample for sample in samples() if sample.content.get("code") == "other")
    unknown = replace(known, content={**known.content, "code": code})
    assert unknown.render("pt-BR") == known.render("pt-BR")


def test_a_role_nobody_knows_is_not_told() -> None:
    sample = sample_of(Kind.INVITATION)
    assert "Acesso: Gerência" in sample.render("pt-BR").text
    odd = replace(sample, content={**sample.content, "role": "root"})
    assert "Acesso" not in odd.render("pt-BR").text


def test_who_cannot_be_greeted_by_name_is_greeted_without() -> None:
    sample = sample_of(Kind.SIGNUP_FAILED)
    for name in ("", "  ", "n" * (LONGEST_FIRST_NAME + 1), "win at evil.example/now", "a@b", "www.evil.example"):
        odd = replace(sample, content={**sample.content, "first_name": name})
        assert "\n\nOlá.\n\n" in odd.render("pt-BR").text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", sorted(OF_A_BOOKING))
@pytest.mark.parametrize("first_name", ["Ana", ""])
def test_a_phone_gets_a_few_words(kind: Kind, locale: str, first_name: str) -> None:
    rendered = render_message(kind, locale, {**sample_of(kind).content, "first_name": first_name})
    assert (rendered.subject, rendered.html) == ("", "")
    assert len(rendered.text) < 320
    assert "\n" not in rendered.text
    assert "Rex" in rendered.text
    assert "Pet Feliz" in rendered.text
    assert ("Ana" in rendered.text) == bool(first_name)
    assert not PLACEHOLDER.search(rendered.text)


def test_only_bookings_have_a_short_message() -> None:
    with pytest.raises(ValueError, match="welcome has no short message"):
        render_message(Kind.WELCOME, "pt-BR", sample_of(Kind.WELCOME).content)


def test_names_that_are_missing_leave_no_hole() -> None:
    content = {"shop": "", "subdomain": "x", "first_name": "", "animal": "\u202e", "servicos": [], **_moment()}
    text = render(Kind.BOOKING_CREATED, "pt-BR", content, url=None).text
    assert "O horário de seu pet está marcado" in text
    assert "Serviços: Atendimento" in text


def _moment() -> dict[str, str]:
    return {"inicio": "2026-05-05T17:30:00Z", "timezone": "America/Sao_Paulo"}
