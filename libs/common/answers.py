"""From rows to the answer's bytes, without FastAPI's way there: it would walk through them once more in Python."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter
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
