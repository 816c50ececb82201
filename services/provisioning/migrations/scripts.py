"""Migrations as SQL scripts: one rendering serves new schemas, upgrades and reviews alike."""

import io
from functools import cache
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

Tree = Literal["shared", "tenant"]


def _config(tree: Tree, output: io.StringIO | None = None) -> Config:
    config = Config(output_buffer=output) if output else Config()
    config.set_main_option("script_location", str(Path(__file__).parent / tree))
    config.set_main_option("path_separator", "os")
    return config


@cache
def head(tree: Tree) -> str:
    """The newest revision of a tree."""
    revision = ScriptDirectory.from_config(_config(tree)).get_current_head()
    if revision is None:
        raise LookupError(f"the {tree} tree has no revision")
    return revision


@cache
def revisions(tree: Tree) -> tuple[str, ...]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(_config(tree))
    return tuple(reversed([item.revision for item in script.walk_revisions()]))


@cache
def render(tree: Tree, *, start: str = "base", end: str = "head") -> str:
    """The SQL that brings a schema from one revision to another, without transaction control."""
    output = io.StringIO()
    command.upgrade(_config(tree, output), f"{start}:{end}", sql=True)
    return output.getvalue()
