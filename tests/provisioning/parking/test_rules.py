"""What operators see, and what two of them at once can do."""

import asyncio

import pytest

from deploy.gateway.config import SERVICES
from libs.common.clock import new_id
from libs.common.database import registry_scope
from libs.common.errors import NotFoundError, StaleVersionError, WrongStateError
from services.provisioning.parking import service
from services.provisioning.parking.schemas import MessageList, ReplayOut
from services.provisioning.parking.service import MessageQuery
from tests.infra.sql import fetchval
from tests.provisioning.conftest import make_driver
from tests.provisioning.parking.conftest import ACTOR, Parking

INSERT = """
INSERT INTO svc_provisioning.parked_messages
    (message_id, service, queue, routing_key, body, reason, fingerprint, error, saga_id, had_secrets, sealed)
SELECT gen_random_uuid(), $2, $2 || '.schema.created', 'schema.created', '{}', 'exhausted', $3, $4, $5, $6,
    CASE WHEN $6 THEN 'x'::bytea END FROM generate_series(1, $1)
"""


async def fill(
    parking: Parking,
    count: int,
    *,
    service_name: str = "auth",
    fingerprint: str = "A",
    error: str = "boom",
    saga_id: object = None,
) -> None:
    await parking.admin.execute(INSERT, count, service_name, fingerprint, error, saga_id, saga_id is not None)


async def listed(parking: Parking, **query: object) -> MessageList:
    async with parking.database.transaction(registry_scope(None)) as session:
        return await service.list_messages(session, MessageQuery(**query))  # type: ignore[arg-type]


async def test_list_pages_newest_first_and_counts_everything(parking: Parking) -> None:
    await fill(parking, 5)
    await fill(parking, 2, service_name="tenant", fingerprint="B")
    await parking.discard((await parking.rows())[0]["id"])
    found, cursor = [], None
    while True:
        page = await listed(parking, limit=3, cursor=cursor)
        found += [item.id for item in page.items]
        assert page.counts == {"auth": {"parked": 4, "discarded": 1}, "tenant": {"parked": 2}}
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [row["id"] for row in reversed(await parking.rows())]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "discarded"}, 1),
        ({"status": "replayed"}, 0),
        ({"service": "tenant"}, 2),
        ({"queue": "auth.schema.created"}, 5),
        ({"fingerprint": "B"}, 2),
        ({"q": "GRÁVIDA"}, 2),
        ({"q": "%"}, 0),
        ({"q": "  "}, 7),
        ({"service": "tenant", "fingerprint": "A"}, 0),
    ],
)
async def test_list_is_filtered(parking: Parking, query: dict[str, str], count: int) -> None:
    await fill(parking, 5)
    await fill(parking, 2, service_name="tenant", fingerprint="B", error="cadela gravida_1")
    await parking.discard((await parking.rows())[0]["id"])
    assert len((await listed(parking, **query)).items) == count


async def test_groups_show_what_failed_where_the_largest_first(parking: Parking) -> None:
    await fill(parking, 1, fingerprint="B", error="rare")
    await fill(parking, 3)
    await fill(parking, 2, service_name="tenant")
    async with parking.database.transaction(registry_scope(None)) as session:
        groups = (await service.list_groups(session)).items
    assert [(group.fingerprint, group.service, group.count) for group in groups] == [
        ("A", "auth", 3),
        ("A", "tenant", 2),
        ("B", "auth", 1),
    ]
    assert (groups[2].error, groups[2].oldest, groups[2].newest) == ("rare", groups[2].newest, groups[2].oldest)


async def test_discard_settles_once_drops_the_original_and_is_audited(parking: Parking) -> None:
    await fill(parking, 1, saga_id=new_id())
    message = (await parking.row())["id"]
    shown = await parking.discard(message)
    assert (shown.status, shown.settled_by, shown.settle_reason) == ("discarded", ACTOR, "not worth it")
    assert (await parking.row())["sealed"] is None
    for action in (parking.discard, parking.replay_one):
        with pytest.raises(WrongStateError, match="discarded"):
            await action(message)
    (audited,) = await parking.audited(f"parked:{message}")
    assert (audited["actor"], audited["action"], audited["reason"]) == (ACTOR, "parking.discard", "not worth it")


async def test_message_under_way_can_be_neither_discarded_nor_replayed(parking: Parking) -> None:
    await fill(parking, 1)
    message = (await parking.row())["id"]
    await parking.replay_one(message)
    for action in (parking.discard, parking.replay_one):
        with pytest.raises(WrongStateError, match="replaying"):
            await action(message)


async def test_unknown_message_is_not_found(parking: Parking) -> None:
    for action in (parking.show, parking.discard, parking.replay_one):
        with pytest.raises(NotFoundError):
            await action(10**12)
    with pytest.raises(NotFoundError):
        await parking.replay(new_id())


