"""Photos sent, looked at, changed and deleted; and what lies in the store then."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.business.agenda.desk import open_desk
from tests.business.animais.kennel import PATH, Kennel, open_kennel
from tests.business.animais.pictures import MAKER, encoded, opened, photo, picture, png_bomb
from tests.business.shops import assert_field_problem, assert_problem, create
from tests.infra.shops import Shop
from tests.infra.sql import fetch
from tests.infra.system import System

MOST = 12 * 1024 * 1024


def files_of(system: System, shop: Shop) -> set[str]:
    folder = Path(system.processes["business"].env["FILES_DIR"]) / str(shop.tenant_id)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def send(
    kennel: Kennel, data: bytes | None = None, kind: str = "image/jpeg", key: str | None = None, **told: Any
) -> httpx.Response:
    headers = {"Content-Type": kind} | ({"Idempotency-Key": key} if key else {})
    content = photo() if data is None else data
    return await kennel.shop.client.post(f"{kennel.path}/fotos", content=content, headers=headers, params=told)


async def sent(kennel: Kennel, data: bytes | None = None, **told: Any) -> dict[str, Any]:
    answer = await send(kennel, data, **told)
    assert answer.status_code == 201, answer.text
    foto: dict[str, Any] = answer.json()
    return foto


async def image_of(kennel: Kennel, foto: dict[str, Any], tamanho: str = "grande") -> httpx.Response:
    return await kennel.shop.client.get(f"{kennel.path}/fotos/{foto['id']}/{tamanho}")


async def test_photo_is_answered_upright_and_bare_in_two_sizes(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    foto = await sent(kennel, photo(6, width=2000, height=1000), legenda=" Depois do banho ", tipo="depois")
    assert (foto["largura"], foto["altura"], foto["tipo"], foto["legenda"]) == (
        800,
        1600,
        "depois",
        "Depois do banho",
    )
    assert (foto["perfil"], foto["agendamento_id"], foto["animal_id"]) == (False, None, kennel.id)
    for tamanho, size in (("grande", (800, 1600)), ("pequena", (128, 256))):
        answer = await image_of(kennel, foto, tamanho)
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        image = opened(answer.content)
        assert (image.format, image.size) == ("WEBP", size)
        assert not image.getexif()
        assert MAKER.encode() not in answer.content
    assert len(files_of(system, shop)) == 2
    assert "arquivo" not in foto


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("image/png", encoded(picture(), "PNG")),
        ("image/webp", encoded(picture(), "WEBP")),
        ("image/png", photo()),
        ("IMAGE/JPEG; x=1", photo()),
    ],
)
async def test_content_decides_what_it_is(shop: Shop, kind: str, data: bytes) -> None:
    kennel = await open_kennel(shop)
    assert (await send(kennel, data, kind)).status_code == 201


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "image_invalid"),
        (b"<html><script>alert(1)</script></html>", "image_invalid"),
        (photo()[:400], "image_invalid"),
        (encoded(picture(mode="P"), "GIF"), "image_invalid"),
        (png_bomb(), "image_too_large"),
        (b"\0" * MOST, "image_invalid"),
    ],
)
async def test_what_is_no_image_is_refused_and_leaves_nothing(
    shop: Shop, system: System, data: bytes, code: str
) -> None:
    kennel = await open_kennel(shop)
    assert_field_problem(await send(kennel, data, "image/png"), "body", code)
    assert files_of(system, shop) == set()
    assert await kennel.items("fotos") == []


async def test_other_kinds_and_sizes_are_refused_before_they_are_read(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    for kind in ("image/gif", "image/svg+xml", "text/html", "application/octet-stream", "multipart/form-data"):
        assert_problem(await send(kennel, kind=kind), 415, "UNSUPPORTED_MEDIA_TYPE")
    assert_problem(await send(kennel, b"{}", "application/json"), 415, "UNSUPPORTED_MEDIA_TYPE")
    assert_problem(await send(kennel, b"x" * (MOST + 1)), 413, "PAYLOAD_TOO_LARGE")

    async def endless() -> Any:
        for _ in range(13):
            yield b"x" * 1024 * 1024

    headers = {"Content-Type": "image/jpeg"}
    answer = await shop.client.post(f"{kennel.path}/fotos", content=endless(), headers=headers)
    assert_problem(answer, 413, "PAYLOAD_TOO_LARGE")
    answer = await shop.client.post(PATH, content=photo(), headers=headers)
    assert_problem(answer, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"tipo": "durante"}, "tipo"),
        ({"legenda": "x" * 256}, "legenda"),
        ({"legenda": " "}, "legenda"),
        ({"legenda": "a\0b"}, "legenda"),
        ({"agendamento_id": "0"}, "agendamento_id"),
        ({"perfil": "talvez"}, "perfil"),
    ],
)
async def test_what_is_told_of_it_is_checked(shop: Shop, told: dict[str, Any], field: str) -> None:
    assert_field_problem(await send(await open_kennel(shop), **told), field)


async def test_photo_of_a_visit_is_of_this_animals(shop: Shop, system: System) -> None:
    desk = await open_desk(shop)
    booking = await desk.booked()
    kennel, other = Kennel(shop, 1, desk.animal), Kennel(shop, 1, desk.other_animal)
    foto = await sent(kennel, tipo="antes", agendamento_id=booking["id"])
    assert foto["agendamento_id"] == booking["id"]
    for animal, agendamento in ((other, booking["id"]), (kennel, 99999), (kennel, 2**63 - 1)):
        refused = await send(animal, agendamento_id=agendamento)
        assert_field_problem(refused, "agendamento_id", "NOT_FOUND", problem="NOT_FOUND")
    assert len(files_of(system, shop)) == 2
    assert (await shop.client.delete(f"/api/v1/agendamentos/{booking['id']}")).status_code == 204
    assert [item["agendamento_id"] for item in await kennel.items("fotos")] == [None]


async def test_one_photo_is_the_animals_picture(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    assert (await kennel.record())["foto_id"] is None
    first, second = await sent(kennel, perfil=True), await sent(kennel)
    assert (await kennel.record())["foto_id"] == first["id"]
    third = await sent(kennel, perfil=True)
    assert (await kennel.record())["foto_id"] == third["id"]
    answer = await shop.client.patch(f"{kennel.path}/fotos/{second['id']}", json={"perfil": True})
    assert answer.json()["perfil"] is True
    assert [item["perfil"] for item in await kennel.items("fotos")] == [False, True, False]
    (listed,) = (await shop.client.get(PATH)).json()["items"]
    assert listed["foto_id"] == second["id"]
    await shop.client.delete(f"{kennel.path}/fotos/{second['id']}")
    assert (await kennel.record())["foto_id"] is None
    await asyncio.gather(*(send(kennel, perfil=True) for _ in range(6)))
    assert [item["perfil"] for item in await kennel.items("fotos")].count(True) == 1


async def test_photo_is_changed_and_cleared(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    foto = await sent(kennel, legenda="Rex")
    path = f"{kennel.path}/fotos/{foto['id']}"
    changed = (await shop.client.patch(path, json={"tipo": "antes"})).json()
    assert changed == foto | {"tipo": "antes"}
    assert (await shop.client.patch(path, json={"legenda": None})).json()["legenda"] is None
    for body, field in (({"tipo": None}, "tipo"), ({"perfil": "sim"}, "perfil"), ({"largura": 1}, "largura")):
        assert_field_problem(await shop.client.patch(path, json=body), field)
    assert_problem(await shop.client.patch(path, json={}), 422, "VALIDATION_ERROR")


async def test_deleted_photo_goes_with_its_files(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    foto, kept = await sent(kennel), await sent(kennel)
    left = files_of(system, shop)
    assert (await shop.client.delete(f"{kennel.path}/fotos/{foto['id']}")).status_code == 204
    assert len(files_of(system, shop)) == 2 < len(left)
    assert_problem(await image_of(kennel, foto), 404, "NOT_FOUND")
    assert_problem(await shop.client.delete(f"{kennel.path}/fotos/{foto['id']}"), 404, "NOT_FOUND")
    assert (await image_of(kennel, kept)).status_code == 200


async def test_photo_of_another_animal_is_not_found(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    other = Kennel(shop, kennel.tutor, (await create(shop, "animais", cliente_id=kennel.tutor))["id"])
    foto = await sent(kennel)
    for animal in (other, Kennel(shop, kennel.tutor, 99999)):
        path = f"{animal.path}/fotos/{foto['id']}"
        assert_problem(await image_of(animal, foto), 404, "NOT_FOUND")
        assert_problem(await shop.client.patch(path, json={"tipo": "antes"}), 404, "NOT_FOUND")
        assert_problem(await shop.client.delete(path), 404, "NOT_FOUND")
    assert_problem(await send(Kennel(shop, kennel.tutor, 99999)), 404, "NOT_FOUND")
    assert_problem(await shop.client.get(f"{PATH}/99999/fotos"), 404, "NOT_FOUND")
    assert_field_problem(await image_of(kennel, foto, "original"), "tamanho")
    assert len(files_of(system, shop)) == 2


async def test_repeated_upload_is_one_photo(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    first, again = await send(kennel, key="k"), await send(kennel, key="k")
    assert (first.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert first.json() == again.json()
    other = await send(kennel, photo(3), key="k")
    assert_problem(other, 422, "IDEMPOTENCY_KEY_REUSED")
    missing = await send(kennel, key="m", agendamento_id=99999)
    assert_problem(missing, 422, "NOT_FOUND")
    assert len(files_of(system, shop)) == 2


async def test_photo_whose_file_is_lost_hinders_nothing(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    foto = await sent(kennel, perfil=True)
    folder = Path(system.processes["business"].env["FILES_DIR"]) / str(shop.tenant_id)
    for name in files_of(system, shop):
        (folder / name).unlink()
    assert_problem(await image_of(kennel, foto), 404, "NOT_FOUND")
    assert (await kennel.record())["foto_id"] == foto["id"]
    assert (await shop.client.delete(f"{kennel.path}/fotos/{foto['id']}")).status_code == 204


async def test_photos_of_a_removed_animal_are_out_of_sight_and_come_back(shop: Shop) -> None:
    kennel = await open_kennel(shop)
    foto = await sent(kennel)
    await shop.client.delete(kennel.path)
    assert_problem(await image_of(kennel, foto), 404, "NOT_FOUND")
    assert_problem(await send(kennel), 404, "NOT_FOUND")
    await shop.client.post(f"{kennel.path}/restaurar")
    assert (await image_of(kennel, foto)).status_code == 200


async def test_pages_hold_each_photo_once_and_the_history_tells_of_it(shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    made = [(await sent(kennel, legenda=f"{n}"))["id"] for n in range(5)]
    assert [item["id"] for item in await kennel.walk("fotos", limit=2)] == made[::-1]
    told = await kennel.items("historico")
    assert [(item["tipo"], item["momento"], item["id"]) for item in told] == [
        ("foto", "foto", i) for i in made[::-1]
    ]
    answer = await shop.client.get(f"{kennel.path}/fotos", params={"cursor": "x"})
    assert_field_problem(answer, "cursor", "cursor_invalid")


async def test_photo_is_nobody_elses(shop: Shop, other_shop: Shop, system: System) -> None:
    kennel = await open_kennel(shop)
    theirs = await open_kennel(other_shop)
    foto = await sent(kennel)
    assert_problem(await image_of(theirs, foto), 404, "NOT_FOUND")
    # Even where a row of theirs says its name: what is looked up begins with whose it is.
    query = f"SELECT arquivo FROM {shop.schema}.api_animal_foto"
    arquivo: UUID = (await fetch(system.admin_url, query))[0]["arquivo"]
    stolen = (
        f"INSERT INTO {other_shop.schema}.api_animal_foto (animal_id, arquivo, tipo, largura, altura)"
        " VALUES ($1, $2, 'foto', 1, 1) RETURNING id"
    )
    rows = await fetch(system.admin_url, stolen, theirs.id, arquivo)
    assert_problem(await image_of(theirs, {"id": rows[0]["id"]}), 404, "NOT_FOUND")
    client = httpx.AsyncClient(base_url=shop.client.base_url)
    async with client:
        answer = await client.post(f"{kennel.path}/fotos", content=b"x", headers={"Content-Type": "image/png"})
        assert_problem(answer, 401, "TOKEN_MISSING")
