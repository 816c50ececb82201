"""The catcher as it runs: a process, real SMTP in, pages and API out."""

import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from deploy.local import process
from deploy.local.servers import mail
from tests.infra.mail import Mailbox
from tests.infra.servers import free_ports

HOSTILE = '<script>alert(1)</script> "&" {{ 7*7 }} ção 🐶'


@dataclass(frozen=True)
class Catcher:
    port: int
    smtp_port: int
    directory: Path

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox(self.port)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, trust_env=False)

    def remove(self, body: bytes) -> httpx.Response:
        url = f"http://127.0.0.1:{self.port}/api/v1/messages"
        return httpx.request("DELETE", url, content=body, trust_env=False)

    def send(self, message: EmailMessage, *recipients: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as client:
            client.send_message(message, to_addrs=recipients or None)


def letter(subject: str = "Olá", *, html: str = "<p>Olá</p>", to: str = "ana@example.com") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Pet Feliz via Focinho <nao-responda@focinho.example>"
    message["To"] = f"Ana Conceição <{to}>"
    message["Subject"] = subject
    message["Message-ID"] = "<one@focinho.example>"
    message.set_content("Olá, em texto: http://acme.localhost:8080/entrar\n")
    message.add_alternative(html, subtype="html")
    return message


@contextmanager
def running(directory: Path, *, kept: int = 500) -> Iterator[Catcher]:
    port, smtp_port = free_ports(2)
    catcher = mail.prepare(directory / "mail", port=port, smtp_port=smtp_port, kept=kept)
    child = process.start(catcher, timeout_s=20)
    try:
        yield Catcher(port, smtp_port, directory / "mail")
    finally:
        process.stop(catcher, child)


@pytest.fixture(scope="module")
def catcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catcher]:
    with running(tmp_path_factory.mktemp("catcher")) as started:
        yield started


