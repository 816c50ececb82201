"""Every call is described, and every body has an example that its own schema takes."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from deploy.gateway.openapi_examples import add_examples, example_of
from deploy.gateway.openapi_merge import METHODS, merge
from deploy.openapi import service_documents

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    return add_examples(merge(service_documents()))


def _operations(document: Document) -> dict[str, Document]:
    found = document["paths"].items()
    return {f"{method} {path}": item[method] for path, item in found for method in METHODS if method in item}


def _bodies(document: Document) -> dict[str, Document]:
    found = {}
    for name, operation in _operations(document).items():
        asked = {"asked": operation.get("requestBody", {})}
        for place, answer in (asked | operation["responses"]).items():
            for kind, media in answer.get("content", {}).items():
                found[f"{name} {place} {kind}"] = media
    return found


def test_every_call_says_what_it_does_who_may_and_how(document: Document) -> None:
    operations = _operations(document)
    assert len(operations) > 100
    for name, operation in operations.items():
        assert operation["summary"], name
        if name.endswith(("/health", "/live", "/ready")):
            continue
        assert any(word in operation["description"] for word in ("For the roles ", "Needs no token.")), name
    book = operations["post /api/v1/agendamentos"]["description"]
    assert "For the roles owner, manager, user, support." in book
    assert "`Idempotency-Key`" in book
    assert "`next_cursor`" in operations["get /api/v1/clientes"]["description"]
    assert "Needs no token." in operations["post /api/v1/tenants"]["description"]


def test_every_json_body_has_an_example_that_its_schema_takes(document: Document) -> None:
    bodies = {name: media for name, media in _bodies(document).items() if "json" in name.rpartition(" ")[2]}
    assert len(bodies) > 200
    for name, media in bodies.items():
        if not media.get("schema"):
            continue
        assert "example" in media or "examples" in media, name
        whole = media["schema"] | {"components": document["components"]}
        for problem in Draft202012Validator(whole).iter_errors(media.get("example")):
            pytest.fail(f"{name}: {problem.message} at {list(problem.instance_path)}")


def test_an_example_that_is_told_is_taken() -> None:
    schema = {"type": "object", "properties": {"nome": {"type": "string", "examples": ["Rex"]}}}
    assert example_of(schema, {}) == {"nome": "Rex"}
