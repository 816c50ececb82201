"""Rendering, without nginx."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from deploy.gateway.config import GatewayConfig, RateLimit, render
from deploy.gateway.problems import PROBLEMS, document

CONFIG = GatewayConfig(
    port=8080,
    base_domain="pets.example",
    upstreams={
        "tenant": ["a:1"],
        "auth": ["a:2"],
        "provisioning": ["a:3"],
        "business": ["a:4", "b:4"],
        "notifications": ["a:6"],
        "web": ["a:5", "b:5"],
    },
    static_dir=Path("/static"),
    work_dir=Path("/work"),
)


def test_render_lone_server_is_never_taken_out() -> None:
    text = render(CONFIG)
    assert "server a:1 max_fails=0;" in text
    assert "server a:4;\n        server b:4;" in text


def test_render_limits_and_addresses() -> None:
    config = dataclasses.replace(CONFIG, login=RateLimit(7, 9), addresses=("127.0.0.1", "[::1]"))
    text = render(config)
    assert "zone=login:4m rate=7r/s" in text
    assert "zone=login burst=9 nodelay" in text
    assert "listen 127.0.0.1:8080;\n        listen [::1]:8080;" in text
    assert r"\.pets\.example$" in text


@pytest.mark.parametrize(("user", "directive"), [(None, False), ("nobody nogroup", True)])
def test_render_user_only_when_given(user: str | None, directive: bool) -> None:
    text = render(dataclasses.replace(CONFIG, worker_user=user))
    assert bool(re.search(r"^user nobody nogroup;$", text, re.MULTILINE)) is directive


def test_render_values_that_would_break_out_are_refused() -> None:
    with pytest.raises(ValueError, match="BASE_DOMAIN"):
        render(dataclasses.replace(CONFIG, base_domain="x; evil"))
    with pytest.raises(ValueError, match="path"):
        render(dataclasses.replace(CONFIG, static_dir=Path('/a"b')))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: str(problem.status))
def test_problem_document_fits_an_nginx_string(problem: object) -> None:
    text = document(problem)  # type: ignore[arg-type]
    assert "'" not in text
    assert re.findall(r"\$\w+", text) == ["$instance", "$correlation_id"]
    assert json.loads(text)["type"] == "about:blank"
