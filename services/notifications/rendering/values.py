"""What fills the words: names made harmless, dates and lists as people write them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.lists import format_list

from services.notifications.rendering.catalogue import Catalogue

BRAND = "Focinho"
HOME_ZONE = "America/Sao_Paulo"
LONGEST_NAME = 120
LONGEST_IN_SUBJECT = 40
# Nobody is greeted by more than this, nor by an address: sign-up letters go to whom a stranger names.
LONGEST_FIRST_NAME = 40
_ADDRESS = re.compile(r"[/@\\]|\w\.\w")
# A dot between letters makes mail programs guess a link.
_GUESSED_LINK = re.compile(r"(?<=\w)([.:@])(?=[\w/])")
_WORD_JOINER = "\u2060"
_OURS = frozenset({"when", "day", "expires", "also"})
# More days than these are counted.
_DAYS_NAMED = 6
_TURNS_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fields(content: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """Every value by its name in the catalogues, on one line each; moments the letter has not are not there."""
    language = Locale.parse(catalogue.locale, sep="-")
    zone = _zone(content.get("timezone"))
    services = [name for name in map(clean, content.get("servicos", ())) if name]
    named = {name: clean(content.get(name) or "") for name in ("shop", "animal", "invited_by")}
    named["services"] = format_list(services, locale=language)
    found = {name: text or catalogue.nameless[name] for name, text in named.items()}
    found |= {"brand": BRAND, "first_name": first_name(content.get("first_name"))}
    if "inicio" in content:
        at = datetime.fromisoformat(str(content["inicio"])).astimezone(zone)
        time = _time(at, language)
        found["when"] = f"{format_date(at, 'full', locale=language)}, {time}"
        found["day"] = f"{format_date(at, catalogue.dates['day'], locale=language)}, {time}"
        others = [datetime.fromisoformat(str(other)).astimezone(zone) for other in content.get("tambem", ())]
        if others:
            found["also"] = _also(others, at, catalogue, language)
    if "expires_at" in content:
        found["expires"] = _with_zone(datetime.fromisoformat(str(content["expires_at"])), zone, language)
    return found


def clean(value: object) -> str:
    """The value on one line, without what is not text or turns the text round."""
    kept = (_harmless(character) for character in str(value))
    return shorten(" ".join("".join(kept).split()), LONGEST_NAME)


def shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def first_name(value: object) -> str:
    """What to greet somebody by; nothing, where it can hardly be a name."""
    name = clean(value or "")
    return "" if len(name) > LONGEST_FIRST_NAME or _ADDRESS.search(name) else name


def unlinked(values: Mapping[str, str]) -> dict[str, str]:
    """The same to the eye, but no mail program makes a link of a name like `example.com`."""
    return {
        name: text if name in _OURS else _GUESSED_LINK.sub(rf"\1{_WORD_JOINER}", text)
        for name, text in values.items()
    }


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    if character in _TURNS_TEXT_ROUND:
        return ""
    return "\ufffd" if category == "Cs" else character


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or HOME_ZONE))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(HOME_ZONE)


def _time(at: datetime, language: Locale) -> str:
    # Old fonts have no narrow space.
    return format_time(at, "short", locale=language).replace("\u202f", "\u00a0")


def _also(others: Sequence[datetime], first: datetime, catalogue: Catalogue, language: Locale) -> str:
    """The other days of a series; their hour only where it is another."""

    def named(at: datetime) -> str:
        day = format_date(at, catalogue.dates["also"], locale=language)
        return day if at.time() == first.time() else f"{day}, {_time(at, language)}"

    shown = others if len(others) <= _DAYS_NAMED else others[: _DAYS_NAMED - 1]
    if shown is others:
        return format_list([named(at) for at in shown], locale=language)
    more = {"count": len(others) - len(shown), "last": named(others[-1])}
    return catalogue.common["also_more"].format(days=", ".join(map(named, shown)), **more)


def _with_zone(moment: datetime, zone: ZoneInfo, language: Locale) -> str:
    """A moment for who may live elsewhere than the shop."""
    at = moment.astimezone(zone)
    named = get_timezone_name(zone, locale=language, zone_variant="generic")
    named = named[0].lower() + named[1:] if language.language == "pt" else named
    return f"{format_date(at, 'full', locale=language)}, {_time(at, language)} ({named})"
