"""Images as people send them, and as others do."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

RED, BLUE = (255, 0, 0), (0, 0, 255)
MAKER = "Telefone secreto"
# How a telephone's own format begins.
HEIC = b"\0\0\0\x1cftypheic" + bytes(200)


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Who made it, and where: a place in São Paulo."""
    told = Image.Exif()
    told[0x0112], told[0x010F] = orientation, MAKER
    place = told.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S", (23.0, 32.0, 51.0), "W", (46.0, 38.0, 1.0)
    return told.tobytes()


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def photo(orientation: int = 1, width: int = 64, height: int = 48) -> bytes:
    """A JPEG with all that a telephone tells."""
    return encoded(picture(width, height), exif=exif(orientation), quality=90)


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small file that says it has so many pixels, and would hold them."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def is_red(image: Image.Image, x: float, y: float) -> bool:
    """Or blue, at a place told in parts of width and height."""
    spot = (int(image.width * x), int(image.height * y))
    red, _, blue = image.convert("RGB").getpixel(spot)  # type: ignore[misc]
    return bool(red > blue)
