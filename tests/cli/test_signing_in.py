"""Who asks and where: every way to sign in, every way to be refused, and what is never printed."""

import asyncio
import os
from pathlib import Path

import pytest

from cli.client import address
from libs.common.clock import new_id
from tests.cli.conftest import PASSWORD, ROOT, Guarded, Petshop
from tests.e2e.tokens import forged_token
from tests.infra.servers import free_ports
from tests.infra.shops import Shop
from tests.infra.sql import fetchval
from tests.infra.system import System

LIST = ("sagas", "list", "--json")


async def test_password_from_a_file(petshop: Petshop, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    env = {"PETSHOP_OPERATOR_PASSWORD": "", "PETSHOP_OPERATOR_PASSWORD_FILE": str(file)}
    assert (await petshop(*LIST, env=env)).code == 0
    missing = await petshop(*LIST, env=env | {"PETSHOP_OPERATOR_PASSWORD_FILE": str(tmp_path / "missing")})
    assert (missing.code, missing.problem["code"]) == (2, "NOT_READABLE")


async def test_token_instead_of_signing_in(nowhere: Petshop, system: System) -> None:
    token = forged_token(system, sub=str(new_id()), role="operator", scope="account platform")
    url = f"http://localhost:{system.gateway_port}"
    assert (await nowhere("--url", url, *LIST, env={"PETSHOP_TOKEN": token})).code == 0


async def test_local_system_is_found_with_its_operator(system: System, nowhere: Petshop, tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "operator.password").write_text(PASSWORD)
    (tmp_path / "local.env").write_text(
        f"DATABASE_URL={system.admin_url}\nGATEWAY_URL=http://localhost:{system.gateway_port}\n"
    )
    await nowhere("users", "create-operator", "--email", "operator@petshop.local", stdin=f"{PASSWORD}\n")
    assert (await nowhere(*LIST)).code == 0
    # The local password never goes anywhere else.
    elsewhere = await nowhere("--url", f"http://127.0.0.1:{system.gateway_port}", *LIST)
    assert (elsewhere.code, elsewhere.problem["code"]) == (3, "NOT_SIGNED_IN")


async def test_every_session_is_signed_out(petshop: Petshop, system: System, operator_email: str) -> None:
    await petshop(*LIST)
    await petshop("sagas", "show", new_id())
    live = (
        "SELECT count(*) FROM svc_auth.sessions s JOIN shared.tenant_users u ON u.id = s.user_id"
        " WHERE u.email = $1 AND s.revoked_at IS NULL"
    )
    assert await fetchval(system.admin_url, live, operator_email) == 0


async def test_wrong_password_is_not_signed_in(petshop: Petshop) -> None:
    refused = await petshop(*LIST, env={"PETSHOP_OPERATOR_PASSWORD": "not the password"})
    assert (refused.code, refused.problem["code"]) == (3, "INVALID_CREDENTIALS")
    assert "not the password" not in refused.err


async def test_second_factor_is_asked_for_and_its_code_signs_in_once(petshop: Petshop, guarded: Guarded) -> None:
    env = {"PETSHOP_OPERATOR_EMAIL": guarded.email}
    refused = await petshop(*LIST, env=env)
    assert (refused.code, refused.problem["code"]) == (3, "MFA_REQUIRED")
    code = guarded.app.code()
    assert (await petshop("--otp", code, *LIST, env=env)).code == 0
    refused = await petshop(*LIST, env=env | {"PETSHOP_OTP": code})
    assert (refused.code, refused.problem["code"]) == (3, "MFA_INVALID")
    assert code not in refused.err


async def test_shop_owner_is_not_allowed(petshop: Petshop, shop: Shop) -> None:
    owner = {"PETSHOP_OPERATOR_EMAIL": shop.owner_email, "PETSHOP_OPERATOR_PASSWORD": shop.owner_password}
    assert (await petshop(*LIST, env=owner)).code == 3


async def test_nobody_to_ask_is_not_signed_in(petshop: Petshop) -> None:
    refused = await petshop(*LIST, env={"PETSHOP_OPERATOR_PASSWORD": ""})
    assert (refused.code, refused.problem["code"]) == (3, "NOT_SIGNED_IN")


async def test_closed_port_is_unreachable(petshop: Petshop) -> None:
    url = f"http://localhost:{free_ports(1)[0]}"
    refused = await petshop("--url", url, *LIST)
    assert (refused.code, refused.problem["code"]) == (6, "UNREACHABLE")
    assert "petshop: The system cannot be reached" in (await petshop("--url", url, "sagas", "list")).err


async def test_service_that_is_away_is_unreachable(petshop: Petshop, system: System) -> None:
    system.stop_service("provisioning")
    try:
        refused = await petshop(*LIST)
        assert refused.code == 6
        assert refused.problem["status"] == 502
    finally:
        system.start_service("provisioning")
        await system.wait_ready()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "ftp://localhost",
        "http://",
        "http://localhost:99999",
        "http://[",
        "http://ana:hidden@localhost",
    ],
)
async def test_bad_address_is_wrong_usage(petshop: Petshop, url: str) -> None:
    for command in (LIST, ("doctor", "--json")):
        refused = await petshop("--url", url, *command)
        assert (refused.code, refused.out, refused.problem["code"]) == (2, "", "BAD_URL")
        assert "hidden" not in refused.err


