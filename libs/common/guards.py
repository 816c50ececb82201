"""What a route asks of who calls it, read from its own dependencies: for pages and descriptions."""

import inspect
from collections.abc import Iterator

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from libs.common.auth import require_scope
from libs.common.permissions import ROLE_SCOPES, AccessScope, Role

_GUARD = require_scope(AccessScope.SHOP).__qualname__


def guards_of(route: APIRoute) -> set[frozenset[AccessScope]]:
    """What a route asks for: of each set one scope at least."""
    return set(_guards(route.dependant))


def is_public(route: APIRoute) -> bool:
    """Whether it needs no token."""
    return (route.openapi_extra or {}).get("security") == []


def roles_of(route: APIRoute) -> list[Role]:
    """Who holds all that it asks for; nobody where it asks for nothing."""
    guards = guards_of(route)
    return [role for role in Role if guards and all(any_of & ROLE_SCOPES[role] for any_of in guards)]


def _guards(dependant: Dependant) -> Iterator[frozenset[AccessScope]]:
    for inner in dependant.dependencies:
        if inspect.isfunction(inner.call) and inner.call.__qualname__ == _GUARD:
            yield frozenset(inspect.getclosurevars(inner.call).nonlocals["scopes"])
        yield from _guards(inner)
