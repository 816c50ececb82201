"""`python -m deploy.openapi OUTDIR`: one OpenAPI document of all services, and its page."""

import importlib
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.gateway.config import SERVICES
from deploy.gateway.openapi_examples import add_examples
from deploy.gateway.openapi_merge import Document, merge
from deploy.gateway.openapi_v30 import to_v30

PAGE = Path(__file__).parent / "gateway" / "docs"
ASSETS = ("swagger-ui.css", "swagger-ui-bundle.js")


def service_documents(names: tuple[str, ...] = SERVICES) -> dict[str, Document]:
    """Each service's own document, from its app without settings or network."""
    apps = {name: importlib.import_module(f"services.{name}.app").create_api() for name in names}
    return {name: app.openapi() for name, app in apps.items()}


def write(directory: Path, documents: Mapping[str, Document]) -> None:
    """`openapi.json` and the folder `docs`, readable by the gateway's workers."""
    merged = add_examples(merge(documents))
    _write_json(_folder(directory) / "openapi.json", merged)
    page = _folder(directory / "docs")
    # The bundled viewer reads OpenAPI 3.0 only.
    _write_json(page / "openapi-3.0.json", to_v30(merged))
    assets = _viewer()
    for source in (*PAGE.iterdir(), *(assets / name for name in ASSETS)):
        shutil.copyfile(source, page / source.name)
        (page / source.name).chmod(0o644)


def _viewer() -> Path:
    from swagger_ui_bundle import swagger_ui_path

    return Path(str(swagger_ui_path))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o755)
    return path


def _write_json(path: Path, document: Any) -> None:
    building = path.with_suffix(".new")
    building.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    building.chmod(0o644)
    building.replace(path)


def main() -> int:
    """Write everything to the folder given."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    write(Path(sys.argv[1]), service_documents())
    return 0


if __name__ == "__main__":
    sys.exit(main())
