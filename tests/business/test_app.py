from itertools import chain
from typing import Any

import httpx
import pytest

from libs.common.runtime import Part
from services.business.app import create_api, create_service
from services.business.settings import Settings
from tests.infra.servers import Servers


def operations() -> list[dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = create_api().openapi()["paths"]
    return list(chain.from_iterable(path.values() for path in paths.values()))


def test_openapi_describes_every_operation_once() -> None:
    found = operations()
    assert len({operation["operationId"] for operation in found}) == len(found) == 84
    for operation in found:
        assert operation["summary"]
        assert {"401", "403", "422"} <= set(operation["responses"])


def test_openapi_names_the_schema_of_every_answer_with_a_body() -> None:
    for operation in operations():
        success = next(answer for status, answer in operation["responses"].items() if status < "300")
        if "application/pdf" in success.get("content", {}):
            continue
        is_deletion = operation["operationId"].startswith("delete_")
        if "image/webp" in success.get("content", {}):
            continue
        schema = success.get("content", {}).get("application/json", {}).get("schema", {})
        assert is_deletion != ("$ref" in schema.get("items", schema))


def test_openapi_hides_the_generated_columns() -> None:
    schemas = create_api().openapi()["components"]["schemas"]
    assert not any({"ordem", "busca"} & set(schema.get("properties", {})) for schema in schemas.values())


@pytest.mark.parametrize(("part", "status"), [("all", 401), ("api", 401), ("worker", 404)])
async def test_a_worker_serves_its_health_and_no_routes(
    servers: Servers, scratch: str, part: Part, status: int
) -> None:
    settings = Settings.model_validate(
        {
            "database_url": servers.service_url("business", scratch),
            "amqp_url": servers.amqp_url("vhost0"),
            "port": 1,
            "jwks_file": servers.keys.jwks_file,
            "idempotency_key_file": servers.keys.idempotency_file,
            "files_dir": "/nowhere",
        }
    )
    transport = httpx.ASGITransport(create_service(settings, part))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/api/v1/clientes")).status_code == status
