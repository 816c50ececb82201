"""Says an OpenAPI 3.1 document in the words of 3.0, for viewers that know no newer one."""

from typing import Any

NULL = {"type": "null"}
LIMITS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def to_v30(document: dict[str, Any]) -> dict[str, Any]:
    """The same operations; `null` unions become `nullable`, `const` an enum of one."""
    converted: dict[str, Any] = _convert(document)
    return converted | {"openapi": "3.0.3"}


def _convert(node: Any) -> Any:
    if isinstance(node, list):
        return [_convert(child) for child in node]
    if not isinstance(node, dict):
        return node
    converted = {key: _convert(value) for key, value in node.items()}
    if "properties" in converted or "type" in converted or "anyOf" in converted or "const" in converted:
        return _schema(converted)
    return converted


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    schema = _without_null(dict(schema))
    if not isinstance(schema.get("type", ""), str | list):
        # A property that is itself called `type`, not a schema.
        return schema
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if isinstance(schema.get("examples"), list) and schema["examples"]:
        schema["example"] = schema.pop("examples")[0]
    for new, old in LIMITS.items():
        if isinstance(schema.get(new), int | float) and not isinstance(schema.get(new), bool):
            schema[old], schema[new] = schema[new], True
    return schema


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    variants = schema.get("anyOf")
    if not isinstance(variants, list) or NULL not in variants:
        return schema
    left = [variant for variant in variants if variant != NULL]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if len(left) == 1 and "$ref" not in left[0]:
        return {**left[0], **rest, "nullable": True}
    return {**rest, "anyOf": left, "nullable": True}
