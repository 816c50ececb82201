"""From whatever somebody sends as a photo to our two WebP images of it. Pure; takes CPU: call it in a thread."""

import re
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from libs.common.errors import ValidationError

LARGE, SMALL = 1600, 256
# As much as telephones take. Measured: up to 400 MB while one is read, 16 bytes a pixel of a WebP, 7 of a JPEG.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
# Of a photo there are about ten; each of a hostile file's costs as much as the whole image.
_MOST_SCANS = 50
_FORMATS = ("JPEG", "PNG", "WEBP")
# How files of telephones begin that no decoder under a licence of ours reads.
_HEIF = re.compile(rb"....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Sizes:
    """WebP without metadata; width and height are the large one's."""

    large: bytes
    small: bytes
    width: int
    height: int


def make_sizes(data: bytes) -> Sizes:
    """Upright, of an animation the first image. Raises ValidationError at `body`: none of ours, or too large."""
    if _HEIF.match(data):
        raise ValidationError.at("body", "Send JPEG, PNG or WebP: HEIC is not read here.", "image_format")
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            _check(image, data)
            large = _upright(image)
        small = large.copy()
        small.thumbnail((SMALL, SMALL))
        return Sizes(_webp(large), _webp(small), *large.size)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:
        # Whatever decoders make of a hostile file: there is no end to the kinds.
        raise ValidationError.at("body", "This is no image that we can read.", "image_invalid") from error


def _check(image: Image.Image, data: bytes) -> None:
    """Before any pixel is decoded."""
    if image.width * image.height > MOST_PIXELS[str(image.format)]:
        raise _too_large()
    if image.format in ("JPEG", "MPO") and data.count(b"\xff\xda") > _MOST_SCANS:
        raise ValueError("too many scans")


def _upright(image: Image.Image) -> Image.Image:
    """Its pixels alone, at most LARGE on each side, turned as its EXIF says."""
    # JPEGs are decoded at the eighth, quarter or half that is enough.
    image.draft("RGB", (LARGE, LARGE))
    image.thumbnail((LARGE, LARGE))
    with suppress(Exception):
        # Broken EXIF says nothing.
        image = ImageOps.exif_transpose(image)
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info.clear()
    return plain


def _webp(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", quality=_QUALITY, exif=b"", xmp=b"", icc_profile=b"")
    return written.getvalue()


def _too_large() -> ValidationError:
    return ValidationError.at("body", "This image has too many pixels.", "image_too_large")
