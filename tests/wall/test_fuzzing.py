"""Schemathesis over the merged OpenAPI document, through the gateway: no 500, and no answer that it does not know.

Requests are the same in every run, so that a failure comes again. `FUZZ_SEED=7 FUZZ_EXAMPLES=200` in the
environment tries others, and more of them.
"""

import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_asyncio

from deploy.gateway.openapi_merge import merge
from deploy.openapi import service_documents
from tests.e2e.tokens import forged_token
from tests.infra.shops import Shop, create_shop
from tests.infra.system import BASE_DOMAIN, System

SEED = os.environ.get("FUZZ_SEED")
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "6")
LINE = 400
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)
OPS = "^/api/v1/ops/"
# Each sign-up makes a shop and writes to somebody; a stream does not end; the last would end the session at work.
LEFT_OUT = "/stream$|^/api/v1/tenants$|^/api/v1/auth/logout-all$|^/health$"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("openapi") / "openapi.json"
    path.write_text(json.dumps(merge(service_documents())), encoding="utf-8")
    return path


@pytest_asyncio.fixture
async def furnished(system: System) -> Shop:
    """A shop in which some requests find something."""
    shop = await create_shop(system)
    cliente = (await shop.client.post("/api/v1/clientes", json={"nome": "Ana"})).json()["id"]
    await shop.client.post("/api/v1/animais", json={"nome": "Rex", "cliente_id": cliente})
    await shop.client.aclose()
    return shop


async def test_owner_meets_only_answers_that_the_document_knows(
    system: System, document: Path, furnished: Shop, record_property: Callable[[str, object], None]
) -> None:
    host = f"{furnished.subdomain}.{BASE_DOMAIN}:{system.gateway_port}"
    found = await _fuzz(system, document, host, furnished.token, "--exclude-path-regex", f"{OPS}|{LEFT_OUT}")
    record_property("figures", f"fuzzing as owner: {found}")


async def test_operator_meets_only_answers_that_the_document_knows(
    system: System, document: Path, record_property: Callable[[str, object], None]
) -> None:
    token = forged_token(system, role="operator", scope="account platform", exp=int(time.time()) + 600)
    host = f"{BASE_DOMAIN}:{system.gateway_port}"
    choice = ("--include-path-regex", OPS, "--exclude-path-regex", LEFT_OUT)
    record_property("figures", f"fuzzing as operator: {await _fuzz(system, document, host, token, *choice)}")


async def _fuzz(system: System, document: Path, host: str, token: str, *choice: str) -> str:
    """The run's summary; fails with everything that was found."""
    options = {
        "--url": f"http://127.0.0.1:{system.gateway_port}",
        "--phases": "fuzzing,stateful",
        "--checks": ",".join(CHECKS),
        "--max-examples": EXAMPLES,
        "--workers": "1",
        "--request-timeout": "30",
        "--suppress-health-check": "all",
        "--warnings": "off",
    }
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        str(document),
        *(part for option in options.items() for part in option),
        *("--header", f"Host: {host}", "--header", f"Authorization: Bearer {token}"),
        *("--no-shrink", "--continue-on-failure", "--no-color"),
        *(("--seed", SEED) if SEED else ("--generation-deterministic",)),
        *choice,
        cwd=document.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    lines = (await process.communicate())[0].decode().splitlines()
    output = "\n".join(line[:LINE] for line in lines)
    assert process.returncode == 0, output
    tested = re.search(r"(\d+) generated", output)
    assert tested is not None, output
    return f"{tested[1]} requests, {EXAMPLES} examples each, seed {SEED or 'the same in every run'}"
