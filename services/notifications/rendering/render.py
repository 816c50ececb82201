"""From what a letter is about to its words: HTML and plain text of one source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.notifications.models import Kind
from services.notifications.rendering.catalogue import OTHER, Catalogue, catalogue, known_locale
from services.notifications.rendering.layout import html_layout, text_layout
from services.notifications.rendering.values import BRAND, LONGEST_IN_SUBJECT, fields, shorten, unlinked

# The shop signs these; the platform signs the others.
OF_A_BOOKING = frozenset(kind for kind in Kind if kind.value.startswith("booking_"))
_DETAILS = ("when", "also", "animal", "services")
_WITHOUT_TIME = ("animal", "services")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's words; a message for a phone is `text` alone."""

    subject: str
    html: str
    text: str


def render(
    kind: Kind, locale: str, content: Mapping[str, Any], *, url: str | None, leave_url: str | None = None
) -> Rendered:
    """The e-mail: `url` is where its button leads, `leave_url` ends these letters."""
    language, values = _prepare(locale, content)
    words = language.find(kind, str(content.get("code", OTHER)))
    short = {name: shorten(value, LONGEST_IN_SUBJECT) for name, value in values.items()}
    subject = words.subject.format_map(short)
    safe = unlinked(values)
    filled = {
        "lang": language.locale,
        "subject": subject,
        "sender": safe["shop"] if kind in OF_A_BOOKING else BRAND,
        "is_platform": kind not in OF_A_BOOKING,
        "preheader": words.preheader.format_map(safe),
        "heading": words.heading.format_map(safe),
        "greeting": _greeting(language, safe),
        "body": [text.format_map(safe) for text in words.body],
        "details": _details(kind, language, safe, content),
        "button": words.button.format_map(safe),
        "link": language.common["link"],
        "notes": [text.format_map(safe) for text in words.notes],
        "signature": safe["shop"] if kind in OF_A_BOOKING else language.common["signed_brand"].format_map(safe),
        "reason": words.reason.format_map(safe),
        "leave": language.common["leave"],
        "url": url,
        "leave_url": leave_url,
    }
    return Rendered(subject, html_layout().render(filled), text_layout().render(filled).strip() + "\n")


def render_message(kind: Kind, locale: str, content: Mapping[str, Any]) -> Rendered:
    """A short message for a phone. Raises ValueError where there is none: only bookings have one."""
    language, values = _prepare(locale, content)
    words = language.find(kind, OTHER)
    pattern = words.message if values["first_name"] else words.message_nameless
    if not pattern:
        raise ValueError(f"{kind} has no short message")
    also = f" {language.common['also']}" if "also" in values else ""
    return Rendered("", "", (pattern + also).format_map(values))


def _prepare(locale: str, content: Mapping[str, Any]) -> tuple[Catalogue, dict[str, str]]:
    language = catalogue(known_locale(locale))
    return language, fields(content, language)


def _greeting(language: Catalogue, values: Mapping[str, str]) -> str:
    pattern = language.common["greeting" if values["first_name"] else "greeting_nameless"]
    return pattern.format_map(values)


def _details(
    kind: Kind, language: Catalogue, values: Mapping[str, str], content: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What stands in a box of its own, with its labels."""
    if kind is Kind.INVITATION:
        role = language.roles.get(str(content.get("role")))
        return [(language.labels["role"], role)] if role else []
    if kind not in OF_A_BOOKING:
        return []
    names = _WITHOUT_TIME if kind is Kind.BOOKING_READY else _DETAILS
    told = (name for name in names if name in values)
    return [(language.labels[name], values[name][:1].upper() + values[name][1:]) for name in told]
