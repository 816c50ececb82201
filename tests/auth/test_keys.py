import json
import stat
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from services.auth import keys
from services.auth.__main__ import main


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "keys" / "private.json", tmp_path / "keys" / "jwks.json"


def test_generate_keys_twice_keeps_the_first(files: tuple[Path, Path]) -> None:
    assert keys.generate_keys(*files)
    before = [path.read_text() for path in files]
    assert not keys.generate_keys(*files)
    assert [path.read_text() for path in files] == before


def test_generate_keys_private_file_is_its_owners_only(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600, 0o644]
    assert len(list(files[0].parent.iterdir())) == 2


def test_generate_keys_publishes_public_members_under_the_thumbprint(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    (published,) = json.loads(files[1].read_text())["keys"]
    assert set(published) == {"kty", "crv", "x", "kid", "use", "alg"}
    assert published["kid"] == OKPKey.import_key(published).thumbprint()


def test_generate_keys_without_jwks_publishes_the_same_key_again(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    published = files[1].read_text()
    files[1].unlink()
    assert keys.generate_keys(*files)
    assert files[1].read_text() == published


def test_read_jwks_of_another_key_raises(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    signing = keys.read_private_key(files[0])
    files[0].unlink()
    keys.generate_keys(*files)
    with pytest.raises(keys.KeyMismatchError):
        keys.read_jwks(files[1], signing=signing)


def test_read_jwks_with_a_private_member_leaves_it_out(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    signing = keys.read_private_key(files[0])
    files[1].write_text(json.dumps({"keys": [signing.as_dict(private=True)]}))
    assert "d" not in keys.read_jwks(files[1], signing=signing)["keys"][0]


def test_read_private_key_of_a_public_one_raises(files: tuple[Path, Path]) -> None:
    keys.generate_keys(*files)
    public = keys.read_private_key(files[0]).as_dict(private=False)
    files[0].write_text(json.dumps(public))
    with pytest.raises(ValueError, match="no private key"):
        keys.read_private_key(files[0])


def test_command_generate_keys_may_be_repeated(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["generate-keys", "--private", str(files[0]), "--jwks", str(files[1])]
    assert [main(arguments), main(arguments)] == [0, 0]
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("wrote")
    assert second.startswith("kept")
