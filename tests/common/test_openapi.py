"""What the services' descriptions say of refusals."""

from typing import Any

from deploy.gateway.openapi_merge import merge
from deploy.openapi import service_documents
from libs.common.openapi import PROBLEM, RESPONSE_REF

MERGED = merge(service_documents())


def _responses(method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = MERGED["paths"][path][method]["responses"]
    return found


def test_every_refusal_is_a_problem() -> None:
    for path, methods in MERGED["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                shared = answer.get("$ref", "").removeprefix(RESPONSE_REF)
                found = MERGED["components"]["responses"][shared] if shared else answer
                if status >= "400":
                    assert list(found["content"]) == [PROBLEM], f"{method} {path} {status}"


def test_refusals_are_those_that_a_route_of_its_kind_can_meet() -> None:
    always = {"422", "429", "503"}
    shop = always | {"400", "401", "403", "404", "409", "410"}
    assert _responses("get", "/api/v1/tenant").keys() == shop | {"200"}
    assert _responses("patch", "/api/v1/tenant").keys() == shop | {"200", "413", "415"}
    assert _responses("get", "/api/v1/ops/sagas").keys() == always | {"200", "400", "401", "403", "414"}
    assert _responses("get", "/.well-known/jwks.json").keys() == always | {"200"}


def test_what_a_route_says_itself_stays() -> None:
    answer = _responses("delete", "/api/v1/clientes/{cliente_id}")["409"]
    assert answer["description"] == "Other records refer to it."
