"""A photo as it comes in: read and made into ours before the request takes a connection of the database."""

import asyncio
from typing import Annotated

from fastapi import Depends, Request

from libs.common.errors import UnsupportedMediaTypeError, ValidationError
from services.business.animais.fotos.images import Sizes, make_sizes

MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")
MOST_BYTES = 12 * 1024 * 1024
# In memory at once: bodies of 12 MB, and one of them as up to 400 MB of pixels.
_BODIES = 4


class Darkroom:
    """Of one process."""

    def __init__(self) -> None:
        self._bodies, self._pixels = asyncio.Semaphore(_BODIES), asyncio.Semaphore(1)

    async def develop(self, request: Request) -> Sizes:
        """Raises ValidationError at `body`, or UnsupportedMediaTypeError."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
            raise UnsupportedMediaTypeError(f"Send {' or '.join(MEDIA_TYPES)}.")
        async with self._bodies:
            body = await request.body()
            if not body:
                raise ValidationError.at("body", "There is no image.", "image_invalid")
            async with self._pixels:
                return await asyncio.to_thread(make_sizes, body)


async def _developed(request: Request) -> Sizes:
    darkroom: Darkroom = request.app.state.darkroom
    return await darkroom.develop(request)


# Before `ShopWork` in a route's parameters: what comes after it holds a connection.
Photo = Annotated[Sizes, Depends(_developed)]
