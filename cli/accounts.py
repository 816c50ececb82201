"""Accounts in the database itself, with refusals as the command line reports them."""

import asyncio

from cli.errors import CliError, Exit, failure
from libs.common.database import is_database_error, is_unavailable, sqlstate_of
from libs.common.errors import AppError
from services.auth import operators


def add_operator(url: str, email: str, password: str) -> bool:
    """Whether he was added; False when he exists. Raises CliError."""
    try:
        return asyncio.run(operators.create_operator(url, email=email, password=password))
    except AppError as error:
        code = Exit.CONFLICT if error.status == 409 else Exit.USAGE
        problem = {"title": error.title, "detail": error.detail, "code": error.code, "errors": error.errors}
        raise CliError(code, problem) from error
    except Exception as error:
        raise _of_database(error) from error


def remove_operator(url: str, email: str) -> bool:
    """Whether he was switched off here; False when he was off already. Raises CliError."""
    try:
        return asyncio.run(operators.deactivate_operator(url, email=email))
    except AppError as error:
        problem = {"title": error.title, "detail": error.detail, "code": error.code, "errors": error.errors}
        raise CliError(Exit.NOT_FOUND, problem) from error
    except Exception as error:
        raise _of_database(error) from error


def _of_database(error: Exception) -> Exception:
    """What a person can do about it; defects of ours stay what they are."""
    if is_unavailable(error):
        return failure(Exit.UNREACHABLE, "UNREACHABLE", "The database cannot be reached", "Is PostgreSQL up?")
    if is_database_error(error):
        detail = f"SQLSTATE {sqlstate_of(error)}: is DATABASE_URL the auth service's, and is it migrated?"
        return failure(Exit.FAILED, "DATABASE_REFUSED", "The database refused", detail)
    return error
