"""`python -m tools.permissions`: docs/permissions.md, written anew from the routes and the roles' table."""

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from fastapi.routing import APIRoute

from deploy.gateway.config import SERVICES
from libs.common.guards import guards_of, is_public, roles_of
from libs.common.permissions import ROLE_SCOPES, AccessScope, Role

PAGE = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"
PUBLIC = "public"
NOTHING = "NONE"
HEAD = """\
# Who may do what

Written by `make permissions` from `libs/common/permissions.py` and from the routes themselves; a test fails where
this page and they differ. A token carries the scopes of its role; each route asks for one.

"""
ROUTES = """
## Routes

`public` needs no token. Routes of the platform take no shop; all others belong to the one shop that host, header
and token agree on (`TENANT_MISMATCH` where they do not), but for an operator's own account.

"""


def render() -> str:
    """The page."""
    roles = [["scope", *Role], *([scope, *_held(scope)] for scope in AccessScope)]
    listed = [_row(service, route) for service in SERVICES for route in _routes(service)]
    routes = [["route", "scope", "roles", "of", "service"], *sorted(listed, key=lambda row: row[0].split()[::-1])]
    return HEAD + "\n".join(_table(roles)) + "\n" + ROUTES + "\n".join(_table(routes)) + "\n"


def _held(scope: AccessScope) -> list[str]:
    return ["×" if scope in ROLE_SCOPES[role] else "" for role in Role]


def _routes(service: str) -> list[APIRoute]:
    app = importlib.import_module(f"services.{service}.app").create_api()
    return [route for route in app.state.api_routes if isinstance(route, APIRoute)]


def _row(service: str, route: APIRoute) -> list[str]:
    if is_public(route):
        scope, roles = PUBLIC, "everybody"
    else:
        asked = sorted(" or ".join(sorted(any_of)) for any_of in guards_of(route))
        scope, roles = " and ".join(asked) or NOTHING, ", ".join(roles_of(route))
    of = "platform" if (route.openapi_extra or {}).get("x-platform") else "shop"
    methods = " ".join(sorted(route.methods or ()))
    return [f"{methods} {route.path}", scope, roles, of, service]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Markdown, with columns that a reader of the source finds aligned."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"


def main() -> int:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
