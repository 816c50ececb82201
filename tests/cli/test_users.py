"""`petshop users create-operator`, straight to the database."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Petshop
from tests.infra.servers import free_ports
from tests.infra.shops import Shop, new_email
from tests.infra.system import System


@pytest.fixture
def database(nowhere: Petshop, system: System) -> Petshop:
    return Petshop({**nowhere.env, "DATABASE_URL": system.service_url("auth")})


async def test_create_operator_may_be_repeated(database: Petshop, tmp_path: Path) -> None:
    email, file = new_email(), tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    command = ("users", "create-operator", "--email", email, "--password-file", file)
    assert (await database(*command)).out == "operator created\n"
    assert (await database(*command)).out == "this operator exists already, nothing changed\n"
    assert (await database(*command, "--json")).json == {"email": email, "created": False}


async def test_operator_is_switched_off_once(database: Petshop) -> None:
    email = new_email()
    await database("users", "create-operator", "--email", email, stdin=PASSWORD)
    command = ("users", "deactivate-operator", "--email", email)
    assert (await database(*command)).out == "operator switched off\n"
    assert (await database(*command, "--json")).json == {"email": email, "deactivated": False}


async def test_nobody_but_an_operator_is_switched_off(database: Petshop, shop: Shop) -> None:
    for email in (shop.owner_email, new_email()):
        refused = await database("users", "deactivate-operator", "--email", email, "--json")
        assert (refused.code, refused.problem["code"]) == (4, "NOT_FOUND")


async def test_address_of_a_shops_user_conflicts(database: Petshop, shop: Shop) -> None:
    refused = await database("users", "create-operator", "--email", shop.owner_email, "--json", stdin=PASSWORD)
    assert (refused.code, refused.out, refused.problem["code"]) == (5, "", "EMAIL_TAKEN")


@pytest.mark.parametrize(
    ("email", "password"), [("nobody", PASSWORD), ("a@b.example", "too short"), ("a@b.example", "")]
)
async def test_refused_values_are_wrong_usage(database: Petshop, email: str, password: str) -> None:
    refused = await database("users", "create-operator", "--email", email, "--json", stdin=password)
    assert (refused.code, refused.problem["code"]) == (2, "VALIDATION_ERROR")


async def test_missing_password_file_is_wrong_usage(database: Petshop, tmp_path: Path) -> None:
    command = ("users", "create-operator", "--email", new_email(), "--password-file", tmp_path / "none", "--json")
    assert (await database(*command)).problem["code"] == "NOT_READABLE"


async def test_without_a_database_nothing_is_tried(nowhere: Petshop) -> None:
    refused = await nowhere("users", "create-operator", "--email", new_email(), "--json", stdin=PASSWORD)
    assert (refused.code, refused.problem["code"]) == (2, "NO_DATABASE")


async def test_database_that_is_away_is_unreachable(nowhere: Petshop) -> None:
    url = f"postgresql://svc_auth:hidden@127.0.0.1:{free_ports(1)[0]}/petshop"
    env = {"DATABASE_URL": url}
    refused = await nowhere("users", "create-operator", "--email", new_email(), stdin=PASSWORD, env=env)
    assert refused.code == 6
    assert "hidden" not in refused.err


async def test_login_that_may_not_is_told(nowhere: Petshop, system: System) -> None:
    env = {"DATABASE_URL": system.service_url("business")}
    refused = await nowhere("users", "create-operator", "--email", new_email(), "--json", stdin=PASSWORD, env=env)
    assert (refused.code, refused.problem["code"]) == (1, "DATABASE_REFUSED")
