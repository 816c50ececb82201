"""The product's source, as the checks of this folder see it."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("libs", "services")


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the root. Tests make their own to prove that a check can fail."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def code(self) -> str:
        """The text without comments and docstrings: what runs, SQL in strings included."""
        documentation = {id(node) for node in _docstrings(self.tree)}
        strings = [
            node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
        ]
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        kinds = (tokenize.NAME, tokenize.OP, tokenize.NUMBER)
        names = " ".join(token.string for token in tokens if token.type in kinds)
        return "\n".join((re.sub(r" ?([.(]) ?", r"\1", names), *strings))

    def calls(self) -> Iterator[str]:
        """Dotted names of what is called, as far as they are names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)

    def is_under(self, *places: str) -> bool:
        return any(self.path == place or self.path.startswith(f"{place.rstrip('/')}/") for place in places)


Check = Callable[[Source], Iterable[str]]


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def product() -> list[Source]:
    """Every Python file of libs and services."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return [Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths]


def offences(check: Check) -> list[str]:
    """What the check finds in the product, as `path: what`."""
    return [f"{source.path}: {found}" for source in product() for found in check(source)]
