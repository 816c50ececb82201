"""An example for every body that the merged document describes, made from its schemas; pure, over plain JSON.

A field's own example comes first, then what fields of that name usually hold, then the least that a schema takes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from deploy.gateway.openapi_words import WORDS

Document = dict[str, Any]

_JSON = ("application/json", "application/problem+json")
_BY_FORMAT: Mapping[str, str] = {
    "date-time": "2026-11-30T13:00:00Z",
    "date": "2026-11-30",
    "time": "09:00:00",
    "uuid": "01998b6e-7a52-7c31-9d0f-6a1f0e5b2c44",
    "email": "ana@petfeliz.com.br",
    "uri": "https://petfeliz.example.com.br",
}
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}
# Deeper than any of ours: what refers to itself ends here.
_DEEPEST = 12


def add_examples(document: Document) -> Document:
    """The same document, with an example beside each schema of a JSON body."""
    for media in _bodies(document):
        if "schema" in media and "example" not in media and "examples" not in media:
            media["example"] = example_of(media["schema"], document)
    return document


def example_of(schema: Document, document: Document, name: str = "", depth: int = 0) -> Any:
    """A value that the schema takes."""
    if depth > _DEEPEST:
        return None
    if "$ref" in schema:
        named = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return example_of(named, document, name, depth + 1)
    told = schema.get("examples", [schema["example"]] if "example" in schema else [])
    if told:
        return told[0]
    if "const" in schema:
        return schema["const"]
    usual = WORDS.get(name)
    if usual is not None and _takes(schema, usual):
        return usual
    if "enum" in schema:
        return schema["enum"][0]
    for union in ("anyOf", "oneOf"):
        if union in schema:
            filled = [each for each in schema[union] if each.get("type") != "null"]
            return example_of(filled[0], document, name, depth + 1) if filled else None
    if "allOf" in schema:
        return example_of(schema["allOf"][0], document, name, depth + 1)
    return _of_type(schema, document, name, depth)


def _of_type(schema: Document, document: Document, name: str, depth: int) -> Any:
    match schema.get("type"):
        case "object":
            return _object(schema, document, depth)
        case "array":
            # One is enough to see, but for those that have to be several.
            most = max(1, schema.get("minItems", 0))
            return [example_of(schema.get("items", {}), document, name, depth + 1) for _ in range(most)]
        case "string":
            return _string(schema)
        case "integer" | "number":
            least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + ("exclusiveMinimum" in schema))
            return max(least, 1) if schema.get("maximum", 1) >= 1 else least
        case "boolean":
            return schema.get("default", False)
        case _:
            return None


def _object(schema: Document, document: Document, depth: int) -> Document:
    properties = schema.get("properties", {})
    found = {key: example_of(value, document, key, depth + 1) for key, value in properties.items()}
    others = schema.get("additionalProperties")
    if not properties and isinstance(others, dict):
        names = schema.get("propertyNames", {})
        key = example_of(names, document, "", depth + 1) if names else "example"
        found[key] = example_of(others, document, "", depth + 1)
    return found


def _string(schema: Document) -> str:
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    text = "exemplo"
    return text[: schema.get("maxLength", len(text))].ljust(schema.get("minLength", 0), "o")


def _takes(schema: Document, value: Any) -> bool:
    """Whether a usual value fits where it stands; a test holds every example against its whole schema."""
    if "anyOf" in schema:
        return any(_takes(each, value) for each in schema["anyOf"])
    kind = schema.get("type")
    if kind is None or not isinstance(value, _TYPES[kind]) or (kind != "boolean" and isinstance(value, bool)):
        return False
    if "pattern" in schema and not re.search(schema["pattern"], str(value)):
        return False
    return len(str(value)) <= schema.get("maxLength", 1_000) and value in schema.get("enum", [value])


def _bodies(document: Document) -> Iterator[Document]:
    """Every JSON body of a request or an answer."""
    answers = [*document["components"].get("responses", {}).values()]
    for path in document["paths"].values():
        for operation in path.values():
            answers += [operation.get("requestBody", {}), *operation["responses"].values()]
    for answer in answers:
        for kind, media in answer.get("content", {}).items():
            if kind in _JSON:
                yield media
