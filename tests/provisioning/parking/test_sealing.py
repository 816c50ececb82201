"""Sealed originals open with any key of the file, and with no other."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from libs.common.sealing import UnsealError
from services.provisioning.parking.sealing import Original, Sealer

ORIGINAL = Original(b'\xff\x00{"password": "hunter2"}', {"x-attempts": 4, "traceparent": "00-1"})


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "parking.key"
    file.write_text(f"{Fernet.generate_key().decode()}\n")
    return file


def test_original_comes_back_byte_for_byte_and_rests_unreadable(key_file: Path) -> None:
    sealer = Sealer(key_file)
    sealed = sealer.seal(ORIGINAL)
    assert b"hunter2" not in sealed
    assert sealer.unseal(sealed) == ORIGINAL


def test_rotated_key_seals_anew_and_the_old_one_still_opens(key_file: Path) -> None:
    old = Sealer(key_file).seal(ORIGINAL)
    before = key_file.read_text()
    key_file.write_text(f"{Fernet.generate_key().decode()}\n{before}")
    rotated = Sealer(key_file)
    assert rotated.unseal(old) == ORIGINAL
    key_file.write_text(before)
    with pytest.raises(UnsealError):
        Sealer(key_file).unseal(rotated.seal(ORIGINAL))


def test_tampered_or_foreign_seal_does_not_open(key_file: Path) -> None:
    sealed = Sealer(key_file).seal(ORIGINAL)
    with pytest.raises(UnsealError):
        Sealer(key_file).unseal(sealed[:-4] + b"AAA=")


@pytest.mark.parametrize("text", ["", "not a key"])
def test_file_without_a_key_is_refused_at_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_text(text)
    with pytest.raises(ValueError):
        Sealer(tmp_path / "key")
