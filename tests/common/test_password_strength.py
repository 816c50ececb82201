"""What is too easy to guess, and for whom."""

import asyncio

import pytest

from libs.common.errors import ValidationError
from libs.common.passwords import require_strong

ABOUT = ("mariana.figueiredo@example.com", "Mariana", "Figueiredo", "Cão & Companhia", "cao-companhia")


async def is_strong(password: str, *about: str) -> bool:
    try:
        await require_strong(password, field="password", about=about)
    except ValidationError as error:
        return (error.errors[0]["field"], error.errors[0]["code"]) != ("password", "password_weak")
    return True


@pytest.mark.parametrize("password", ["12345678", "password123", "aaaaaaaaaaaa", "qwertyuiop", "senha123"])
async def test_passwords_that_everybody_tries_are_weak(password: str) -> None:
    assert not await is_strong(password)


@pytest.mark.parametrize(
    "password", ["banho e tosa às 9", "correct horse battery staple", "x7!Kq2#v", "ü" * 3 + "Dachshund 7"]
)
async def test_passwords_that_nobody_guesses_are_strong(password: str) -> None:
    assert await is_strong(password, *ABOUT)


async def test_what_is_known_of_the_person_and_the_shop_is_weak_for_them_alone() -> None:
    for password in ("mariana.figueiredo", "Figueiredo1", "cao-companhia"):
        assert (await is_strong(password, *ABOUT), await is_strong(password)) == (False, True)


async def test_estimates_at_once_do_not_take_each_others_words() -> None:
    people = [("figueiredo1", "Figueiredo"), ("figueiredo1", "Albuquerque")] * 10
    found = await asyncio.gather(*(is_strong(password, name) for password, name in people))
    assert found == [False, True] * 10


async def test_long_passwords_are_looked_at_as_far_as_it_takes() -> None:
    assert await is_strong("banho e tosa às 9" * 7)
