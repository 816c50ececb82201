"""The audit of dependencies, against a database of our own making: it never takes silence for a clean bill."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tools import audit_dependencies
from tools.audit_dependencies import NotAuditedError, Package, locked, npm_packages, python_packages

KNOWN_BAD = Package("PyPI", "jinja2", "3.0.0")
GOOD = Package("npm", "react", "19.0.0")


@contextmanager
def database(status: int, answer: bytes | None = None) -> Iterator[str]:
    """Answers like OSV where no `answer` is given: it knows one vulnerable package."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps({"results": [self._known(query) for query in asked["queries"]]}).encode()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if answer is None else answer)

        def _known(self, query: dict[str, Any]) -> dict[str, Any]:
            package = Package(query["package"]["ecosystem"], query["package"]["name"], query["version"])
            return {"vulns": [{"id": "GHSA-test"}]} if package == KNOWN_BAD else {}

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_vulnerable_version_is_named_and_others_are_not() -> None:
    with database(200) as url:
        assert audit_dependencies.vulnerabilities([GOOD, KNOWN_BAD], url) == {KNOWN_BAD: ["GHSA-test"]}
        assert audit_dependencies.vulnerabilities([GOOD], url) == {}


@pytest.mark.parametrize(
    ("status", "answer"),
    [(405, b""), (500, b"{}"), (200, b"<html>"), (200, b"{}"), (200, b'{"results": []}'), (200, b"[1]")],
)
def test_answer_that_is_none_is_not_a_clean_bill(status: int, answer: bytes) -> None:
    with database(status, answer) as url, pytest.raises(NotAuditedError):
        audit_dependencies.vulnerabilities([GOOD], url)


@pytest.mark.parametrize(
    ("status", "answer", "code", "said"),
    [(200, None, 0, "audited, 0 with"), (503, b"", 3, "NOT AUDITED")],
)
def test_end_is_told_by_code_and_words(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    answer: bytes | None,
    code: int,
    said: str,
) -> None:
    with database(status, answer) as url:
        monkeypatch.setenv("OSV_URL", url)
        assert audit_dependencies.main() == code
    printed = capsys.readouterr()
    assert said in printed.out + printed.err


def test_vulnerable_lock_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_dependencies, "locked", lambda: [KNOWN_BAD])
    with database(200) as url:
        monkeypatch.setenv("OSV_URL", url)
        assert audit_dependencies.main() == 1


def test_database_out_of_reach_is_not_audited() -> None:
    with database(200) as url:
        pass
    with pytest.raises(NotAuditedError):
        audit_dependencies.vulnerabilities([GOOD], url)


def test_locks_are_read_whole() -> None:
    assert python_packages("Jinja2==3.0.0 \\\n    --hash=sha256:aa\nuvicorn[standard]==0.4 ; x == 'y' \\\n") == {
        KNOWN_BAD,
        Package("PyPI", "uvicorn", "0.4"),
    }
    lock = {"packages": {"": {}, "node_modules/a/node_modules/@b/c": {"version": "1.0"}, "x": {"version": "2"}}}
    assert npm_packages(json.dumps(lock)) == {Package("npm", "@b/c", "1.0")}
    names = {package.name for package in locked()}
    assert {"fastapi", "sqlalchemy", "next", "react"} <= names
