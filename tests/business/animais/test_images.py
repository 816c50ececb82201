"""What becomes of an image, and what is none."""

from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from libs.common.errors import ValidationError
from services.business.animais.fotos.images import LARGE, MOST_PIXELS, SMALL, make_sizes
from tests.business.animais.pictures import (
    HEIC,
    MAKER,
    RED,
    encoded,
    exif,
    is_red,
    opened,
    photo,
    picture,
    png_bomb,
)


def code_of(data: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        make_sizes(data)
    (error,) = refusal.value.errors
    assert error["field"] == "body"
    return error["code"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("size", "large", "small"), [
    ((4000, 3000), (1600, 1200), (256, 192)),
    ((300, 3000), (160, 1600), (26, 256)),
    ((200, 100), (200, 100), (200, 100)),
    ((1, 1), (1, 1), (1, 1)),
])  # fmt: skip
def test_image_becomes_two_that_are_no_larger_than_they_may_be(
    kind: str, size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    sizes = make_sizes(encoded(picture(*size), kind))
    assert (sizes.width, sizes.height) == large
    assert opened(sizes.large).size == large
    assert opened(sizes.small).size == small
    assert {opened(data).format for data in (sizes.large, sizes.small)} == {"WEBP"}


def test_sides_are_as_long_as_they_may_be_whatever_their_ratio() -> None:
    sizes = make_sizes(encoded(Image.new("L", (1, 60_000)), "PNG"))
    assert (sizes.width, sizes.height) == (1, LARGE)
    assert opened(sizes.small).size == (1, SMALL)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_image_stands_upright_as_its_exif_says(orientation: int) -> None:
    sizes = make_sizes(photo(orientation, width=640, height=480))
    image = opened(sizes.large)
    assert image.size == ((640, 480) if orientation < 5 else (480, 640))
    # Where the red half is once the image stands.
    corner = {1: (0.1, 0.5), 2: (0.9, 0.5), 3: (0.9, 0.5), 4: (0.1, 0.5)}
    red = corner.get(orientation, (0.5, 0.1) if orientation in (5, 6) else (0.5, 0.9))
    assert is_red(image, *red)
    assert not is_red(image, 1 - red[0], 1 - red[1])


@pytest.mark.parametrize("data", [photo(), encoded(picture(), "PNG", exif=exif(6), icc_profile=b"secret")])
def test_metadata_is_gone(data: bytes) -> None:
    told = Image.open(BytesIO(data)).getexif()
    assert told.get(0x010F) == MAKER
    assert told.get_ifd(0x8825)
    for made in (make_sizes(data).large, make_sizes(data).small):
        assert not opened(made).getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & opened(made).info.keys()
        assert MAKER.encode() not in made
        assert b"EXIF" not in made


def test_telephones_own_format_is_told_how_to_become_another() -> None:
    assert code_of(HEIC) == "image_format"


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "PA"])
def test_every_kind_of_pixel_is_taken(mode: str) -> None:
    kind = "PNG" if mode != "PA" else "WEBP"
    sizes = make_sizes(encoded(picture(mode="RGBA" if mode == "PA" else mode), kind))
    assert (sizes.width, sizes.height) == (64, 48)


def test_printers_colours_are_taken() -> None:
    assert is_red(opened(make_sizes(encoded(picture(mode="CMYK"))).large), 0.1, 0.5)


def test_what_can_be_seen_through_stays_so() -> None:
    clear = Image.new("RGBA", (64, 48), (*RED, 0))
    alpha = opened(make_sizes(encoded(clear, "PNG")).large).getchannel("A")
    assert alpha.getextrema() == (0, 0)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_first_image_of_an_animation_is_taken(kind: str) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in (RED, (0, 0, 255), (0, 255, 0))]
    made = opened(make_sizes(encoded(frames[0], kind, save_all=True, append_images=frames[1:])).large)
    assert getattr(made, "n_frames", 1) == 1
    assert is_red(made, 0.5, 0.5)


@pytest.mark.parametrize("size", [(30_000, 30_000), (MOST_PIXELS["PNG"] + 1, 1), (5_001, 5_000)])
def test_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    data = png_bomb(*size)
    assert len(data) < 1_000_000
    assert code_of(data) == "image_too_large"


def test_jpeg_of_endless_scans_is_refused() -> None:
    data = encoded(picture(), progressive=True)
    start = data.rindex(b"\xff\xda")
    scan = data[start:-2]
    assert make_sizes(data + b"")
    assert code_of(data[:-2] + scan * 100 + data[-2:]) == "image_invalid"


HOSTILE: dict[str, Any] = {
    "nothing": b"",
    "a page": b"<html><script>alert(1)</script></html>",
    "a picture's beginning and a page": b"\x89PNG\r\n\x1a\n<html></html>",
    "text": "não é uma imagem".encode(),
    "a vector": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a gif": encoded(picture(mode="P"), "GIF"),
    "a bitmap": encoded(picture(), "BMP"),
    "a tiff": encoded(picture(), "TIFF"),
    "a pdf": encoded(picture(), "PDF"),
    "half of a jpeg": photo(width=640, height=480)[:2000],
    "half of a png": encoded(picture(640, 480), "PNG")[:-100],
    "half of a webp": encoded(picture(640, 480), "WEBP")[:-100],
    "a jpeg's first bytes": b"\xff\xd8\xff",
    "zeros": bytes(10_000),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_image_is_refused(data: bytes) -> None:
    assert code_of(data) == "image_invalid"


@pytest.mark.parametrize("original", [photo(), encoded(picture(), "PNG"), encoded(picture(), "WEBP")])
def test_broken_bytes_are_an_image_or_are_refused(original: bytes) -> None:
    for at in range(0, len(original), max(1, len(original) // 150)):
        broken = original[:at] + bytes([original[at] ^ 0xFF]) + original[at + 1 :]
        with suppress(ValidationError):
            assert make_sizes(broken).width


def test_broken_metadata_is_nobodys_loss() -> None:
    torn = encoded(picture(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    assert make_sizes(torn).width == 64
