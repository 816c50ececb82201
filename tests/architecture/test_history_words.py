"""Whatever the services tell the audit has words in a shop's history, in every language."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "web/src/messages"


def told_actions() -> set[str]:
    """The actions that are named where `record` is called."""
    found = set()
    for path in (ROOT / "services").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record":
                constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found |= {value for value in constants if isinstance(value, str) and "." in value}
    return found


@pytest.mark.parametrize("locale", ["pt-BR", "en"])
def test_every_action_that_is_told_has_words(locale: str) -> None:
    told = told_actions()
    assert {"dose.printed", "cliente.listed", "auth.sign_in_refused"} <= told
    words = json.loads((MESSAGES / locale / "history.json").read_text("utf-8"))["history"]["action"]
    assert {action for action in told if action.replace(".", "_") not in words} == set()
