"""`petshop mail`: what operators see of letters and do with them, and every refusal."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from libs.common.clock import new_id
from services.notifications.models import Kind, State
from tests.cli.conftest import UNKNOWN_ID, Petshop
from tests.infra.shops import new_email
from tests.infra.sql import fetch
from tests.infra.system import System
from tests.notifications.operations.letters import SECRET_WORDS, Planted, plant, row_of, suppress


@pytest_asyncio.fixture
async def no_mail(system: System) -> AsyncIterator[System]:
    """What is queued waits: nobody may send it while a test looks at it."""
    if "mail" in system.children:
        system.stop_service("mail")
    yield system
    await system.start_mail()


async def test_list_prints_the_apis_json_and_filters(petshop: Petshop, system: System) -> None:
    tenant_id, unique = new_id(), new_id().hex
    welcome = await plant(system.admin_url, Planted(tenant_id=tenant_id, recipient=f"{unique}@example.com"))
    booking = await plant(
        system.admin_url, Planted(tenant_id=tenant_id, kind=Kind.BOOKING_READY, state=State.SENT)
    )
    for options, expected in (
        ([], [booking, welcome]),
        (["--state", "sent", "--state", "queued"], [booking]),
        (["--kind", "welcome"], [welcome]),
        (["--channel", "whatsapp"], []),
        (["--q", unique], [welcome]),
        (["--limit", "1", "--all"], [booking, welcome]),
    ):
        listed = await petshop("mail", "list", "--tenant", tenant_id, *options, "--json")
        assert (listed.code, listed.err) == (0, "")
        assert set(listed.json) == {"items", "next_cursor", "counts", "by_kind"}
        assert [item["id"] for item in listed.json["items"]] == [str(each) for each in expected]


async def test_list_is_an_aligned_table(petshop: Petshop, system: System) -> None:
    letter = Planted(tenant_id=new_id(), recipient=new_email(), error_code="SMTP_550")
    for _ in range(2):
        await plant(system.admin_url, letter)
    listed = await petshop("mail", "list", "--tenant", letter.tenant_id, "--limit", "1")
    states, kinds, titles, row, more = listed.out.splitlines()
    assert ("failed" in states, "welcome" in kinds, "--all" in more) == (True, True, True)
    assert row.index(letter.recipient) == titles.index("TO")
    assert row.index("SMTP_550") == titles.index("CODE")
    assert "-03:00" in row


async def test_show_tells_all_but_the_words(petshop: Petshop, system: System) -> None:
    planted = await plant(system.admin_url, Planted(kind=Kind.INVITATION))
    shown = await petshop("mail", "show", planted)
    assert shown.code == 0
    for text in (f"<{planted}.1@example.com>", "ask for a new link", "nothing"):
        assert text in shown.out
    assert SECRET_WORDS not in shown.out
    assert (await petshop("mail", "show", planted, "--json")).json["actions"] == []


async def test_resend_queues_it_with_the_reason(petshop: Petshop, no_mail: System) -> None:
    planted = await plant(no_mail.admin_url, Planted())
    stale = await petshop("mail", "resend", planted, "--reason", "she asked", "--version", 7, "--json")
    assert (stale.code, stale.problem["code"]) == (5, "STALE_VERSION")
    sent = await petshop("mail", "resend", planted, "--reason", "she asked", "--version", 1)
    assert (sent.code, sent.out) == (0, f"letter {planted} is queued\n")
    shown = await petshop("mail", "show", planted)
    assert "she asked" in shown.out
    assert (await row_of(no_mail.admin_url, planted))["state"] in ("queued", "sending")


async def test_suppressed_address_is_lifted_and_written_to(petshop: Petshop, no_mail: System) -> None:
    address = new_email()
    planted = await plant(no_mail.admin_url, Planted(recipient=address))
    suppression = await suppress(no_mail.admin_url, address, planted)
    refused = await petshop("mail", "resend", planted, "--reason", "she asked", "--json")
    assert (refused.code, refused.problem["code"]) == (5, "WRONG_STATE")
    assert "lift the suppression first" in refused.problem["detail"]
    standing = await petshop("mail", "suppressions", "--q", address)
    assert str(planted) in standing.out
    lifted = await petshop("mail", "lift", suppression, "--reason", "her server was mended")
    assert (lifted.code, lifted.out) == (0, f"letters go to {address} again\n")
    assert (await petshop("mail", "suppressions", "--q", address)).out == "nothing\n"
    (found,) = (await petshop("mail", "suppressions", "--q", address, "--lifted", "--json")).json["items"]
    assert found["lift_reason"] == "her server was mended"
    assert (await petshop("mail", "lift", suppression, "--reason", "once more")).code == 5
    assert (await petshop("mail", "resend", planted, "--reason", "she asked")).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", UNKNOWN_ID], 4),
        (["show", "x"], 2),
        (["resend", UNKNOWN_ID, "--reason", "she asked"], 4),
        (["resend", UNKNOWN_ID], 2),
        (["resend", UNKNOWN_ID, "--reason", "x"], 2),
        (["lift", 2**62, "--reason", "she asked"], 4),
        (["lift", 0, "--reason", "she asked"], 2),
        (["lift", 1], 2),
        (["list", "--state", "nonsense"], 2),
        (["list", "--kind", "nonsense"], 2),
        (["list", "--limit", "0"], 2),
    ],
    ids=str,
)
async def test_refusals_end_with_their_code(petshop: Petshop, arguments: list[object], code: int) -> None:
    assert (await petshop("mail", *arguments)).code == code


async def test_pause_is_ended(petshop: Petshop, no_mail: System) -> None:
    letter = Planted(state=State.QUEUED, due_in=timedelta(hours=1))
    planted = await plant(no_mail.admin_url, letter)
    assert (await petshop("mail", "resend", planted, "--reason", "the server is back")).code == 0
    query = "SELECT due_since < now() AS due FROM svc_notifications.deliveries WHERE id = $1"
    assert (await fetch(no_mail.admin_url, query, planted))[0]["due"]
