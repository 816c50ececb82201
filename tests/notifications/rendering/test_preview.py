"""Letters can be looked at without sending any."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.errors import CliError, Exit
from cli.main import app
from services.notifications.models import Kind
from services.notifications.preview import main, samples
from services.notifications.rendering.catalogue import LOCALES, catalogue


def test_there_is_a_sample_of_every_kind_and_every_reason() -> None:
    found = list(samples())
    assert {sample.kind for sample in found} == set(Kind)
    codes = {sample.content["code"] for sample in found if sample.kind is Kind.SIGNUP_FAILED}
    assert codes == set(catalogue("pt-BR").words[Kind.SIGNUP_FAILED])
    assert codes >= {"EMAIL_TAKEN", "SCHEMA_FAILED", "TIMED_OUT", "CANCELLED", "other"}


def test_previews_are_written_for_every_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "folder"
    assert main([str(folder)]) == 0
    expected = {f"{sample.name}.{locale}" for sample in samples() for locale in LOCALES}
    assert {path.stem for path in folder.glob("*.txt")} == expected
    assert {path.stem for path in folder.glob("*.html")} == {*expected, "index"}
    index = (folder / "index.html").read_text("utf-8")
    assert all(f'href="{name}.html"' in index and f'href="{name}.txt"' in index for name in expected)
    assert str(folder / "index.html") in capsys.readouterr().out


def test_previews_need_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_command_writes_a_letter_out() -> None:
    text = CliRunner().invoke(app, ["mail", "preview", "welcome"])
    assert text.exit_code == 0
    assert text.stdout.startswith("Sua loja no Focinho já está no ar\n")
    html = CliRunner().invoke(app, ["mail", "preview", "welcome", "--locale", "en", "--html"])
    assert html.stdout.startswith("<!doctype html>")
    assert "Open my shop" in html.stdout


def test_the_command_names_what_there_is() -> None:
    result = CliRunner().invoke(app, ["mail", "preview", "nothing"])
    assert isinstance(result.exception, CliError)
    assert result.exception.exit_code == Exit.NOT_FOUND
    assert "signup_failed-EMAIL_TAKEN" in str(result.exception.problem)
