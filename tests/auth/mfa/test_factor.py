"""What a code is worth, at any time: the rules below the login, on a clock of the test's own."""

import asyncio
import dataclasses
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from libs.common.clock import new_id
from libs.common.database import Database, registry_scope
from libs.common.sealing import TokenSealer, UnsealError
from services.auth import repository as auth_repository
from services.auth.mfa import recovery, repository, totp
from services.auth.mfa.errors import MfaInvalidError, MfaRequiredError
from services.auth.mfa.factor import SecondFactor
from services.auth.models import User
from tests.auth.helpers import Registered
from tests.infra.sql import fetchval

NOW = datetime(2026, 3, 1, 12, 0, 15, tzinfo=UTC)
SECRET = b"12345678901234567890"

Login = Callable[[str | None, datetime], Awaitable[str]]


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "mfa.key"
    file.write_bytes(Fernet.generate_key())
    return file


@pytest.fixture
def factor(key_file: Path) -> SecondFactor:
    return SecondFactor(TokenSealer(key_file))


@pytest.fixture
async def owner(auth_db: Database, registered: Registered) -> User:
    async with auth_db.transaction(registry_scope(registered.tenant_id)) as session:
        found = await auth_repository.find_credentials(session, registered.owner_email)
        assert found is not None
        account = await auth_repository.find_account(session, found.user_id)
    assert account is not None
    return account.user


@pytest.fixture
async def codes(auth_db: Database, factor: SecondFactor, owner: User) -> list[str]:
    """The recovery codes of an enabled second factor."""
    made, long_ago = await recovery.new_codes(), NOW - timedelta(days=1)
    async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
        assert await repository.put_unconfirmed(session, owner, factor.seal(SECRET, owner.id), long_ago)
        pending = await repository.find(session, owner.id)
        assert pending is not None
        assert await repository.confirm(session, pending, totp.step_at(long_ago), made, long_ago)
        assert not await repository.confirm(session, pending, totp.step_at(NOW), made, NOW)
    return made.clear


@pytest.fixture
def log_in(auth_db: Database, factor: SecondFactor, owner: User) -> Login:
    """What a login with the right password comes to."""

    async def attempt(otp: str | None, now: datetime) -> str:
        try:
            async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
                await factor.require(session, owner.id, otp, now)
        except (MfaInvalidError, MfaRequiredError) as refusal:
            return refusal.code
        return "passed"

    return attempt


def put_new_key_on_top(key_file: Path) -> None:
    key_file.write_bytes(Fernet.generate_key() + b"\n" + key_file.read_bytes())


def code_at(now: datetime) -> str:
    return totp.code_of(SECRET, totp.step_at(now))


async def test_user_without_a_second_factor_is_asked_for_nothing(log_in: Login) -> None:
    assert [await log_in(otp, NOW) for otp in (None, "", "123456")] == ["passed"] * 3


async def test_unconfirmed_second_factor_is_asked_for_by_nobody(
    auth_db: Database, factor: SecondFactor, owner: User, log_in: Login
) -> None:
    async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
        await repository.put_unconfirmed(session, owner, factor.seal(SECRET, owner.id), NOW)
    assert await log_in(None, NOW) == "passed"


@pytest.mark.usefixtures("codes")
async def test_code_is_needed_and_good_for_one_use(log_in: Login) -> None:
    assert [await log_in(otp, NOW) for otp in (None, "")] == ["MFA_REQUIRED"] * 2
    assert await log_in(code_at(NOW), NOW) == "passed"
    assert await log_in(code_at(NOW), NOW) == "MFA_INVALID"
    # Nor is one of the step before, once a later one was used.
    assert await log_in(code_at(NOW - timedelta(seconds=30)), NOW) == "MFA_INVALID"
    later = NOW + timedelta(seconds=30)
    spaced = f"{code_at(later)[:3]} {code_at(later)[3:]}"
    assert await log_in(spaced, later) == "passed"


@pytest.mark.usefixtures("codes")
async def test_one_code_many_times_at_once_lets_one_in(log_in: Login) -> None:
    answers = await asyncio.gather(*(log_in(code_at(NOW), NOW) for _ in range(5)))
    assert Counter(answers) == {"passed": 1, "MFA_INVALID": 4}


async def test_recovery_code_is_good_for_one_use_also_at_once(codes: list[str], log_in: Login) -> None:
    answers = await asyncio.gather(*(log_in(codes[0], NOW) for _ in range(4)))
    assert Counter(answers) == {"passed": 1, "MFA_INVALID": 3}
    assert await log_in(codes[1].lower().replace("-", " "), NOW) == "passed"
    assert [await log_in(code, NOW) for code in (codes[1], "0000-0000-0000", "no code")] == ["MFA_INVALID"] * 3


async def test_other_scopes_see_no_second_factor(
    auth_db: Database, codes: list[str], owner: User, neighbour: Registered
) -> None:
    for scope in (registry_scope(neighbour.tenant_id), registry_scope(None)):
        async with auth_db.transaction(scope) as session:
            assert await repository.find(session, owner.id) is None
            await repository.remove(session, owner.id)
    async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
        credential = await repository.find(session, owner.id)
    assert credential is not None
    assert credential.recovery_codes_left == len(codes)


async def test_secret_is_sealed_for_its_user_and_opens_with_an_older_key(
    auth_db: Database, codes: list[str], factor: SecondFactor, owner: User, key_file: Path
) -> None:
    async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
        query = text("SELECT t::text FROM svc_auth.totp_credentials t WHERE user_id = :user")
        row = await session.scalar(query, {"user": owner.id})
        credential = await repository.find(session, owner.id)
    assert credential is not None
    plain = (SECRET.decode(), SECRET.hex(), *(code.replace("-", "") for code in codes))
    assert not [secret for secret in plain if secret in row or secret.encode().hex() in row]
    moved = dataclasses.replace(credential, user_id=new_id())
    with pytest.raises(UnsealError):
        factor.matching_step(moved, code_at(NOW), NOW)
    put_new_key_on_top(key_file)
    assert SecondFactor(TokenSealer(key_file)).matching_step(credential, code_at(NOW), NOW) == totp.step_at(NOW)


async def test_user_who_is_gone_leaves_no_second_factor(
    auth_db: Database, codes: list[str], owner: User, admin_url: str
) -> None:
    async with auth_db.transaction(registry_scope(owner.tenant_id)) as session:
        assert await auth_repository.delete_user(session, owner.id)
    query = "SELECT count(*) FROM svc_auth.totp_credentials WHERE user_id = $1"
    assert await fetchval(admin_url, query, owner.id) == 0
