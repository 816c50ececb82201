"""Any exception, as the refusal it means."""

import asyncpg
import pytest
from fastapi.exceptions import RequestValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from libs.common.database import Database, is_unavailable
from libs.common.errors import NotFoundError, problem_body, problem_response
from libs.common.problems import to_app_error
from tests.infra.servers import Servers, free_ports


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        ("55P03", 503, "DEPENDENCY_UNAVAILABLE"),
        ("40001", 503, "DEPENDENCY_UNAVAILABLE"),
        ("40P01", 503, "DEPENDENCY_UNAVAILABLE"),
        ("57014", 503, "DEPENDENCY_UNAVAILABLE"),
        ("57P01", 503, "DEPENDENCY_UNAVAILABLE"),
        ("57P02", 503, "DEPENDENCY_UNAVAILABLE"),
        ("57P03", 503, "DEPENDENCY_UNAVAILABLE"),
        ("53300", 503, "DEPENDENCY_UNAVAILABLE"),
        ("08006", 503, "DEPENDENCY_UNAVAILABLE"),
        ("23505", 500, "INTERNAL_ERROR"),
        ("42P01", 500, "INTERNAL_ERROR"),
        ("42501", 500, "INTERNAL_ERROR"),
        ("22021", 500, "INTERNAL_ERROR"),
    ],
)
async def test_sqlstate_decides(admin_url: str, state: str, status: int, code: str) -> None:
    # No service may run a DO block.
    administrator = Database(admin_url, pool_size=1)
    with pytest.raises(DBAPIError) as caught:
        async with administrator.transaction() as session:
            await session.execute(text(f"DO $$ BEGIN RAISE SQLSTATE '{state}' USING MESSAGE = 'secret'; END $$"))
    await administrator.close()
    refusal = to_app_error(caught.value)
    assert (refusal.status, refusal.code) == (status, code)
    assert ("Retry-After" in refusal.headers) == (status == 503)
    assert "secret" not in str(problem_body(refusal, instance="/", request_id=""))


async def test_database_that_is_away_is_a_dependency(servers: Servers) -> None:
    away = Database(
        servers.service_url("tenant", "nowhere").replace(f":{servers.database_port}/", f":{free_ports(1)[0]}/")
    )
    with pytest.raises(OSError) as caught:
        await away.check()
    assert to_app_error(caught.value).code == "DEPENDENCY_UNAVAILABLE"
    await away.close()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PoolTimeoutError(), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (asyncpg.InterfaceError("connection is closed"), True),
        (asyncpg.InterfaceError("cannot perform operation: another operation is in progress"), False),
        (ValueError("closed"), False),
    ],
)
def test_unavailable_means_that_trying_again_can_help(error: Exception, expected: bool) -> None:
    assert is_unavailable(error) is expected


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "NOT_FOUND"), (405, "METHOD_NOT_ALLOWED"), (413, "PAYLOAD_TOO_LARGE"), (400, "BAD_REQUEST")],
)
def test_http_exception_keeps_its_status_and_headers(status: int, code: str) -> None:
    refusal = to_app_error(HTTPException(status, headers={"Allow": "GET"}))
    assert (refusal.status, refusal.code, refusal.headers) == (status, code, {"Allow": "GET"})


def test_own_error_is_itself() -> None:
    error = NotFoundError("gone")
    assert to_app_error(error) is error


def test_defect_says_nothing_about_the_inside() -> None:
    body = problem_body(to_app_error(RuntimeError("SELECT secret")), instance="/x", request_id="1")
    assert (body["status"], body["code"]) == (500, "INTERNAL_ERROR")
    assert "SELECT" not in str(body)


def test_validation_with_a_surrogate_in_the_field_name_can_be_sent() -> None:
    found = {
        "type": "extra_forbidden",
        "loc": ("body", "admin", "\ud800"),
        "msg": "Extra \udfff",
        "input": "\ud800",
    }
    response = problem_response(to_app_error(RequestValidationError([found])), instance="/\ud800", request_id="1")
    assert response.status_code == 422
    assert b"admin.\\\\ud800" in bytes(response.body)