async def test_two_operators_at_once_replay_a_group_once(parking: Parking) -> None:
    await fill(parking, 20)
    digest = (await parking.dry_run("A")).set_digest
    results = await asyncio.gather(*(parking.replay_group("A", digest) for _ in range(4)), return_exceptions=True)
    begun = [result for result in results if isinstance(result, ReplayOut)]
    refused = [result for result in results if isinstance(result, WrongStateError)]
    assert (len(begun), len(refused)) == (1, 3)
    assert str(begun[0].id) in str(refused[0])
    assert {row["replay_id"] for row in await parking.rows()} == {begun[0].id}
    assert await parking.admin.fetchval("SELECT count(*) FROM svc_provisioning.replays") == 1


async def test_two_operators_at_once_replay_a_message_once(parking: Parking) -> None:
    await fill(parking, 1)
    message = (await parking.row())["id"]
    results = await asyncio.gather(*(parking.replay_one(message) for _ in range(4)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["ReplayOut", *["WrongStateError"] * 3]


async def test_set_that_changed_since_it_was_looked_at_is_not_replayed(parking: Parking) -> None:
    await fill(parking, 3)
    seen = await parking.dry_run("A")
    await fill(parking, 1)
    with pytest.raises(StaleVersionError):
        await parking.replay_group("A", seen.set_digest)
    assert {row["status"] for row in await parking.rows()} == {"parked"}
    await parking.discard((await parking.rows())[-1]["id"])
    assert (await parking.replay_group("A", seen.set_digest)).total == 3


async def test_group_may_be_narrowed_to_one_place(parking: Parking) -> None:
    await fill(parking, 3)
    await fill(parking, 2, service_name="tenant")
    assert (await parking.dry_run("A")).count == 5
    assert (await parking.dry_run("A", queue="auth.schema.created")).count == 3
    replay = await parking.replay_group("A", service="tenant")
    assert (replay.total, replay.service, replay.remaining) == (2, "tenant", 2)


async def test_group_of_nothing_is_refused(parking: Parking) -> None:
    with pytest.raises(WrongStateError, match="nothing"):
        await parking.replay_group("unheard of")


async def test_settled_rows_go_after_30_days_and_open_ones_never(parking: Parking) -> None:
    await fill(parking, 3)
    old, settled, _ = [row["id"] for row in await parking.rows()]
    await parking.discard(old)
    await parking.discard(settled)
    back = "UPDATE svc_provisioning.parked_messages SET {} = now() - interval '31 days' WHERE id = $1"
    await parking.admin.execute(back.format("settled_at"), old)
    await parking.admin.execute("UPDATE svc_provisioning.parked_messages SET parked_at = 'epoch'")
    async with parking.database.transaction() as session:
        await service.forget(session)
    assert [row["status"] for row in await parking.rows()] == ["discarded", "parked"]


async def test_secret_goes_when_the_saga_forgets_it(parking: Parking, admin_url: str) -> None:
    driver = make_driver(parking.database, admin_url)
    await driver.build()
    await fill(parking, 1, saga_id=driver.saga_id)
    assert (await parking.row())["sealed"] is not None
    await driver.admin_created()
    assert (await parking.row())["sealed"] is None


async def test_secret_goes_when_the_saga_is_undone(parking: Parking, admin_url: str) -> None:
    driver = make_driver(parking.database, admin_url)
    await driver.build()
    await fill(parking, 1, saga_id=driver.saga_id)
    await driver.admin_rejected()
    assert (await parking.row())["sealed"] is None


async def test_secret_of_a_sign_up_that_is_over_goes_without_any_saga(parking: Parking) -> None:
    over, waiting = new_id(), new_id()
    for saga_id, status in ((over, "failed"), (waiting, "provisioning")):
        await parking.admin.execute(
            "INSERT INTO shared.tenants (id, saga_id, name, subdomain, schema_name, role_name, status)"
            " VALUES ($1, $1, 'Pet', $2, $2, $2, $3)",
            saga_id,
            f"p{saga_id.hex}",
            status,
        )
        await fill(parking, 1, saga_id=saga_id)
    async with parking.database.transaction() as session:
        await service.forget(session)
    assert {row["saga_id"]: row["sealed"] is not None for row in await parking.rows()} == {
        over: False,
        waiting: True,
    }


async def test_only_provisioning_may_ask_an_inbox_and_gets_ids_alone(parking: Parking, admin_url: str) -> None:
    function = "provisioning_api.handled(text, text, uuid[])"
    may = "SELECT has_function_privilege($1, $2, 'EXECUTE')"
    allowed = {name: await fetchval(admin_url, may, f"svc_{name}", function) for name in SERVICES}
    assert [name for name, may_ask in allowed.items() if may_ask] == ["provisioning"]
    for name in SERVICES:
        message_id = new_id()
        insert = f"INSERT INTO svc_{name}.inbox (consumer, message_id) VALUES ('q', $1)"
        await parking.admin.execute(insert, message_id)
        query = "SELECT * FROM provisioning_api.handled($1, $2, $3)"
        assert await parking.admin.fetchval(query, name, "q", [message_id]) == message_id
        assert await parking.admin.fetchval(query, name, "other", [message_id]) is None
        others = [other for other in SERVICES if other != name]
        assert [await parking.admin.fetchval(query, other, "q", [message_id]) for other in others] == [None] * 4
