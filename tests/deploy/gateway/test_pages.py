"""The front end behind the gateway: whose page is whose, what may be kept how long, what comes from disk."""

import gzip
from pathlib import Path

import httpx
import pytest

from deploy.gateway.config import GatewayConfig
from tests.deploy.gateway.conftest import BASE_DOMAIN

SHOP = f"acme.{BASE_DOMAIN}"
SCRIPT = "/_next/static/chunks/app-0123.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'"
)


@pytest.fixture(scope="module", autouse=True)
def _files(gateway: GatewayConfig) -> None:
    """What a build leaves for nginx; what is packed says so, to tell whose packing arrived."""
    files = {
        SCRIPT: b"// plain",
        f"{SCRIPT}.gz": gzip.compress(b"// packed"),
        "/_next/static/media/a.woff2": b"wOF2",
        "/vivo.txt": b"vivo\n",
        "/manifest.webmanifest": b"{}",
    }
    for name, content in files.items():
        path = Path(f"{gateway.static_dir}/web{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _asked(answer: httpx.Response) -> str:
    """The address that reached the front end."""
    return answer.text.split("<p>")[1].split("</p>")[0]


def _at(client: httpx.Client, host: str, path: str) -> httpx.Response:
    return client.get(path, headers={"Host": host})


@pytest.mark.parametrize("path", ["/", "/planos", "/en/planos?a=%20b", "/_next/data/x.json", "/a%20b", "/apix"])
def test_page_reaches_the_front_end_as_it_was_asked_for(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, _asked(answer)) == (200, path)


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/", "/inicio"),
        ("/?a=1&b", "/inicio?a=1&b"),
        ("/en", "/en/inicio"),
        ("/EN/", "/en/inicio"),
        ("/pt-BR", "/inicio"),
    ],
)
def test_front_page_of_a_shop_is_its_home(client: httpx.Client, asked: str, sent_to: str) -> None:
    answer = _at(client, f"{SHOP}:8080", asked)
    assert (answer.status_code, answer.headers["location"]) == (302, sent_to)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("prefix", ["", "/en", "/EN", "/pt-BR", "/pt-br"])
@pytest.mark.parametrize(
    ("host", "paths"),
    [
        (SHOP, ["/ops", "/ops/", "/ops/sagas/1", "/cadastro", "/cadastro/andamento", "/%6fps", "//ops"]),
        (BASE_DOMAIN, ["/inicio", "/tutores", "/tutores/1", "/animais", "/servicos/novo"]),
        ("127.0.0.1:8080", ["/inicio", "/animais/7"]),
        ("elsewhere.example", ["/servicos"]),
    ],
)
def test_page_of_the_other_kind_of_host_is_not_found(
    client: httpx.Client, host: str, paths: list[str], prefix: str
) -> None:
    for path in paths:
        # The client would tidy such an address up by itself.
        answer = _at(client, host, str(client.base_url) + prefix + path)
        assert answer.status_code == 404, path
        assert _asked(answer) == (f"{prefix}/404" if prefix.lower() == "/en" else "/404")


@pytest.mark.parametrize(
    ("host", "paths"),
    [
        (SHOP, ["/inicio", "/en/tutores", "/opsx", "/entrar", "/a/ops", "/cadastros"]),
        (BASE_DOMAIN, ["/ops", "/en/ops/sagas", "/cadastro", "/", "/inicios", "/en"]),
        ("127.0.0.1", ["/", "/ops"]),
        ("elsewhere.example", ["/cadastro"]),
    ],
)
def test_page_of_its_own_kind_of_host_is_found(client: httpx.Client, host: str, paths: list[str]) -> None:
    for path in paths:
        answer = _at(client, host, path)
        assert (answer.status_code, _asked(answer)) == (200, path)


def test_services_answer_on_every_host(client: httpx.Client) -> None:
    for host in (SHOP, BASE_DOMAIN):
        assert _at(client, host, "/api/v1/ops/sagas").json()["service"] == "provisioning"
        assert "cache-control" not in _at(client, host, "/api/v1/ops/sagas").headers


