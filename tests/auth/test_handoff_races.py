"""A one-time code that is wanted twice at once, or whose origin ends at the same moment."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import utc_now
from libs.common.database import Database, registry_scope
from libs.common.tenancy.directory import TenantDirectory
from services.auth import handoff, keys, refresh_repository, repository
from services.auth.models import Device
from services.auth.tokens import TokenIssuer, hash_token
from tests.auth.helpers import Visit, is_kept_waiting, refresh_token, refusal, run
from tests.infra.system import System
from tests.infra.waiting import eventually

LOGOUT_ALL = "/api/v1/auth/logout-all"
INVALID = (401, "TOKEN_INVALID")
REVOKED = (401, "SESSION_REVOKED")


class Held:
    """A transaction of auth that is kept open until it is let go."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reached, self.released = asyncio.Event(), asyncio.Event()
        self.refresh_token = ""

    @asynccontextmanager
    async def transaction(self, tenant_id: UUID | None) -> AsyncIterator[AsyncSession]:
        async with self._database.transaction(registry_scope(tenant_id)) as session:
            yield session
            self.reached.set()
            await self.released.wait()


@asynccontextmanager
async def exchange_under_way(visit: Visit, system: System, database: Database, code: str) -> AsyncIterator[Held]:
    """Has done everything but commit; ends with its block, and must succeed."""
    signing = keys.read_private_key(system.servers.keys.jwt_private_file)
    issuer = TokenIssuer(signing, issuer="petshop", audience="petshop", ttl_s=900)
    shop, held = await TenantDirectory(database).by_id(visit.shop.tenant_id), Held(database)
    device = Device("Mozilla/5.0", "192.0.2.1")
    exchanging = asyncio.create_task(
        handoff.exchange(held.transaction, issuer, code=code, shop=shop, device=device)
    )
    await held.reached.wait()
    yield held
    held.refresh_token = (await exchanging).refresh_token


async def test_second_exchange_waits_for_the_first_and_is_refused(
    visit: Visit, system: System, live_db: Database
) -> None:
    code = await visit.code()
    async with exchange_under_way(visit, system, live_db, code) as held:
        second = asyncio.create_task(visit.exchange(code))
        await eventually(lambda: is_kept_waiting(live_db))
        held.released.set()
    assert refusal(await second) == INVALID
    refresh_token(await visit.here.refresh(held.refresh_token))


async def test_logout_all_ends_the_session_of_an_exchange_under_way(
    visit: Visit, system: System, live_db: Database
) -> None:
    async with exchange_under_way(visit, system, live_db, await visit.code()) as held:
        leaving = asyncio.create_task(visit.apex.post(LOGOUT_ALL, token=visit.token))
        await eventually(lambda: is_kept_waiting(live_db))
        held.released.set()
    assert (await leaving).status_code == 204
    assert refusal(await visit.here.refresh(held.refresh_token)) == REVOKED


async def test_exchange_waits_for_a_logout_under_way_and_is_refused(visit: Visit, live_db: Database) -> None:
    code, held = await visit.code(), Held(live_db)

    async def log_out() -> None:
        async with held.transaction(visit.shop.tenant_id) as session:
            origin = await refresh_repository.find_session(session, hash_token(visit.cookie))
            assert origin is not None
            await repository.revoke_session(session, origin.id, utc_now())

    leaving = asyncio.create_task(log_out())
    await held.reached.wait()
    exchanging = asyncio.create_task(visit.exchange(code))
    await eventually(lambda: is_kept_waiting(live_db))
    held.released.set()
    await leaving
    assert refusal(await exchanging) == INVALID


async def test_of_parallel_exchanges_exactly_one_wins(visit: Visit, live_db: Database) -> None:
    code = await visit.code()
    query = "SELECT count(*) FROM svc_auth.sessions WHERE tenant_id = :t"
    before = (await run(live_db, query, t=visit.shop.tenant_id)).scalar_one()
    answers = await asyncio.gather(*(visit.exchange(code) for _ in range(8)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 7}
    assert {refusal(answer) for answer in answers if answer.status_code != 200} == {INVALID}
    assert (await run(live_db, query, t=visit.shop.tenant_id)).scalar_one() == before + 1
