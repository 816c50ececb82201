"""`python -m services.notifications.preview FOLDER`: every letter in every language, as files."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from services.notifications.links import Links
from services.notifications.models import Kind
from services.notifications.rendering.catalogue import LOCALES, catalogue
from services.notifications.rendering.render import OF_A_BOOKING, Rendered, render

_LINKS = Links("https://focinho.example")
_TOKEN = "gAAAAABpexample-of-a-token-as-long-as-real-ones-are-so-that-its-line-must-break_0123456789"  # noqa: S105
_SHOP = {"shop": "Pet Feliz", "subdomain": "pet-feliz", "first_name": "Ana"}
_LINK = {"expires_at": "2026-05-05T17:30:00+00:00", "user_id": "01890a5d-ac96-774b-bcce-b302099a8057"}
_BOOKING = {
    "animal": "Rex",
    "servicos": ["Banho", "tosa", "hidratação"],
    "inicio": "2026-05-05T17:30:00+00:00",
    "timezone": "America/Sao_Paulo",
}
_SERIES = {"tambem": [f"2026-{month:02}-05T17:30:00+00:00" for month in range(6, 13)]}
_OF_A_SERIES = (Kind.BOOKING_CREATED, Kind.BOOKING_CHANGED, Kind.BOOKING_CANCELLED)
_INDEX = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Letters</title>
<ul>{}</ul></html>
"""
_PATHS: Mapping[Kind, str] = {
    Kind.WELCOME: "/",
    Kind.EMAIL_VERIFICATION: f"/confirmar-email#{_TOKEN}",
    Kind.PASSWORD_RESET: f"/nova-senha#{_TOKEN}",
    Kind.INVITATION: f"/convite#{_TOKEN}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A letter as somebody could get it."""

    name: str
    kind: Kind
    content: Mapping[str, Any]
    url: str | None
    leave_url: str | None = None

    def render(self, locale: str) -> Rendered:
        return render(self.kind, locale, self.content, url=self.url, leave_url=self.leave_url)


def samples() -> Iterator[Sample]:
    """One of each kind; of a sign-up that failed, one for each code; of what a series tells, that too."""
    for kind in Kind:
        if kind is Kind.SIGNUP_FAILED:
            yield from map(_failed, catalogue(LOCALES[0]).words[kind])
        elif kind in OF_A_BOOKING:
            leave = _LINKS.shop("pet-feliz", f"/lembretes#{_TOKEN}") if kind is Kind.BOOKING_REMINDER else None
            yield Sample(name=kind.value, kind=kind, content=_SHOP | _BOOKING, url=None, leave_url=leave)
            if kind in _OF_A_SERIES:
                content = _SHOP | _BOOKING | _SERIES
                yield Sample(name=f"{kind.value}-series", kind=kind, content=content, url=None)
        else:
            url = _LINKS.shop("pet-feliz", _PATHS[kind])
            yield Sample(name=kind.value, kind=kind, content=_content(kind), url=url)


def write_previews(folder: Path) -> list[str]:
    """Writes `NAME.LOCALE.html` and `.txt` and a list of them all; answers their names."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, names = [], []
    for sample in samples():
        for locale in LOCALES:
            name, rendered = f"{sample.name}.{locale}", sample.render(locale)
            (folder / f"{name}.html").write_text(rendered.html, "utf-8")
            (folder / f"{name}.txt").write_text(f"{rendered.subject}\n\n{rendered.text}", "utf-8")
            names.append(name)
            rows.append(_row(name, rendered.subject))
    (folder / "index.html").write_text(_INDEX.format("".join(rows)), "utf-8")
    return names


def _failed(code: str) -> Sample:
    return Sample(
        name=f"{Kind.SIGNUP_FAILED.value}-{code}",
        kind=Kind.SIGNUP_FAILED,
        content=_SHOP | {"code": code},
        url=_LINKS.apex("/entrar" if code == "EMAIL_TAKEN" else "/cadastro"),
    )


def _content(kind: Kind) -> Mapping[str, Any]:
    match kind:
        case Kind.WELCOME:
            return _SHOP
        case Kind.INVITATION:
            return _SHOP | _LINK | {"first_name": "", "role": "manager", "invited_by": "Ana Souza"}
        case _:
            return _SHOP | _LINK


def _row(name: str, subject: str) -> str:
    links = f'<a href="{escape(name)}.html">{escape(name)}</a> <a href="{escape(name)}.txt">text</a>'
    return f"<li>{links} {escape(subject)}</li>"


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m services.notifications.preview FOLDER\n")
        return 2
    folder = Path(arguments[0])
    names = write_previews(folder)
    sys.stdout.write(f"{len(names)} letters: {folder / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
