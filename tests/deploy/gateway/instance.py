"""An instance of the front end as nginx sees it; `python -m … PORT` runs one that can be killed."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Page(BaseHTTPRequestHandler):
    """Answers as Next does with a page that stands ready; the page says which address was asked for."""

    protocol_version = "HTTP/1.1"
    # Head and body leave together, as node sends them: whoever is killed has sent both or nothing.
    wbufsize = 65_536
    etag = '"a-page"'

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match", "").removeprefix("W/") == self.etag
        name = self.path.partition("?")[0].rpartition("/")[2]
        body = b"" if known else f"<!doctype html><p>{self.path}</p>{' ' * 2000}".encode()
        self.send_response(304 if known else int(name) if name in ("404", "500") else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cache-Control", "s-maxage=31536000, stale-while-revalidate")
        self.send_header("X-Powered-By", "Next.js")
        self.send_header("ETag", self.etag)
        if not known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        return


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
