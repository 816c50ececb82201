"""Who may open, scope and end a transaction, and what SQL may never say."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Check, Source, offences

SCOPING = (
    "libs/common/tenancy",
    "libs/common/database.py",
    "libs/common/scope.py",
    "services/provisioning/tenant_manager.py",
    "services/provisioning/migrations",
)
EDGES = ("libs/common/edge.py", "libs/common/database.py", "libs/common/tenancy/session.py")
# The way into a transaction itself; and outside of a shop's: DDL scripts, and copies of orphaned schemas.
DRIVERS = (
    "libs/common/database.py",
    "libs/common/transaction.py",
    "services/provisioning/tenant_manager.py",
    "services/provisioning/reconcile/copies.py",
)
TOPOLOGY = "libs/common/messaging/topology.py"
TENANT_MIGRATIONS = "services/provisioning/migrations/tenant"

_SCOPE = re.compile(r"\b(SET\s+(LOCAL\s+|SESSION\s+)?ROLE|search_path)\b", re.IGNORECASE)


def scope_outside_the_tenancy_helper(source: Source) -> Iterator[str]:
    if not source.is_under(*SCOPING):
        yield from (match[0] for match in _SCOPE.finditer(source.code))


def commit_outside_the_edge(source: Source) -> Iterator[str]:
    if not source.is_under(*EDGES):
        yield from (call for call in source.calls() if call.endswith(".commit"))


def session_without_the_helper(source: Source) -> Iterator[str]:
    """A session or engine of one's own would go round scope and commit alike."""
    makers = {"AsyncSession", "async_sessionmaker", "create_async_engine", "create_engine", "sessionmaker"}
    if source.path != "libs/common/database.py":
        yield from (call for call in source.calls() if call.rpartition(".")[2] in makers)


def driver_beneath_the_session(source: Source) -> Iterator[str]:
    """The driver takes any SQL, many statements at once; a shop's transaction may not."""
    if not source.is_under(*DRIVERS):
        yield from re.findall(r"\b(?:get_raw_connection|driver_connection)\b", source.code)


def bare_queue(source: Source) -> Iterator[str]:
    if source.path != TOPOLOGY:
        bare = {"RabbitQueue", "declare_queue", "declare_exchange"}
        yield from (call for call in source.calls() if call.rpartition(".")[2] in bare)


def set_config(source: Source) -> Iterator[str]:
    # The one mention is the REVOKE.
    yield from re.findall(r"(?<!REVOKE EXECUTE ON FUNCTION pg_catalog\.)\bset_config\s*\(", source.code)


def type_per_tenant(source: Source) -> Iterator[str]:
    """Drivers cache type ids by name: the same enum in two schemas is two types."""
    if source.is_under(TENANT_MIGRATIONS):
        yield from re.findall(r"(?i)\bCREATE\s+(?:TYPE|DOMAIN)\b|\bENUM\s*\(", source.code)


def query_of_a_tenant_table_elsewhere(source: Source) -> Iterator[str]:
    """A shop's tables are named without schema; nobody reaches one by naming the schema instead."""
    yield from re.findall(r"(?i)\btenant_[0-9a-f]{12}\.\w+", source.code)


@pytest.mark.parametrize(
    ("check", "offender"),
    [
        (
            scope_outside_the_tenancy_helper,
            Source("services/business/x.py", 's.execute(text(f"set local role {r}"))'),
        ),
        (
            scope_outside_the_tenancy_helper,
            Source("services/auth/x.py", 'E = "SET search_path TO a"'),
        ),
        (commit_outside_the_edge, Source("services/auth/service.py", "await session.commit()")),
        (session_without_the_helper, Source("services/auth/service.py", "AsyncSession(engine)")),
        (
            driver_beneath_the_session,
            Source("services/business/x.py", "raw = await connection.get_raw_connection()"),
        ),
        (bare_queue, Source("services/auth/x.py", "rabbit.RabbitQueue('q')")),
        (bare_queue, Source("libs/common/messaging/x.py", "await channel.declare_queue('q')")),
        (set_config, Source("services/auth/x.py", "X = 'SELECT set_config(1, 2, 3)'")),
        (
            type_per_tenant,
            Source(f"{TENANT_MIGRATIONS}/versions/0009.py", "op.execute('create type sexo as enum (1)')"),
        ),
        (
            query_of_a_tenant_table_elsewhere,
            Source("services/business/x.py", "X = 'TABLE tenant_0123456789ab.x'"),
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_product_keeps_the_rule_and_the_check_would_see_a_breach(check: Check, offender: Source) -> None:
    assert list(check(offender))
    assert offences(check) == []


def test_checks_overlook_comments_and_docstrings() -> None:
    source = Source("services/auth/x.py", '"""SET LOCAL ROLE by the helper."""\n# search_path\nX = 1\n')
    assert list(scope_outside_the_tenancy_helper(source)) == []


def test_scoping_is_allowed_where_it_belongs() -> None:
    source = Source("libs/common/tenancy/session.py", "X = 'SET LOCAL ROLE a'")
    assert list(scope_outside_the_tenancy_helper(source)) == []
