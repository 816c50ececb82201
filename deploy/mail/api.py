"""What tests ask, in the words of Mailpit's API as far as they go."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deploy.mail.letter import Address, take_apart
from deploy.mail.store import Store, Summary

PAGE_SIZE = 50


def routes(store: Store) -> list[Route]:
    """Bound to this store."""

    async def messages(request: Request) -> Response:
        return _page(request, store.newest_first())

    async def search(request: Request) -> Response:
        wanted = _addressee(request)
        return _page(request, [each for each in store.newest_first() if wanted in _addressees(each)])

    async def remove(request: Request) -> Response:
        wanted = _ids(await request.body())
        store.remove(wanted or [summary.id for summary in store.newest_first()])
        return PlainTextResponse("ok")

    async def message(request: Request) -> Response:
        source = _source(store, request)
        summary = store.summary(request.path_params["id"])
        if summary is None:
            raise HTTPException(404)
        parts = take_apart(source)
        return JSONResponse(
            _listed(summary) | {"ReturnPath": parts.return_path, "HTML": parts.html, "Text": parts.text}
        )

    async def raw(request: Request) -> Response:
        return PlainTextResponse(_source(store, request))

    return [
        Route("/api/v1/messages", messages),
        Route("/api/v1/messages", remove, methods=["DELETE"]),
        Route("/api/v1/search", search),
        Route("/api/v1/message/{id}", message),
        Route("/api/v1/message/{id}/raw", raw),
    ]


def _page(request: Request, every: list[Summary]) -> Response:
    start, limit = _number(request, "start", 0), _number(request, "limit", PAGE_SIZE)
    shown = [_listed(summary) for summary in every[start : start + limit]]
    return JSONResponse({"total": len(every), "count": len(shown), "start": start, "messages": shown})


def _addressees(summary: Summary) -> set[str]:
    return {each.address.casefold() for each in summary.to}


def _addressee(request: Request) -> str:
    """Of the queries of Mailpit only `to:"somebody@example.com"` is understood, and it means the whole address."""
    query = request.query_params.get("query", "")
    address = query.removeprefix("to:").strip('"')
    if not (query.startswith("to:") and address):
        raise HTTPException(400, 'the query is not to:"an address"')
    return address.casefold()


def _listed(summary: Summary) -> dict[str, Any]:
    return {
        "ID": summary.id,
        "MessageID": summary.message_id,
        "From": _address(summary.sender),
        "To": [_address(each) for each in summary.to],
        "Cc": [_address(each) for each in summary.cc],
        "Subject": summary.subject,
        "Created": summary.received.isoformat(),
        "Size": summary.size,
        "Snippet": summary.snippet,
    }


def _address(address: Address) -> dict[str, str]:
    return {"Name": address.name, "Address": address.address}


def _source(store: Store, request: Request) -> bytes:
    source = store.source(request.path_params["id"])
    if source is None:
        raise HTTPException(404)
    return source


def _ids(body: bytes) -> list[str]:
    """The letters named in the body; none named means all."""
    try:
        ids = json.loads(body or b"{}").get("IDs") or []
    except (ValueError, AttributeError):
        raise HTTPException(400, "the body is not an object") from None
    if not (isinstance(ids, list) and all(isinstance(each, str) for each in ids)):
        raise HTTPException(400, "IDs is not a list of strings")
    return ids


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise HTTPException(400, f"{name} is not a number")
    return int(text)