@pytest.mark.parametrize("path", ["/", "/en/x", "/404", SCRIPT, "/vivo.txt", "/site.js", "/indisponivel.css"])
def test_policy_of_pages_and_files(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers.get_list("content-security-policy") == [POLICY]
    assert headers.get_list("permissions-policy") == ["camera=(), microphone=(), geolocation=()"]
    assert headers.get_list("cross-origin-opener-policy") == ["same-origin"]
    assert "x-powered-by" not in headers


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/", 200, "no-cache"),
        ("/404", 404, "no-cache"),
        ("/a||b", 200, "no-cache"),
        (SCRIPT, 200, "public, max-age=31536000, immutable"),
        ("/_next/static/chunks/gone.js", 404, None),
        ("/vivo.txt", 200, "public, max-age=3600"),
        ("/site.js", 200, "public, max-age=300"),
        ("/api/openapi.json", 200, None),
        ("/metrics", 404, None),
    ],
)
def test_how_long_an_answer_may_be_kept(client: httpx.Client, path: str, status: int, kept: str | None) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers.get_list("cache-control") == ([kept] if kept else [])


def test_page_that_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/")
    assert first.headers["content-encoding"] == "gzip"
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"


def test_script_comes_as_the_build_packed_it(client: httpx.Client) -> None:
    packed = client.get(SCRIPT)
    assert (packed.text, packed.headers["content-encoding"]) == ("// packed", "gzip")
    assert packed.headers["vary"] == "Accept-Encoding"
    plain = client.get(SCRIPT, headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers.get("content-encoding")) == ("// plain", None)
    unchanged = client.get(SCRIPT, headers={"If-None-Match": packed.headers["etag"]})
    assert unchanged.status_code == 304


def test_files_have_their_types(client: httpx.Client) -> None:
    types = {
        SCRIPT: "application/javascript; charset=utf-8",
        "/_next/static/media/a.woff2": "font/woff2",
        "/manifest.webmanifest": "application/manifest+json",
        "/vivo.txt": "text/plain; charset=utf-8",
    }
    assert {path: client.get(path).headers["content-type"] for path in types} == types


def test_record_of_the_builds_is_not_served(client: httpx.Client, gateway: GatewayConfig) -> None:
    (gateway.static_dir / "web-builds.json").write_text("{}")
    for path in ("/web-builds.json", "/../web-builds.json", "/_next/static/../../../web-builds.json"):
        assert "{}" not in client.get(str(client.base_url) + path).text


def test_front_end_learns_its_base_domain(client: httpx.Client) -> None:
    answer = client.get("/site.js")
    assert answer.text == f'globalThis.petshopSite={{"baseDomain":"{BASE_DOMAIN}"}};'
    assert answer.headers["content-type"].startswith("application/javascript")


@pytest.mark.parametrize("path", ["/", "/cadastro", SCRIPT])
def test_page_is_only_read(client: httpx.Client, path: str) -> None:
    assert client.head(path).status_code == 200
    for method in ("POST", "PUT", "DELETE"):
        refused = client.request(method, path)
        assert (refused.status_code, refused.json()["code"]) == (405, "METHOD_NOT_ALLOWED")
        assert refused.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("host", "proto", "sent"),
    [
        ("shop.example.com", "https", ["max-age=63072000; includeSubDomains"]),
        ("shop.example.com", "http", []),
        ("shop.example.com", None, []),
        ("localhost", "https", []),
        ("shop.localhost", "https", []),
        ("127.0.0.1", "https", []),
        ("[::1]", "https", []),
        ("localhost.example.com", "https", ["max-age=63072000; includeSubDomains"]),
    ],
)
def test_https_is_demanded_where_there_is_https(
    client: httpx.Client, host: str, proto: str | None, sent: list[str]
) -> None:
    headers = {"Host": host} | ({"X-Forwarded-Proto": proto} if proto else {})
    for path in ("/site.js", "/metrics", "/api/v1/ops/sagas"):
        assert client.get(path, headers=headers).headers.get_list("strict-transport-security") == sent
