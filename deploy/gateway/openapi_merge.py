"""Merges the services' OpenAPI documents into one; pure functions over plain JSON."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Document = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PUBLIC = ("/api/", "/.well-known/")
RENAMED_PATHS = {"/health/all": "/health"}
SCHEMA_REF = "#/components/schemas/"
BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
INFO = {
    "title": "Petshop",
    "version": "1",
    "description": "All services behind one gateway. Errors are problem+json (RFC 9457).",
}


class MergeConflict(ValueError):
    """Two services claim the same operation."""


def merge(documents: Mapping[str, Document]) -> Document:
    """One document; equal schemas are shared, others of one name get their service's prefix."""
    clashing = _clashing_names(documents)
    merged: Document = {"paths": {}, "schemas": {}, "responses": {}, "tags": []}
    for service, document in sorted(documents.items()):
        names = {name: _prefixed(service, name) for name in _schemas(document) if name in clashing}
        renamed = _rename_refs(document, names)
        for name, schema in _schemas(renamed).items():
            titled = {"title": names[name]} if name in names and "title" in schema else {}
            merged["schemas"][names.get(name, name)] = {**schema, **titled}
        # The same for all: libs/common/openapi.py writes them.
        merged["responses"] |= renamed.get("components", {}).get("responses", {})
        _add_paths(merged["paths"], service, renamed)
        merged["tags"].append({"name": service, "description": document.get("info", {}).get("title", service)})
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": "/", "description": "This gateway, at whichever shop's host"}],
        "security": [{"bearer": []}],
        "tags": merged["tags"],
        "paths": dict(sorted(merged["paths"].items())),
        "components": {
            "responses": dict(sorted(merged["responses"].items())),
            "schemas": dict(sorted(merged["schemas"].items())),
            "securitySchemes": {"bearer": BEARER},
        },
    }


def _schemas(document: Document) -> dict[str, Any]:
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    return schemas


def _clashing_names(documents: Mapping[str, Document]) -> set[str]:
    """Names whose schemas differ between services, also when only something they refer to differs."""
    forms: dict[str, set[str]] = defaultdict(set)
    for document in documents.values():
        for name in _schemas(document):
            forms[name].add(_closure(name, _schemas(document)))
    return {name for name, variants in forms.items() if len(variants) > 1}


def _closure(name: str, schemas: dict[str, Any]) -> str:
    """The schema with everything it reaches, as comparable text."""
    reached: dict[str, Any] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached[current] = schemas.get(current)
            waiting.extend(_refs(reached[current]))
    return json.dumps(reached, sort_keys=True)


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(ref := node.get("$ref"), str) and ref.startswith(SCHEMA_REF):
            yield ref.removeprefix(SCHEMA_REF)
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _refs(child)


def _rename_refs(node: Any, names: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [_rename_refs(child, names) for child in node]
    if not isinstance(node, dict):
        return node
    renamed = {key: _rename_refs(value, names) for key, value in node.items()}
    ref = node.get("$ref")
    if isinstance(ref, str) and (name := ref.removeprefix(SCHEMA_REF)) in names:
        renamed["$ref"] = SCHEMA_REF + names[name]
    return renamed


def _prefixed(service: str, name: str) -> str:
    return f"{service.capitalize()}{name}"


def _add_paths(paths: Document, service: str, document: Document) -> None:
    for path, item in document.get("paths", {}).items():
        public = RENAMED_PATHS.get(path, path)
        if path not in RENAMED_PATHS and not path.startswith(PUBLIC):
            continue
        target = paths.setdefault(public, {})
        for key, value in item.items():
            if key in target:
                raise MergeConflict(f"{key.upper()} {public} is served twice, once by {service}")
            target[key] = _operation(service, value) if key in METHODS else value


def _operation(service: str, operation: Document) -> Document:
    """Tagged by its service; only `security: []` stays, everything else needs the bearer token."""
    kept = {key: value for key, value in operation.items() if key != "security" or value == []}
    return kept | {"tags": [service]}
