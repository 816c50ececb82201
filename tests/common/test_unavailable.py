"""What a server that goes away looks like through the driver, and what a client is told of it."""

import asyncpg

from libs.common.database import is_unavailable
from libs.common.errors import DependencyUnavailableError, InternalError
from libs.common.problems import to_app_error


def test_driver_used_between_the_servers_farewell_and_the_end_of_the_connection_means_away() -> None:
    """Seen when PostgreSQL was killed: its FATAL had been read, the end of the connection had not."""
    error = asyncpg.InternalClientError("cannot switch to state 12; another operation (2) is in progress")
    assert is_unavailable(error)
    assert isinstance(to_app_error(error), DependencyUnavailableError)


def test_defect_of_our_own_is_no_outage() -> None:
    error = RuntimeError("another operation is in progress")
    assert not is_unavailable(error)
    assert isinstance(to_app_error(error), InternalError)
