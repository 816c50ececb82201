"""A shop whose tables are gone leaves no files; and a photo's way in holds no connection."""

from pathlib import Path
from uuid import UUID, uuid4

from fastapi.routing import APIRoute

from libs.common.clock import new_id
from libs.common.contracts.events import SchemaDropped
from libs.common.database import Database, registry_scope
from libs.common.files import FileStore
from libs.common.messaging.outbox import Outbox
from services.business.app import create_api
from tests.infra.system import System
from tests.infra.waiting import eventually


async def _drop(system: System, tenant_id: UUID) -> None:
    """As provisioning says it."""
    database = Database(system.service_url("provisioning"), pool_size=1, application_name="test")
    event = SchemaDropped(tenant_id=tenant_id, schema_name="tenant_0123456789ab")
    async with database.transaction(registry_scope(tenant_id)) as session:
        await Outbox("provisioning").emit(session, event)
    await database.close()


async def test_files_go_with_the_shop_and_others_stay(system: System) -> None:
    root = Path(system.processes["business"].env["FILES_DIR"])
    files, gone, kept = FileStore(root), new_id(), new_id()
    for owner in (gone, kept):
        await files.put(owner, f"fotos/{uuid4()}-grande.webp", b"x")
    await _drop(system, gone)

    async def is_gone() -> bool:
        return not (root / str(gone)).exists()

    await eventually(is_gone)
    await _drop(system, gone)
    assert len(list((root / str(kept)).rglob("*.webp"))) == 1


def test_image_is_read_before_a_connection_is_taken() -> None:
    routes = [route for route in create_api().state.api_routes if isinstance(route, APIRoute)]
    (sending,) = [each for each in routes if each.path.endswith("/fotos") and "POST" in (each.methods or ())]
    order = [getattr(each.call, "__name__", "") for each in sending.dependant.dependencies]
    assert order.index("_developed") < order.index("_shop_work")
    assert order.index("_developed") > 0, "who asks is known before"