async def test_letter_comes_out_as_it_went_in(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    sent = letter("Bem-vinda à Pet Feliz 🐶")
    sent.set_boundary("apart")
    catcher.send(sent, "ana@example.com", "hidden@example.com")
    (found,) = await catcher.mailbox.letters()
    assert found.subject == "Bem-vinda à Pet Feliz 🐶"
    assert (found.sender, found.sender_name) == ("nao-responda@focinho.example", "Pet Feliz via Focinho")
    assert found.recipients == ["ana@example.com"]
    assert found.message_id == "one@focinho.example"
    assert found.text.strip() == "Olá, em texto: http://acme.localhost:8080/entrar"
    assert found.html.strip() == "<p>Olá</p>"
    assert found.parsed.get_all("Delivered-To") == ["ana@example.com", "hidden@example.com"]
    assert found.parsed["Return-Path"] == "<nao-responda@focinho.example>"
    assert found.source.endswith(b"\r\n" + sent.as_bytes(policy=policy.SMTP))


async def test_list_has_the_newest_first_a_page_at_a_time_and_can_be_emptied(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    for number in range(3):
        catcher.send(letter(f"número {number}"))
    listed = catcher.get("/api/v1/messages?limit=2").json()
    assert (listed["total"], listed["count"]) == (3, 2)
    assert [each["Subject"] for each in listed["messages"]] == ["número 2", "número 1"]
    assert catcher.get("/api/v1/messages?start=2").json()["messages"][0]["Subject"] == "número 0"
    assert catcher.get("/api/v1/message/latest").json()["Subject"] == "número 2"
    one = {"IDs": [listed["messages"][0]["ID"], "nobody"]}
    assert catcher.remove(json.dumps(one).encode()).status_code == 200
    assert await catcher.mailbox.count() == 2
    await catcher.mailbox.clear()
    assert (await catcher.mailbox.letters(), list(catcher.directory.glob("*.eml"))) == ([], [])


async def test_letters_are_found_by_the_whole_address_they_went_to(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    for name in ("ana", "ana", "mariana"):
        catcher.send(letter(name, to=f"{name}@example.com"))
    assert [each.subject for each in await catcher.mailbox.letters("ANA@example.com")] == ["ana", "ana"]
    listed = catcher.get('/api/v1/search?query=to:"ana@example.com"&limit=1').json()
    assert (listed["total"], listed["count"]) == (2, 1)
    assert await catcher.mailbox.letters("na@example.com") == []


@pytest.mark.parametrize("query", ["", "query=", "query=to:", 'query=to:""', "query=subject:ana"])
def test_search_that_is_not_understood_is_refused(catcher: Catcher, query: str) -> None:
    assert catcher.get(f"/api/v1/search?{query}").status_code == 400


@pytest.mark.parametrize("query", ["limit=-1", "limit=x", "start=1.5", "limit=²"])
def test_number_that_is_none_is_refused(catcher: Catcher, query: str) -> None:
    assert catcher.get(f"/api/v1/messages?{query}").status_code == 400


@pytest.mark.parametrize("body", [b"[1]", b"{", b'{"IDs": "a"}', b'{"IDs": [1]}'])
async def test_removal_that_is_not_understood_removes_nothing(catcher: Catcher, body: bytes) -> None:
    catcher.send(letter())
    assert catcher.remove(body).status_code == 400
    assert await catcher.mailbox.count() > 0


async def test_pages_escape_what_strangers_write_and_run_nothing(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    catcher.send(letter(HOSTILE, html=f"<html><head></head><body>{HOSTILE}</body></html>"))
    (found,) = await catcher.mailbox.letters()
    assert found.subject == HOSTILE
    pages = [
        catcher.get("/"),
        *(catcher.get(f"/letters/{found.id}?as={form}") for form in ("html", "text", "source")),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "{{ 7*7 }}" in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_letter_is_framed_in_a_sandbox_and_its_links_open_pages_of_their_own(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    html = (
        '<!doctype html><html><head class="x"><title>t</title></head><body><a href="http://a/">a</a></body></html>'
    )
    catcher.send(letter(html=html))
    (found,) = await catcher.mailbox.letters()
    assert found.links == ["http://a/"]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in catcher.get(f"/letters/{found.id}").text
    framed = catcher.get(f"/letters/{found.id}/html")
    assert '<head class="x"><base target="_blank"><title>' in framed.text
    assert framed.text.startswith("<!doctype html>")
    told = framed.headers["content-security-policy"]
    assert told.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';")
    assert not {"allow-scripts", "script-src", "allow-same-origin", "allow-top-navigation"} & set(told.split())


async def test_letter_without_html_is_shown_as_text_with_links(catcher: Catcher) -> None:
    await catcher.mailbox.clear()
    plain = EmailMessage()
    plain["From"], plain["To"], plain["Subject"] = "a@example.com", "b@example.com", ""
    plain.set_content("abra http://acme.localhost:8080/x?a=1&b=2 <já>\n")
    catcher.send(plain)
    (found,) = await catcher.mailbox.letters()
    page = catcher.get(f"/letters/{found.id}").text
    assert "<iframe" not in page
    assert 'href="http://acme.localhost:8080/x?a=1&amp;b=2"' in page
    assert "&lt;já&gt;" in page
    assert "(no subject)" in page


@pytest.mark.parametrize(
    "path",
    [
        "/letters/0",
        "/letters/0/html",
        "/api/v1/message/0",
        "/api/v1/message/0/raw",
        "/letters/..%2f..%2fetc%2fpasswd",
    ],
)
def test_letter_that_is_not_there_is_not_found(catcher: Catcher, path: str) -> None:
    assert catcher.get(path).status_code == 404


def test_page_under_another_name_is_refused(catcher: Catcher) -> None:
    assert catcher.get("/api/v1/messages", Host="evil.example").status_code == 400
    assert catcher.get("/api/v1/messages", Host=f"localhost:{catcher.port}").status_code == 200


def test_letter_that_is_too_large_is_refused(catcher: Catcher) -> None:
    with smtplib.SMTP("127.0.0.1", catcher.smtp_port, timeout=10) as client:
        line = "x" * 900 + "\r\n"
        with pytest.raises(smtplib.SMTPResponseException) as refused:
            client.sendmail("a@example.com", ["b@example.com"], line * 13_000)
    assert refused.value.smtp_code == 552


async def test_letter_that_cannot_be_written_down_is_refused_for_now(tmp_path: Path) -> None:
    with running(tmp_path) as catcher:
        catcher.directory.rmdir()
        with pytest.raises(smtplib.SMTPDataError) as refused:
            catcher.send(letter())
        assert refused.value.smtp_code == 452
        catcher.directory.mkdir()
        catcher.send(letter())
        assert await catcher.mailbox.count() == 1


async def test_newest_letters_stay_and_outlive_a_restart(tmp_path: Path) -> None:
    with running(tmp_path, kept=3) as catcher:
        for number in range(5):
            catcher.send(letter(f"número {number}"))
        before = await catcher.mailbox.letters()
        assert [each.subject for each in before] == ["número 2", "número 3", "número 4"]
        assert len(list(catcher.directory.iterdir())) == 3
        assert catcher.directory.stat().st_mode & 0o777 == 0o700
    with running(tmp_path, kept=2) as catcher:
        assert await catcher.mailbox.letters() == before[1:]
        catcher.send(letter("depois"))
        assert [each.subject for each in await catcher.mailbox.letters()] == ["número 4", "depois"]


def test_taken_port_is_said_and_ends_it(catcher: Catcher, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    second = mail.prepare(tmp_path / "mail", port=port, smtp_port=catcher.smtp_port)
    with pytest.raises(process.ProcessFailed, match="address already in use"):
        process.start(second, timeout_s=20)
