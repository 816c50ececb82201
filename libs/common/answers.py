"""From rows to the answer's bytes, without FastAPI's way there: it would walk through them once more in Python."""

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from libs.common.pagination import Page
from libs.common.query import Row
from libs.common.types import ResponseModel


class Rows(Protocol):
    """One page of rows, before it becomes an answer."""

    @property
    def items(self) -> Sequence[Row]: ...

    @property
    def next_cursor(self) -> str | None: ...


def answer(
    model: type[ResponseModel], row: Row | Mapping[str, Any], *, status: int = 200, location: str | None = None
) -> Response:
    """One row in the shape of `model`; `location` is where it can be read from now on."""
    headers = None if location is None else {"Location": location}
    return _json(_adapter(model), dict(row), status, headers)


def page_answer(model: type[ResponseModel], rows: Rows) -> Response:
    """A page of rows, each in the shape of `model`."""
    items = [dict(row) for row in rows.items]
    return _json(_page_adapter(model), {"items": items, "next_cursor": rows.next_cursor})


def values_answer(shape: Any, values: Any) -> Response:
    """Values in a shape that is more than one row: a list, a page, a view of several."""
    return _json(_adapter(shape), values)


def unless_known(request: Request, response: Response) -> Response:
    """The answer with its ETag, or 304 and no body for who has this very answer (RFC 9110 §13.1.2).

    For what screens ask again and again. It saves the way and the reading, not the queries: nobody else may keep a
    shop's day, so `no-store` stays, and it is the screen itself that remembers.
    """
    # Weak, as the gateway compresses what it passes on.
    tag = f'W/"{blake2b(bytes(response.body), digest_size=12).hexdigest()}"'
    known = {each.strip() for each in request.headers.get("If-None-Match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


def _json(
    adapter: TypeAdapter[Any], values: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    # Validating is the fastest way to a model: it happens in Rust, and leaves out what the model does not know.
    body = adapter.dump_json(adapter.validate_python(values))
    return Response(body, status, headers, media_type="application/json")


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


@cache
def _page_adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(Page[model])  # type: ignore[valid-type]
