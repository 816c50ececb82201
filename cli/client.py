"""HTTP to the operations API through the gateway: signs in when needed, signs out in the end."""

import getpass
import ssl
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
import typer

from cli.environment import LOCAL_OPERATOR, Environment
from cli.errors import CliError, Exit, failure, refused

TIMEOUT = httpx.Timeout(30, connect=5)
# A scan of everything, or a removal with a copy of every row before it.
LONG_S = 900.0
_OPS = "/api/v1/ops"
_AUTH = "/api/v1/auth"
Params = Mapping[str, Any]


@dataclass(frozen=True)
class Connection:
    """What the command line and the environment said about where and who."""

    environment: Environment
    url: str
    email: str | None
    otp: str | None = field(default=None, repr=False)


class Api:
    """The operations API; the token lives only as long as the command."""

    def __init__(self, connection: Connection, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._connection = connection
        self._token = connection.environment.get("PETSHOP_TOKEN")
        self._cookies: dict[str, str] = {}
        self._client = _client(connection.url, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self._cookies:
                self._send("POST", f"{_AUTH}/logout", headers=self._session_headers)
        except CliError:
            # The session ends by itself; what was asked for is done.
            self._cookies = {}
        finally:
            self._client.close()

    def get(self, path: str, params: Params | None = None) -> Any:
        """The answer of an operation that changes nothing."""
        return self._call("GET", path, params=_given(params or {}))

    def post(self, path: str, body: Params, *, timeout_s: float | None = None) -> Any:
        """The answer of an operation; members that are None are not sent."""
        extra = {} if timeout_s is None else {"timeout": httpx.Timeout(timeout_s, connect=5)}
        return self._call("POST", path, json=_given(body), **extra)

    def pages(self, path: str, params: Params, *, key: str, every: bool) -> Any:
        """One page, or with `every` all of them as if they were one."""
        body = self.get(path, params)
        while every and (cursor := body["next_cursor"]):
            following = self.get(path, {**params, "cursor": cursor})
            body = {**body, key: body[key] + following[key], "next_cursor": following["next_cursor"]}
        return body

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """An answer that goes on; raises as the others do when it is refused."""
        request = self._client.build_request("GET", _OPS + path, headers=dict(headers))
        answer = self._authorised(request, stream=True)
        try:
            if answer.is_error:
                answer.read()
                _body_of(answer)
            yield answer
        finally:
            answer.close()

    def sign_in(self) -> None:
        """Raises CliError where it is refused, or where nobody can be asked for the password."""
        connection = self._connection
        email, password = _credentials(connection)
        body = {"email": email, "password": password, "otp": connection.otp}
        answer = self._send("POST", f"{_AUTH}/login", json=_given(body))
        if _code_of(answer) == "MFA_REQUIRED" and sys.stdin.isatty():
            otp = typer.prompt("Code of the second factor", err=True)
            answer = self._send("POST", f"{_AUTH}/login", json=body | {"otp": otp})
        self._accept(answer)

    def _call(self, method: str, path: str, **options: Any) -> Any:
        try:
            request = self._client.build_request(method, _OPS + path, **options)
        except UnicodeEncodeError as error:
            raise failure(Exit.USAGE, "BAD_TEXT", "Not UTF-8", "An argument is not valid text.") from error
        return _body_of(self._authorised(request))

    def _authorised(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        if self._token is None:
            self.sign_in()
        answer = self._exchange(request, stream=stream)
        if answer.status_code == 401 and self._cookies:
            answer.close()
            # A long watch outlives its token.
            self._accept(self._send("POST", f"{_AUTH}/refresh", headers=self._session_headers))
            answer = self._exchange(request, stream=stream)
        return answer

    def _accept(self, answer: httpx.Response) -> None:
        self._token = _body_of(answer)["access_token"]
        # Kept by hand: the jar would hold a Secure cookie back from a gateway inside a private network.
        self._cookies = dict(answer.cookies)
        self._client.cookies.clear()

    def _exchange(self, request: httpx.Request, *, stream: bool) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {self._token}"
        with _reachable(self._connection.url):
            return self._client.send(request, stream=stream)

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        with _reachable(self._connection.url):
            return self._client.request(method, path, **options)

    @property
    def _session_headers(self) -> dict[str, str]:
        """The session's cookie and, as a browser would say it, that no other page sends it."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        # https also where a private network carries plain http: the service behind knows itself by that.
        return {"Cookie": cookie, "Origin": f"https://{urlsplit(self._connection.url).netloc}"}


def open_api(context: typer.Context) -> Api:
    """The API that this call of the command line is about."""
    return Api(context.obj)


def address(url: str) -> tuple[str, dict[str, str]]:
    """Where to connect, and the headers that name the host: few resolvers know *.localhost. Raises CliError."""
    try:
        parts = urlsplit(url.rstrip("/"))
        host, port = parts.hostname, parts.port
    except ValueError:
        raise failure(Exit.USAGE, "BAD_URL", "Not an address", "Host or port is wrong.") from None
    if "@" in parts.netloc:
        # It would be printed with every error.
        raise failure(Exit.USAGE, "BAD_URL", "Not an address", "An account has no place in it.")
    if parts.scheme not in ("http", "https") or not host:
        raise failure(Exit.USAGE, "BAD_URL", "Not an address", f"{url} is not an http(s) URL.")
    if not host.endswith(".localhost"):
        return parts.geturl(), {}
    netloc = f"127.0.0.1:{port}" if port else "127.0.0.1"
    return parts._replace(netloc=netloc).geturl(), {"Host": parts.netloc}


def is_loopback(url: str) -> bool:
    """Whether the address stays on this machine, where no proxy can reach it."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")


def _client(url: str, timeout: httpx.Timeout) -> httpx.Client:
    base, named = address(url)
    headers = {"User-Agent": "petshop-cli", "Accept-Language": "en"} | named
    # Reading the system's certificates takes longer than a call; plain HTTP needs none.
    verify = ssl.create_default_context() if base.startswith("https") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.Client(
        base_url=base, headers=headers, timeout=timeout, verify=verify, trust_env=not is_loopback(base)
    )


def _credentials(connection: Connection) -> tuple[str, str]:
    environment, email = connection.environment, connection.email
    password = environment.password_for(connection.url, email)
    if password is not None:
        return email or LOCAL_OPERATOR, password
    if not sys.stdin.isatty():
        detail = (
            "Set PETSHOP_OPERATOR_EMAIL with PETSHOP_OPERATOR_PASSWORD or PETSHOP_OPERATOR_PASSWORD_FILE,"
            " or PETSHOP_TOKEN."
        )
        raise failure(Exit.NOT_ALLOWED, "NOT_SIGNED_IN", "Not signed in", detail)
    email = email or typer.prompt("E-mail", err=True)
    return email, getpass.getpass(stream=sys.stderr)


@contextmanager
def _reachable(url: str) -> Iterator[None]:
    try:
        yield
    except httpx.InvalidURL as error:
        raise failure(Exit.USAGE, "BAD_URL", "Not an address", f"{url}: {error}.") from error
    except httpx.TransportError as error:
        reason = str(error) or type(error).__name__
        detail = f"{url}: {reason}. Is the system up? `petshop doctor` says what is missing."
        raise failure(Exit.UNREACHABLE, "UNREACHABLE", "The system cannot be reached", detail) from error


def _code_of(answer: httpx.Response) -> str | None:
    """The code of a refusal; None for any other answer."""
    try:
        body = answer.json() if answer.is_error else None
    except ValueError:
        return None
    return body.get("code") if isinstance(body, dict) else None


def _body_of(answer: httpx.Response) -> Any:
    """The JSON of an answer; raises CliError for a refusal, and for what no API of ours would say."""
    try:
        body = answer.json() if answer.content else None
    except ValueError:
        body = None
    if not answer.is_error and body is not None:
        return body
    if not isinstance(body, dict) or "title" not in body:
        title = f"HTTP {answer.status_code} {answer.reason_phrase}".rstrip()
        body = {"title": title, "detail": "That was no answer of the operations API.", "code": "NOT_OURS"}
    raise refused(answer.status_code, body)


def _given(values: Params) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
