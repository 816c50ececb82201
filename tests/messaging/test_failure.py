"""A failure in words: what it was, never what came in."""

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from libs.common.contracts.events import SchemaCreated
from libs.common.database import Database
from libs.common.errors import NotFoundError
from libs.common.messaging.failure import MAX_ERROR, PermanentError, describe
from tests.messaging.helpers import HASH


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (RuntimeError("for ever"), "RuntimeError: for ever"),
        (RuntimeError(), "RuntimeError"),
        (PermanentError("expected a, got 'b'"), "PermanentError: expected a, got 'b'"),
        (NotFoundError("There is no record 1."), "NotFoundError: There is no record 1."),
        (
            ValueError("invalid literal for int() with base 10: 'Ana'"),
            "ValueError: invalid literal for int() with",
        ),
        (KeyError("hunter2"), "KeyError: '…'"),
        (RuntimeError(f"hash {HASH} is odd"), "RuntimeError: hash [secret] is odd"),
    ],
)
def test_describe_names_type_and_message_without_values(error: Exception, wanted: str) -> None:
    assert describe(error).startswith(wanted)
    assert not {"Ana", "hunter2", HASH} & set(describe(error).replace("'", " ").split())


def test_describe_of_a_validation_error_names_fields_and_rules() -> None:
    with pytest.raises(ValidationError) as caught:
        SchemaCreated.model_validate({"tenant_id": "hunter2", "admin": {"password_hash": HASH, "email": 5}})
    found = describe(caught.value)
    assert found.startswith("ValidationError: tenant_id uuid_parsing, ")
    assert "admin.email string_type" in found
    assert "hunter2" not in found
    assert "argon2" not in found


async def test_describe_of_a_database_error_quotes_no_row(auth_db: Database) -> None:
    async with auth_db.session() as session:
        with pytest.raises(DBAPIError) as caught:
            await session.execute(text("SELECT 1 / 0 AS hunter2"))
    assert describe(caught.value).endswith(" 22012")
    assert "hunter2" not in describe(caught.value)


def test_describe_is_bounded() -> None:
    assert len(describe(RuntimeError("x" * 10_000))) == MAX_ERROR
