"""Where photos lie, and how their files follow the rows: there before them, and gone after them."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from libs.common.edge import ShopRoute
from libs.common.errors import AppError
from libs.common.files import FileStore, FilesUnavailableError
from libs.common.logging import get_logger
from libs.common.tenancy.tenant import current_tenant
from services.business.animais.fotos.images import Sizes

log = get_logger(__name__)


class ShopPhotos:
    """A shop's photos, in one request. A file that a crash leaves behind is named by no row and harms nobody."""

    def __init__(self, files: FileStore, shop: UUID) -> None:
        self._files, self._shop = files, shop
        self._written: list[str] = []
        self._unwanted: list[str] = []

    async def write(self, arquivo: UUID, sizes: Sizes) -> None:
        """Stays if the request succeeds."""
        for name, data in zip(_names(arquivo), (sizes.large, sizes.small), strict=True):
            self._written.append(name)
            try:
                await self._files.put(self._shop, name, data)
            except FilesUnavailableError:
                # Nothing is committed yet: what a full disk took of it goes.
                await self.settle(succeeded=False)
                raise

    def remove(self, arquivo: UUID) -> None:
        """Goes if the request succeeds."""
        self._unwanted += _names(arquivo)

    async def read(self, arquivo: UUID, tamanho: str) -> bytes | None:
        return await self._files.get(self._shop, f"fotos/{arquivo}-{tamanho}.webp")

    async def settle(self, *, succeeded: bool) -> None:
        """Never fails: the answer stands already."""
        unwanted = self._unwanted if succeeded else self._written
        try:
            await self._files.delete(self._shop, *unwanted)
        except OSError as error:
            log.warning("files left behind", names=unwanted, error=repr(error))


def _names(arquivo: UUID) -> list[str]:
    return [f"fotos/{arquivo}-grande.webp", f"fotos/{arquivo}-pequena.webp"]


class PhotoRoute(ShopRoute):
    """A route inside one shop whose files follow its transaction."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, and then what its end means for the files."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handler(request)
            except AppError as refusal:
                # Any other end may have been a commit whose answer was lost.
                if refusal.status < 500:
                    await _settle(request, succeeded=False)
                raise
            await _settle(request, succeeded=response.status_code < 400)
            return response

        return answer


async def _settle(request: Request, *, succeeded: bool) -> None:
    photos: ShopPhotos | None = request.scope["state"].get("photos")
    if photos is not None:
        await photos.settle(succeeded=succeeded)


def _shop_photos(request: Request) -> ShopPhotos:
    photos = ShopPhotos(request.app.state.files, current_tenant().id)
    request.scope["state"]["photos"] = photos
    return photos


Photos = Annotated[ShopPhotos, Depends(_shop_photos)]
