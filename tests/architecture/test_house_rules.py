"""Rooms, sizes, docstrings, and what we refuse."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Check, Source, offences, product

LONGEST, HARD_LIMIT = 300, 400
SETTINGS = re.compile(r"(^|/)(settings|__main__|migrate)\.py$")
COMPOSITION = ("app.py", "__main__.py")


def background_tasks(source: Source) -> Iterator[str]:
    yield from re.findall(r"\bBackgroundTasks?\b", source.code)


def swallowed_exception(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler) or not _is_broad(node.type):
            continue
        if all(isinstance(line, (ast.Pass, ast.Continue)) for line in node.body):
            yield f"line {node.lineno} swallows everything"


def _is_broad(kind: ast.expr | None) -> bool:
    return kind is None or ast.unparse(kind) in ("Exception", "BaseException")


def blocking_sleep(source: Source) -> Iterator[str]:
    names = {"time.sleep"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "sleep"}
    yield from (call for call in source.calls() if call in names)


def room(source: Source) -> str:
    return source.path.rpartition("/")[2].removesuffix(".py")


def imports(source: Source) -> Iterator[str]:
    """Dotted names of everything the file imports, members included."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sql_in_the_front_rooms(source: Source) -> Iterator[str]:
    """Routes and handlers know the session they pass on and its errors, no query; AnyRow is an answer."""
    if source.is_under("services") and room(source) in ("routes", "handlers"):
        for name in imports(source):
            member = name.rpartition(".")[2]
            is_query = re.match(r"sqlalchemy\.(?!exc\.)", name) and member != "AsyncSession"
            is_below = re.search(r"\.(repository|models)(\.|$)", name) and member not in ("AnyRow", "PageRows")
            if is_query or is_below:
                yield name


def http_in_the_service(source: Source) -> Iterator[str]:
    inner = ("service", "repository", "models", "saga", "admins", "handoff")
    if source.is_under("services") and room(source) in inner:
        yield from (
            name for name in imports(source) if re.match(r"(fastapi|starlette|faststream|aio_pika)(\.|$)", name)
        )


def settings_elsewhere(source: Source) -> Iterator[str]:
    if not SETTINGS.search(source.path):
        yield from re.findall(r"\bos\.(?:environ|getenv)|(?<!\w)getenv\(", source.code)
    if source.is_under("services") and source.path.rpartition("/")[2] not in COMPOSITION:
        yield from (call for call in source.calls() if call.rpartition(".")[2] == "Settings")


def too_long(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > LONGEST and not source.is_under("services/provisioning/migrations"):
        yield f"{lines} lines"


def undocumented(source: Source) -> Iterator[str]:
    """Public functions of libs/common and of services that say nothing and are not plain at sight."""
    if source.is_under("libs/common") or (source.is_under("services") and room(source) == "service"):
        for node in _public_functions(source.tree):
            if not ast.get_docstring(node) and _length(node) > PLAIN_AT_SIGHT:
                yield node.name


# A body of so few lines says it better than a sentence that repeats the name.
PLAIN_AT_SIGHT = 2


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.body[0].lineno + 1


def _public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else [node]
        for member in members:
            if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)) and not member.name.startswith("_"):
                yield member


LONG_FUNCTION = "def public():\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n    return a + b + c + d\n"


@pytest.mark.parametrize(
    ("check", "offender"),
    [
        (background_tasks, Source("services/auth/routes.py", "from fastapi import BackgroundTasks")),
        (swallowed_exception, Source("libs/common/x.py", "try:\n    go()\nexcept Exception:\n    pass\n")),
        (swallowed_exception, Source("libs/common/x.py", "try:\n    go()\nexcept:\n    pass\n")),
        (blocking_sleep, Source("libs/common/x.py", "from time import sleep as nap\nnap(1)")),
        (blocking_sleep, Source("libs/common/x.py", "import time\ntime.sleep(1)")),
        (sql_in_the_front_rooms, Source("services/auth/routes.py", "from sqlalchemy import select")),
        (sql_in_the_front_rooms, Source("services/auth/handlers.py", "from services.auth.models import users")),
        (sql_in_the_front_rooms, Source("services/auth/routes.py", "from services.auth import repository")),
        (http_in_the_service, Source("services/auth/service.py", "from fastapi import Request")),
        (settings_elsewhere, Source("services/auth/service.py", "import os\nos.environ['A']")),
        (settings_elsewhere, Source("services/auth/service.py", "settings.Settings()")),
        (too_long, Source("libs/common/x.py", "\n" * (LONGEST + 1))),
        (undocumented, Source("libs/common/x.py", LONG_FUNCTION)),
        (undocumented, Source("services/auth/service.py", LONG_FUNCTION)),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_product_keeps_the_rule_and_the_check_would_see_a_breach(check: Check, offender: Source) -> None:
    assert list(check(offender))
    assert offences(check) == []


def test_no_file_at_all_is_over_the_hard_limit() -> None:
    assert [source.path for source in product() if source.text.count("\n") > HARD_LIMIT] == []


def test_product_is_found() -> None:
    paths = {source.path for source in product()}
    assert {"libs/common/edge.py", "services/tenant/service.py", "services/business/clientes/routes.py"} <= paths
