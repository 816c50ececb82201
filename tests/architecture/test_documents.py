"""The pages a newcomer reads lead somewhere: no local link or picture of theirs is missing."""

import re
from pathlib import Path

import pytest

from deploy.local.paths import ROOT

LINK = re.compile(r"\]\((?!https?://|#)(?P<target>[^)\s#]+)")
NAMED = re.compile(r"`(?P<path>(?:deploy|docs|libs|services|tests|tools|web)/[\w./\[\]*-]+)`")
REQUIREMENT = re.compile(r"^\| \d+\.\d+\.\d+ \|[^|]+\| (?P<state>met|part|not met|n/a) \|", re.MULTILINE)
PAGES = sorted(
    page.relative_to(ROOT)
    for folder in (".", "docs", "docs/adr", "docs/screens", "services/*")
    for page in ROOT.glob(f"{folder}/*.md")
)


def missing(page: Path, text: str) -> list[str]:
    targets = {match["target"] for match in LINK.finditer(text)}
    return sorted(target for target in targets if not (ROOT / page.parent / target).exists())


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_local_links_lead_somewhere(page: Path) -> None:
    assert missing(page, (ROOT / page).read_text(encoding="utf-8")) == []


def test_link_to_nothing_is_found() -> None:
    text = "[![a picture](docs/none.png)](docs/none.md) and [here](README.md), [there](https://example.com/none)"
    assert missing(Path("README.md"), text) == ["docs/none.md", "docs/none.png"]


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/security-asvs.md"])
def test_what_is_said_to_show_it_is_there(page: str) -> None:
    named = {match["path"] for match in NAMED.finditer((ROOT / page).read_text(encoding="utf-8"))}
    assert named
    assert sorted(path for path in named if not any(ROOT.glob(path.rstrip("/")))) == []


def test_requirements_are_counted_as_they_stand() -> None:
    text = (ROOT / "docs/security-asvs.md").read_text(encoding="utf-8")
    states = [match["state"] for match in REQUIREMENT.finditer(text)]
    assert len(states) == len(re.findall(r"^\| \d+\.\d+\.\d+ \|", text, re.MULTILINE))
    said = f"{len(states)} requirements: {states.count('met')} met, {states.count('part')} in part, "
    assert said + f"{states.count('not met')} not met, {states.count('n/a')} not applicable." in text
