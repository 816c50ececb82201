"""The pages a newcomer reads lead somewhere: no local link or picture of theirs is missing."""

import re
from pathlib import Path

import pytest

from deploy.local.paths import ROOT

LINK = re.compile(r"\]\((?!https?://|#)(?P<target>[^)\s#]+)")
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
