"""From one signing key to the next: at no step is a token issued that somebody cannot verify."""

import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from libs.common import auth
from libs.common.auth import TokenInvalidError, TokenVerifier
from libs.common.clock import new_id, utc_now
from services.auth import keys, rotation
from services.auth.__main__ import main
from services.auth.keys import KeyRing
from services.auth.models import User
from services.auth.rotation import KEPT_AFTER_USE, PUBLISHED_BEFORE_USE, rotate
from services.auth.tokens import TokenIssuer
from tests.auth.conftest import OwnAuth
from tests.infra.logs import capture_logs

__all__ = ["capture_logs"]

OWNER = User(new_id(), new_id(), "ana@example.com", "Ana", "Lima", "owner", True)
MINUTE = timedelta(minutes=1)


class Life:
    """An auth process and a verifier that run through the whole rotation, over files whose age a test chooses."""

    def __init__(self, directory: Path) -> None:
        self.private, self.jwks = directory / "jwt-private.json", directory / "jwks.json"
        keys.generate_keys(self.private, self.jwks)
        self.ring, self.verifier = KeyRing(self.private, self.jwks), self.new_verifier()
        self.now = utc_now()

    @property
    def next(self) -> Path:
        return self.private.with_name("jwt-private-next.json")

    def new_verifier(self) -> TokenVerifier:
        return TokenVerifier(self.jwks, issuer="petshop", audience="petshop")

    def issue(self) -> str:
        """A token by the key of now, which both the old verifier and one that starts now believe."""
        issuer = TokenIssuer(self.ring.signing, issuer="petshop", audience="petshop", ttl_s=900)
        token = issuer.issue(OWNER, session_id=new_id(), now=utc_now())
        for verifier in (self.verifier, self.new_verifier()):
            verifier.verify(token)
        return token

    def step(self) -> rotation.Step:
        return rotate(self.private, self.jwks, now=self.now)

    def published(self) -> list[str]:
        return [key["kid"] for key in self.ring.jwks["keys"]]

    def wait_until(self, due: datetime | None) -> None:
        """Ages the files as if that time had come."""
        assert due is not None
        for path in (self.private, self.jwks):
            found = path.stat()
            os.utime(path, times=(found.st_atime, found.st_mtime - (due - self.now).total_seconds() - 1))


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    # As if five seconds lay between any two looks.
    monkeypatch.setattr(auth, "_LOOK_INTERVAL_S", 0)
    return Life(tmp_path)


def test_rotation_is_published_then_signed_with_then_retired(life: Life) -> None:
    old, first_token = life.ring.signing.kid, life.issue()
    begun = life.step()
    new = keys.read_private_key(life.next).kid
    assert (begun.done, begun.following) == (f"published {new}", f"sign new tokens with {new}")
    assert life.published() == [old, new]
    assert life.ring.signing.kid == old
    second_token = life.issue()

    assert life.step() == rotation.Step(None, begun.following, begun.due)
    life.wait_until(begun.due)
    switched = life.step()
    assert (switched.done, switched.following) == (f"new tokens are signed with {new}", f"retire {old}")
    assert life.ring.signing.kid == new
    third_token = life.issue()
    for token in (first_token, second_token, third_token):
        life.verifier.verify(token)

    assert life.step() == rotation.Step(None, switched.following, switched.due)
    life.wait_until(switched.due)
    assert life.step().done == f"retired {old}"
    assert life.published() == [new]
    for verifier in (life.verifier, life.new_verifier()):
        verifier.verify(third_token)
        for token in (first_token, second_token):
            with pytest.raises(TokenInvalidError):
                verifier.verify(token)
    life.issue()
    assert (life.step().done or "").startswith("published")


def test_waits_are_as_long_as_caches_and_tokens_live(life: Life) -> None:
    begun = life.step()
    assert begun.due is not None
    assert abs(begun.due - life.now - PUBLISHED_BEFORE_USE) < MINUTE
    assert timedelta(seconds=keys.JWKS_MAX_AGE_S) < PUBLISHED_BEFORE_USE
    life.wait_until(begun.due)
    switched = life.step()
    assert switched.due is not None
    assert abs(switched.due - life.now - KEPT_AFTER_USE) < MINUTE
    assert KEPT_AFTER_USE > auth.MAX_TOKEN_LIFE


def test_next_key_has_the_mode_of_its_predecessor(life: Life) -> None:
    for mode in (0o600, 0o644):
        life.private.chmod(mode)
        life.step()
        assert stat.S_IMODE(life.next.stat().st_mode) == mode
        life.next.unlink()
        keys.write_jwks(life.jwks, life.ring.signing)


def test_rotation_that_died_between_two_files_goes_on(life: Life) -> None:
    keys.write_new_key(life.next, mode=0o600)
    begun = life.step()
    assert life.published() == [life.ring.signing.kid, keys.read_private_key(life.next).kid]
    life.wait_until(begun.due)
    # Died after the age was set and before the file was moved.
    os.utime(life.next)
    life.step()
    assert not life.next.exists()
    life.issue()


def test_ring_keeps_its_keys_while_the_files_do_not_fit(life: Life, capture_logs: Callable[[], str]) -> None:
    before = life.ring.signing.kid
    life.private.unlink()
    assert life.ring.signing.kid == before
    keys.write_new_key(life.private, mode=0o600)
    assert life.ring.signing.kid == before
    assert capture_logs().count("signing keys cannot be used") == 2
    # What to do after a theft: both files anew, at once.
    life.jwks.unlink()
    keys.generate_keys(life.private, life.jwks)
    assert life.ring.signing.kid != before
    life.issue()


def test_command_rotate_keys_says_what_is_next_and_may_be_repeated(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["rotate-keys", "--private", str(life.private), "--jwks", str(life.jwks)]
    assert [main(arguments), main(arguments)] == [0, 0]
    done, following, again, still = capsys.readouterr().out.splitlines()
    kid = keys.read_private_key(life.next).kid
    assert (done, again) == (f"published {kid}", "nothing changed: it is too early")
    assert following == still
    assert following.startswith("next, by the same command, from 20")
    assert following.endswith(f" UTC: sign new tokens with {kid}")


def test_command_rotate_keys_without_usable_files_fails(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["rotate-keys", "--private", str(life.private), "--jwks", str(life.jwks)]
    life.jwks.write_text('{"keys": []}')
    assert main(arguments) == 1
    keys.write_new_key(life.next, mode=0o600)
    keys.write_jwks(life.jwks, keys.read_private_key(life.next))
    assert main(arguments) == 1
    life.private.unlink()
    assert main(arguments) == 1
    empty, mismatch, missing = capsys.readouterr().err.splitlines()
    assert "No keys" in empty
    assert "does not hold the key" in mismatch
    assert "No such file" in missing


async def test_running_auth_takes_the_new_key_without_a_restart(own_auth: OwnAuth) -> None:
    async def published() -> set[str]:
        answer = await own_auth.client.get("/.well-known/jwks.json")
        return {key["kid"] for key in answer.json()["keys"]}

    before = await published()
    rotate(own_auth.private_file, own_auth.jwks_file, now=utc_now())
    assert len(await published() - before) == 1
