"""Taking letters apart, whatever they are made of."""

import pytest

from deploy.mail.letter import Address, take_apart


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xfe\x00",
        b"no header at all",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\nx",
        b"Subject: =?klingon?q?x?=\r\n\r\nx",
        b"From: <\r\nTo: ,,;\r\n\r\nx",
        b"Content-Type: text/html; charset=klingon\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"From: =?utf-8?q?=00?= <a@b>\r\n\r\nx",
    ],
)
def test_odd_bytes_are_read_somehow(source: bytes) -> None:
    parts = take_apart(source)
    assert isinstance(parts.snippet, str)


def test_headers_are_unfolded_and_decoded() -> None:
    source = (
        b"From: =?utf-8?q?Jo=C3=A3o?= <joao@example.com>\r\n"
        b'To: "Silva, Ana" <ana@example.com>,\r\n bia@example.com\r\n'
        b"Subject: =?utf-8?q?ol=C3=A1?=\r\n =?utf-8?q?_mundo?=\r\n\r\n x \r\n\r\n y\r\n"
    )
    parts = take_apart(source)
    assert parts.sender == Address("João", "joao@example.com")
    assert parts.to == (Address("Silva, Ana", "ana@example.com"), Address("", "bia@example.com"))
    assert (parts.subject, parts.snippet) == ("olá mundo", "x y")


def test_attached_text_is_not_the_body() -> None:
    source = (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nattached\r\n"
        b"--x\r\nContent-Type: text/plain; charset=latin-1\r\n\r\nol\xe1\r\n--x--\r\n"
    )
    assert take_apart(source).text.strip() == "olá"