@pytest.mark.parametrize(
    ("url", "base", "headers"),
    [
        ("http://pets.localhost:8080/", "http://127.0.0.1:8080", {"Host": "pets.localhost:8080"}),
        ("http://pets.localhost", "http://127.0.0.1", {"Host": "pets.localhost"}),
        ("https://pets.example.com/", "https://pets.example.com", {}),
    ],
)
def test_names_below_localhost_need_no_resolver(url: str, base: str, headers: dict[str, str]) -> None:
    assert address(url) == (base, headers)


async def test_program_that_is_not_ours_is_told_apart(petshop: Petshop, system: System) -> None:
    # The service itself, around the gateway: it knows no sign-in.
    refused = await petshop("--url", f"http://localhost:{system.ports['business']}", *LIST)
    assert refused.code == 4


async def test_reader_who_goes_away_is_no_failure(petshop: Petshop) -> None:
    read, write = os.pipe()
    os.close(read)
    command = await asyncio.create_subprocess_exec(
        str(ROOT / "petshop"), "sagas", "list", env=dict(petshop.env), stdout=write, stderr=asyncio.subprocess.PIPE
    )
    os.close(write)
    _, errors = await command.communicate()
    assert (command.returncode, errors) == (0, b"")


async def test_locale_without_the_characters_is_no_failure(petshop: Petshop, shop: Shop) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    shown = await petshop("sagas", "show", shop.saga_id, env=plain)
    assert (shown.code, shown.out.isascii()) == (0, True)
    assert (await petshop("sagas", "show", shop.saga_id, "--json", env=plain)).json["state"] == "COMPLETED"


async def test_help_documents_the_exit_codes_and_needs_no_system(nowhere: Petshop) -> None:
    text = (await nowhere("--help")).out
    documented = (ROOT / "docs" / "cli.md").read_text()
    for code in range(7):
        assert f"\n    {code}  " in text
        assert f"\n| {code} |" in documented
    for group in ("sagas", "parking", "reconcile", "mail", "users"):
        assert (await nowhere(group, "--help")).code == 0


async def test_script_says_what_to_do_before_make_install(tmp_path: Path) -> None:
    script = tmp_path / "petshop"
    script.write_bytes((ROOT / "petshop").read_bytes())
    script.chmod(0o755)
    command = await asyncio.create_subprocess_exec(str(script), "doctor", stderr=asyncio.subprocess.PIPE)
    _, errors = await command.communicate()
    assert (command.returncode, b"make install" in errors) == (1, True)
