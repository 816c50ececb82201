"""The front end's types of the API are the services' own."""

import shutil
from pathlib import Path

import pytest

from deploy.local import web
from tools.web import API, GENERATED, differing, write_api


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the generator writes, working in a copy with the packages of the clone."""
    web.install()
    sources = tmp_path_factory.mktemp("web")
    (sources / API).mkdir(parents=True)
    (sources / "tools").mkdir()
    shutil.copy(web.SOURCES / "tools" / "api-types.mjs", sources / "tools")
    (sources / "node_modules").symlink_to(web.SOURCES / "node_modules")
    write_api(sources)
    return sources / API


def test_drift_is_seen_by_file(fresh: Path, tmp_path: Path) -> None:
    assert differing(fresh, tmp_path) == sorted(GENERATED)
    for name in GENERATED:
        shutil.copy(fresh / name, tmp_path)
    assert differing(fresh, tmp_path) == []
    schema = tmp_path / "schema.ts"
    schema.write_text(schema.read_text().replace("company_name", "shop_name", 1))
    assert differing(fresh, tmp_path) == ["schema.ts"]


def test_kept_files_are_what_the_services_say(fresh: Path) -> None:
    assert differing(fresh, web.SOURCES / API) == []


def test_public_calls_are_those_that_need_no_token(fresh: Path) -> None:
    public = (fresh / "publicCalls.ts").read_text()
    assert '"POST /api/v1/tenants"' in public
    assert '"GET /api/v1/provisioning/sagas/{saga_id}"' in public
    assert "clientes" not in public
    assert "/ops/" not in public
