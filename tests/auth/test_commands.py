"""The command line of auth, against a real database."""

import asyncio
import io

import pytest

from libs.common.database import Database, registry_scope
from libs.common.passwords import verify_password
from services.auth import operator_repository, repository
from services.auth.__main__ import main
from tests.auth.helpers import Registered
from tests.infra.servers import Servers
from tests.infra.shops import new_email

PASSWORD = " twelve or more "


@pytest.fixture
def database_url(servers: Servers, scratch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", servers.service_url("auth", scratch))


async def create_operator(monkeypatch: pytest.MonkeyPatch, email: str, password: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return await asyncio.to_thread(main, ["create-operator", "--email", email])


@pytest.mark.usefixtures("database_url")
async def test_create_operator_may_be_repeated(
    auth_db: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    email = new_email()
    assert await create_operator(monkeypatch, f" {email.upper()} ", PASSWORD) == 0
    assert await create_operator(monkeypatch, email, "another long password") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert (first, second) == ("operator created", "this operator exists already, nothing changed")
    async with auth_db.transaction() as session:
        found = await repository.find_credentials(session, email)
    assert found is not None
    assert found.tenant_id is None
    assert await verify_password(found.password_hash, PASSWORD)
    assert found.password_hash not in repr(found)


@pytest.mark.usefixtures("database_url")
async def test_create_operator_email_of_a_shops_user_fails(
    registered: Registered, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await create_operator(monkeypatch, registered.owner_email, PASSWORD) == 1
    assert "already has an account" in capsys.readouterr().err


@pytest.mark.usefixtures("database_url")
@pytest.mark.parametrize("password", ["eleven char", "x" * 129, ""])
async def test_create_operator_password_out_of_bounds_fails(
    monkeypatch: pytest.MonkeyPatch, auth_db: Database, password: str
) -> None:
    email = new_email()
    assert await create_operator(monkeypatch, email, password) == 1
    async with auth_db.transaction(registry_scope(None)) as session:
        assert not await operator_repository.is_operator(session, email)


async def test_create_operator_without_an_address_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await create_operator(monkeypatch, "nobody", PASSWORD) == 1
