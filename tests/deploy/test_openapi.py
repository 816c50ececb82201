"""Merging the services' documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy import openapi
from deploy.gateway.openapi_merge import MergeConflict, merge
from deploy.gateway.openapi_v30 import to_v30


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _document(path: str, schemas: dict[str, Any], **operation: Any) -> dict[str, Any]:
    answer = {"200": {"content": {"application/json": {"schema": _ref("Item")}}}}
    return {
        "info": {"title": "A service"},
        "paths": {path: {"get": {"responses": answer, **operation}}, "/metrics": {"get": {}}},
        "components": {"schemas": schemas},
    }


def _answer_ref(document: dict[str, Any], path: str) -> str:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    name: str = schema["$ref"].rpartition("/")[2]
    return name


def test_merge_equal_schemas_are_shared() -> None:
    item = {"Item": {"type": "string"}}
    merged = merge({"auth": _document("/api/v1/a", item), "tenant": _document("/api/v1/b", item)})
    assert list(merged["components"]["schemas"]) == ["Item"]
    assert list(merged["paths"]) == ["/api/v1/a", "/api/v1/b"]


def test_merge_different_schemas_of_one_name_are_prefixed() -> None:
    first = {"Item": {"type": "string"}}
    second = {"Item": {"type": "integer"}}
    merged = merge({"auth": _document("/api/v1/a", first), "tenant": _document("/api/v1/b", second)})
    assert _answer_ref(merged, "/api/v1/a") == "AuthItem"
    assert merged["components"]["schemas"]["TenantItem"] == {"type": "integer"}


def test_merge_difference_below_a_reference_counts() -> None:
    first = {"Item": {"properties": {"x": _ref("Inner")}}, "Inner": {"type": "string"}}
    second = {"Item": {"properties": {"x": _ref("Inner")}}, "Inner": {"type": "integer"}}
    merged = merge({"auth": _document("/api/v1/a", first), "tenant": _document("/api/v1/b", second)})
    assert merged["components"]["schemas"]["AuthItem"]["properties"]["x"] == _ref("AuthInner")
    assert len(merged["components"]["schemas"]) == 4


def test_merge_security_only_public_routes_say_otherwise() -> None:
    first = _document("/api/v1/a", {"Item": {}}, security=[])
    second = _document("/api/v1/b", {"Item": {}}, security=[{"HTTPBearer": []}])
    merged = merge({"auth": first, "tenant": second})
    assert merged["paths"]["/api/v1/a"]["get"]["security"] == []
    assert "security" not in merged["paths"]["/api/v1/b"]["get"]
    assert merged["security"] == [{"bearer": []}]


def test_merge_same_operation_twice_is_refused() -> None:
    with pytest.raises(MergeConflict, match="GET /api/v1/a"):
        merge({"auth": _document("/api/v1/a", {}), "tenant": _document("/api/v1/a", {})})


def test_to_v30_speaks_of_nullable_and_single_values() -> None:
    schema = {
        "properties": {
            "name": {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "Name"},
            "other": {"anyOf": [_ref("Item"), {"type": "null"}]},
            "kind": {"const": "a", "type": "string"},
            "type": {"type": "integer", "exclusiveMinimum": 0, "examples": [3]},
        }
    }
    properties = to_v30({"openapi": "3.1.0", "x": schema})["x"]["properties"]
    assert properties["name"] == {"type": "string", "title": "Name", "nullable": True}
    assert properties["other"] == {"anyOf": [_ref("Item")], "nullable": True}
    assert properties["kind"]["enum"] == ["a"]
    assert properties["type"] == {"type": "integer", "minimum": 0, "exclusiveMinimum": True, "example": 3}


def test_write_page_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    openapi.write(tmp_path, {"auth": _document("/api/v1/a", {"Item": {"type": "string"}})})
    assert json.loads((tmp_path / "openapi.json").read_text())["openapi"] == "3.1.0"
    page = (tmp_path / "docs" / "index.html").read_text()
    assert "//" not in page
    assert "<script>" not in page
    assert (tmp_path / "docs" / "swagger-ui-bundle.js").stat().st_size > 100_000
    assert "url(http" not in (tmp_path / "docs" / "swagger-ui.css").read_text()
