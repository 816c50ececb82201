import pytest
from fastapi import Response

from services.auth.cookies import REFRESH, HostCookie


@pytest.mark.parametrize("domain", ["localhost", "petshop.localhost", "127.0.0.1"])
def test_cookie_on_loopback_is_plain(domain: str) -> None:
    cookie = HostCookie.for_domain(domain, name=REFRESH, max_age_s=60)
    assert (cookie.name, cookie.secure) == ("refresh_token", False)


@pytest.mark.parametrize("domain", ["petshop.example", "notlocalhost", "localhost.evil.example"])
def test_cookie_elsewhere_is_bound_to_host_and_tls(domain: str) -> None:
    cookie = HostCookie.for_domain(domain, name=REFRESH, max_age_s=60)
    assert (cookie.name, cookie.secure) == ("__Host-refresh_token", True)


def test_put_sets_every_attribute_and_no_domain() -> None:
    response = Response()
    HostCookie.for_domain("petshop.example", name=REFRESH, max_age_s=60).put(response, "secret")
    name, *attributes = response.headers["set-cookie"].split("; ")
    assert name == "__Host-refresh_token=secret"
    assert {item.lower() for item in attributes} == {
        "httponly",
        "max-age=60",
        "path=/",
        "samesite=strict",
        "secure",
    }


def test_clear_expires_it_with_the_same_attributes() -> None:
    response = Response()
    HostCookie.for_domain("petshop.example", name=REFRESH, max_age_s=60).clear(response)
    header = response.headers["set-cookie"]
    assert header.startswith('__Host-refresh_token=""')
    assert "Max-Age=0" in header
    assert "Secure" in header
