"""The pages for reading: a list, and each letter as HTML, text and source. They hold no script."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from deploy.mail.letter import take_apart
from deploy.mail.store import Store

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
FORMS = ("html", "text", "source")
# What a letter's HTML may do: be styled, and open its links in pages of their own. It loads nothing.
LETTER_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# In a frame, a link without a target would replace the letter.
NEW_PAGES = '<base target="_blank">'


def routes(store: Store) -> list[Route]:
    """Bound to this store."""

    async def index(_: Request) -> Response:
        return _page("list.html", letters=store.newest_first())

    async def letter(request: Request) -> Response:
        letter_id = request.path_params["id"]
        summary, source = store.summary(letter_id), store.source(letter_id)
        if summary is None or source is None:
            raise HTTPException(404)
        parts = take_apart(source)
        shown = request.query_params.get("as", "html" if parts.html else "text")
        if shown not in FORMS:
            raise HTTPException(404)
        raw = source.decode("utf-8", "replace")
        return _page("letter.html", letter=summary, parts=parts, shown=shown, forms=FORMS, raw=raw)

    async def framed(request: Request) -> Response:
        source = store.source(request.path_params["id"])
        if source is None:
            raise HTTPException(404)
        body = with_new_pages(take_apart(source).html)
        return HTMLResponse(body, headers={"Content-Security-Policy": LETTER_POLICY})

    return [Route("/", index), Route("/letters/{id}", letter), Route("/letters/{id}/html", framed)]


def with_new_pages(html: str) -> str:
    """The letter with its links opening pages of their own."""
    head = re.search(r"<head\b[^>]*>", html, re.IGNORECASE)
    place = head.end() if head else 0
    return html[:place] + NEW_PAGES + html[place:]


def _page(name: str, **values: object) -> Response:
    return HTMLResponse(_TEMPLATES.get_template(name).render(values))
